/* The turn and the sentence at which one conversation is handed over to the next. */
#include <string.h>

#include "segment/guests.h"

static void weigh_turn(const struct outliner *o, int turn, int max,
                       double sums[CUE_LISTS])
{
    struct cue_head head;

    cue_head_make(o->text, o->t->turns[turn].text,
                  outline_first_token(o->text, o->text->first_sentence[turn]),
                  outline_first_token(o->text, o->text->first_sentence[turn + 1]), max,
                  &head);
    cues_weigh_all(o->cues, &head, sums);
}

static bool says_name(const struct outliner *o, smz_str text, int person)
{
    smz_str name = o->people[person].name, word;

    while (smz_str_word(&name, &word))
        if (word.len > 2 && smz_str_find_nocase(text, word) >= 0)
            return true;
    return false;
}

/* Has the visitor most of their talk in [from, to)? */
static bool is_of(const struct visitor *v, int from, int to)
{
    return visitor_turns(v, from, to) * 5 >= v->n_turns;
}

static bool says_bye(const struct outliner *o, int turn)
{
    double sums[CUE_LISTS];

    weigh_turn(o, turn, CUE_HEAD, sums);
    return sums[CUE_BYE] > 0;
}

/* How well the conversation of cut i, which ends before `end`, begins with a turn. */
static double weigh_border(const struct outliner *o, const struct visits *v, int turn,
                           int cut, int end)
{
    smz_str text = o->t->turns[turn].text;
    double sums[CUE_LISTS], score;
    bool named = false, own = false;

    weigh_turn(o, turn, 60, sums);
    for (int k = 0; k < v->n; k++)
        if (is_of(&v->at[k], cut, end)) {
            named = named || says_name(o, text, v->at[k].person);
            own = own || o->person_of[turn] == v->at[k].person;
        }
    score = 2 * (sums[CUE_STRONG] > 0) + (sums[CUE_INTRO] > 0) + 1.5 * named +
            (o->words[turn] < 40 ? o->words[turn] / 40.0 : 1) - 2 * own;
    if (o->chapter_of[o->text->first_sentence[turn]])
        score += 3;
    if (o->words[turn] < 12 && sums[CUE_BYE] > 0)
        score -= 1.5;
    for (int k = turn > 1 ? turn - 2 : 0; k < turn; k++)
        if (says_bye(o, k))
            return score + 1.5;
    return score;
}

int handover_turn(const struct outliner *o, const struct visits *v, int i)
{
    int cut = v->cuts[i], from = v->cuts[i - 1] + 1, at = cut;
    int end = i + 1 < v->n_cuts ? v->cuts[i + 1] : o->t->n_turns;
    double best = -1e9;

    /* The last that those who leave say: nobody's next conversation begins before. */
    for (int k = 0; k < v->n; k++) {
        const struct visitor *x = &v->at[k];
        int before = visitor_turns(x, 0, cut);

        if (before && x->turns[before - 1] + 1 > from && is_of(x, v->cuts[i - 1], cut))
            from = x->turns[before - 1] + 1;
    }
    for (int k = from; k <= cut; k++) {
        double score = weigh_border(o, v, k, cut, end) - 0.05 * (k - from);

        if (score > best + 1e-9) {
            best = score;
            at = k;
        }
    }
    return at;
}

bool handover_is_said(const struct outliner *o, int turn)
{
    int who = o->person_of[turn];

    for (int i = turn > 4 ? turn - 4 : 0; i < turn; i++) {
        double sums[CUE_LISTS];

        weigh_turn(o, i, CUE_HEAD, sums);
        if (sums[CUE_STRONG] > 0 && o->person_of[i] != who && who != SMZ_NOBODY &&
            says_name(o, o->t->turns[i].text, who))
            return true;
    }
    return false;
}

int handover_sentence(const struct outliner *o, const struct visits *v, int i, int turn)
{
    int first = o->text->first_sentence[turn], last = o->text->first_sentence[turn + 1];
    int cut = v->cuts[i], end = i + 1 < v->n_cuts ? v->cuts[i + 1] : o->t->n_turns;
    bool left = false;

    for (int k = first; k < last; k++) {
        const struct smz_sentence *s = &o->text->sentences[k];
        smz_str said = smz_sentence_str(o->text, k);
        double sums[CUE_LISTS];
        struct cue_head head;
        bool named = false;

        cue_head_make(o->text, o->t->turns[turn].text, s->first_token,
                      s->first_token + s->n_tokens, CUE_HEAD, &head);
        cues_weigh_all(o->cues, &head, sums);
        for (int x = 0; x < v->n; x++) {
            if (is_of(&v->at[x], cut, end))
                named = named || says_name(o, said, v->at[x].person);
            else if (is_of(&v->at[x], v->cuts[i - 1], cut))
                left = left || says_name(o, said, v->at[x].person);
        }
        if (left && k > first && (named || sums[CUE_STRONG] > 0))
            return k;
        left = left || sums[CUE_BYE] > 0;
    }
    return first;
}
