#include "engine/models.h"

#include <stdlib.h>
#include <string.h>

enum { NAME, CONTEXT, OUTPUT, IN, OUT, UNTIL, OVER, OVER_IN, OVER_OUT, N_FIELDS };

static double number(smz_str field, double otherwise)
{
    char z[32], *end;
    double v;

    if (!field.len || field.len >= sizeof(z))
        return otherwise;
    memcpy(z, field.ptr, field.len);
    z[field.len] = '\0';
    v = strtod(z, &end);
    return *end ? otherwise : v;
}

static void split(smz_str line, smz_str field[N_FIELDS])
{
    struct smz_cut cut = {.tail = line};

    for (int i = 0; i < N_FIELDS; i++) {
        cut = smz_str_cut(cut.tail, SMZ_S("\t"));
        field[i] = smz_str_trim(cut.head);
    }
}

static struct smz_model model_of(const smz_str field[N_FIELDS])
{
    return (struct smz_model){
        .known = true,
        .context = (int)number(field[CONTEXT], 0),
        .output = (int)number(field[OUTPUT], 0),
        .price_in = number(field[IN], -1),
        .price_out = number(field[OUT], -1),
        .over = (int)number(field[OVER], 0),
        .over_in = number(field[OVER_IN], -1),
        .over_out = number(field[OVER_OUT], -1),
    };
}

static smz_str last_part(smz_str name)
{
    struct smz_cut cut = smz_str_cut(name, SMZ_S("/"));

    while (cut.found) {
        name = cut.tail;
        cut = smz_str_cut(name, SMZ_S("/"));
    }
    return name;
}

struct smz_model smz_model_find(smz_str table, smz_str model, smz_str today)
{
    struct smz_model best = {.price_in = -1, .price_out = -1};
    size_t best_len = 0;
    smz_str line;

    model = last_part(model);
    while (smz_str_line(&table, &line)) {
        smz_str field[N_FIELDS];

        if (!line.len || *line.ptr == '#')
            continue;
        split(line, field);
        if (field[NAME].len <= best_len || !smz_str_starts_nocase(model, field[NAME]) ||
            (field[UNTIL].len && smz_str_cmp(field[UNTIL], today) < 0))
            continue;
        best = model_of(field);
        best_len = field[NAME].len;
    }
    return best;
}

smz_str smz_model_date(smz_str table)
{
    smz_str line, word;

    if (smz_str_line(&table, &line))
        while (smz_str_word(&line, &word))
            if (word.len >= 10 && smz_is_digit(word.ptr[0]) && word.ptr[4] == '-')
                return smz_str_sub(word, 0, 10);
    return (smz_str){NULL, 0};
}

double smz_model_cost(const struct smz_model *m, int64_t in, int64_t out)
{
    bool over = m->over > 0 && in > m->over;
    double price_in = over ? m->over_in : m->price_in;
    double price_out = over ? m->over_out : m->price_out;

    if (price_in < 0 || price_out < 0)
        return -1;
    return ((double)in * price_in + (double)out * price_out) / 1e6;
}
