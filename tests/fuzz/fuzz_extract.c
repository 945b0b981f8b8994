/*
 * --extract: whatever a transcript says, what is written of it reads back as the same
 * turns. Of SubRip that is asked only where all turns have times and names that look
 * like names, and no paragraphs. The transcript is made of the bytes.
 */
#include <string.h>

#include "turns.h"

enum { MAX_TURNS = 60, MAX_SENTENCES = 6 };

/* Bytes to choose by; zeros once they are used up. */
struct choices {
    const uint8_t *at, *end;
    bool plain; /* nothing that SubRip has no way to say */
};

static size_t choose(struct choices *c, size_t n)
{
    return c->at < c->end ? *c->at++ % n : 0;
}

static const char *const names[] = {"Ann Lee",     "Bob O'Neil",
                                    "SPEAKER_00",  "Speaker 1",
                                    "Dr. Ruiz",    "\xd0\x90\xd0\xbd\xd0\xbd\xd0\xb0",
                                    "M\xc3\xbcge", "\xe5\xb1\xb1\xe7\x94\xb0"};
static const char *const odd_names[] = {
    "tim", "Note", "Re: Bob", "[00:01] x", ">> y", "**a:** b", "2. z", "<v Ann>", "\\_"};
static const char *const sentences[] = {
    "Well.",
    "I think that it is so, and always was.",
    "Is 3 < 4 & 5 > 2?",
    "She said: \"We are late.\"",
    "That was at 10:30, or 11:15.",
    "- No.",
    "1. The first of two.",
    "[laughs] It is true.",
    "> quoted, so to speak",
    "\xd0\x94\xd0\xb0, \xd0\xba\xd0\xbe\xd0\xbd\xd0\xb5\xd1\x87\xd0\xbd\xd0\xbe.",
    "Mark: is he here?",
    "And so we went on and on, for as long as there was light.",
    "*Really* _now_ # and `then`.",
    "C:\\dir is a <b>name</b> &amp; more.",
    ">> [00:01:02] **Bob:** that\\",
    "[00:01:02] Ann: this",
    "# &gt;&gt; 1 --> 2",
};

enum { MARKED = 5 /* of them, at the end, look like markup */ };

/* Captions that say the same again and again are one that grows: each ends in another
 * way. */
static smz_str make_text(struct choices *c, int number, struct smz_arena *run)
{
    size_t n = 1 + choose(c, MAX_SENTENCES);
    size_t known = SMZ_COUNT(sentences) - (c->plain ? MARKED : 0);
    smz_str text = {NULL, 0};

    for (size_t i = 0; i < n; i++)
        text = smz_arena_printf(run, "%.*s%s%s", SMZ_ARG(text),
                                i == 0                          ? ""
                                : c->plain || choose(c, 4) != 1 ? " "
                                                                : "\n",
                                sentences[choose(c, known)]);
    return smz_arena_printf(run, "%.*s That is %d.", SMZ_ARG(text), number);
}

/* A talk of a few voices, of which one may have turns in a row; with times or without. */
static void make(struct choices *c, struct smz_arena *run, struct smz_transcript *t)
{
    size_t n_speakers = 2 + choose(c, 3), first = choose(c, SMZ_COUNT(names));
    bool timed = choose(c, 4) > 0;
    int n_turns = 4 + (int)choose(c, MAX_TURNS);
    struct smz_speaker *speakers = SMZ_NEW(run, struct smz_speaker, n_speakers);
    struct smz_turn *turns = SMZ_NEW(run, struct smz_turn, n_turns);
    size_t now = 0;
    smz_ms time = 0;

    for (size_t i = 0; i < n_speakers; i++)
        speakers[i].label =
            smz_str_of(c->plain || choose(c, 4) != 1
                           ? names[(first + i) % SMZ_COUNT(names)]
                           : odd_names[(first + i) % SMZ_COUNT(odd_names)]);
    for (int i = 0; i < n_turns; i++) {
        turns[i] = (struct smz_turn){.speaker = (int)now,
                                     .start = timed ? time : SMZ_MS_NONE,
                                     .end = timed ? time + 900 : SMZ_MS_NONE,
                                     .text = make_text(c, i, run)};
        if (!c->plain && choose(c, 8) == 1)
            turns[i].speaker = SMZ_NOBODY;
        if (!c->plain && choose(c, 8) == 1)
            turns[i].start = turns[i].end = SMZ_MS_NONE;
        now = i + 1 < (int)n_speakers ? now + 1
                                      : (now + choose(c, n_speakers)) % n_speakers;
        time += 1000 * (smz_ms)(1 + choose(c, 100)) + 130 * (smz_ms)choose(c, 3);
    }
    *t = (struct smz_transcript){.name = SMZ_S("talk"),
                                 .turns = turns,
                                 .n_turns = n_turns,
                                 .speakers = speakers,
                                 .n_speakers = (int)n_speakers,
                                 .end = SMZ_MS_NONE};
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const formats[] = {"json", "vtt", "srt", "md", "txt"};
    struct smz_transcript t;
    struct smz_arena run;

    for (size_t i = 0; i < SMZ_COUNT(formats); i++) {
        struct choices c = {data, data + size,
                            smz_str_eq(smz_str_of(formats[i]), SMZ_S("srt"))};

        smz_arena_init(&run);
        make(&c, &run, &t);
        check_back(&t, formats[i], &run);
        smz_arena_release(&run);
    }
    return 0;
}
