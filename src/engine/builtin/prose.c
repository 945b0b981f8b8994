#include "engine/builtin/builtin.h"

void builtin_prose(struct builtin *b, int topic, struct smz_told *told)
{
    (void)b;
    (void)topic;
    (void)told;
}

void builtin_relate(struct builtin *b, int words, struct smz_answer *out)
{
    (void)b;
    (void)words;
    (void)out;
}
