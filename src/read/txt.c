#include "read/format.h"

static int probe(smz_str head, bool whole)
{
    (void)head;
    (void)whole;
    return 1; /* what fits nothing else is text */
}

static enum smz_code parse(smz_str text, struct read_builder *builder,
                           struct smz_err *err)
{
    smz_str line, label;
    int n = 0;

    (void)err;
    while (smz_str_line(&text, &line)) {
        size_t skip = read_label(line, &label);

        n++;
        read_add(builder, (struct read_block){
                              .kind = skip ? READ_TURN : READ_MORE,
                              .label = skip ? label : (smz_str){NULL, 0},
                              .text = smz_str_skip(line, skip),
                              .start = SMZ_MS_NONE,
                              .end = SMZ_MS_NONE,
                              .line = n,
                              .keep_text = true,
                          });
    }
    return SMZ_OK;
}

const struct smz_format read_txt = {
    .name = "txt",
    .about = "plain text and Markdown, with or without labels",
    .probe = probe,
    .parse = parse,
};
