/*
 * Tiers of annotations, as linguists make them: a tier is a voice, and times stand apart
 * under names. ELAN's .eaf (https://www.mpi.nl/tools/elan/EAFv3.0.xsd) and EXMARaLDA's
 * .exb.
 */
#include <stdlib.h>

#include "read/timed.h"

/* A place in time that annotations refer to. */
struct slot {
    smz_str id;
    smz_ms time;
};

struct slots {
    SMZ_VEC(struct slot) list;
};

/* Where a kind of file has it all. */
struct names {
    const char *slot, *slot_id, *time;
    double unit; /* seconds of a time */
    const char *annotation, *start, *end;
};

static int by_id(const void *a, const void *b)
{
    return smz_str_cmp(((const struct slot *)a)->id, ((const struct slot *)b)->id);
}

/* In the order of time; one without a time lies just behind the one before. */
static void gather_slots(const struct xml_node *root, const struct names *names,
                         struct smz_arena *arena, struct slots *slots)
{
    struct xml_walk w = {.root = root};
    smz_ms last = 0;

    while (xml_step(&w)) {
        smz_ms time;

        if (w.closing || !xml_is(w.node, names->slot))
            continue;
        time = timed_number(xml_attribute(w.node, names->time), names->unit);
        last = time == SMZ_MS_NONE ? last + 1 : time;
        SMZ_PUSH(arena, slots->list,
                 (struct slot){xml_attribute(w.node, names->slot_id), last});
    }
    if (slots->list.len)
        qsort(slots->list.at, slots->list.len, sizeof(*slots->list.at), by_id);
}

static smz_ms time_of(const struct slots *slots, smz_str id)
{
    struct slot key = {id, 0}, *found = NULL;

    if (slots->list.len)
        found = bsearch(&key, slots->list.at, slots->list.len, sizeof(*slots->list.at),
                        by_id);
    return found ? found->time : SMZ_MS_NONE;
}

/* What the annotations of a tier say, each from a slot to another. */
static void give_tier(const struct xml_node *tier, const struct names *names,
                      const struct slots *slots, smz_str voice, struct timed *t)
{
    struct xml_walk w = {.root = tier};

    while (xml_step(&w))
        if (!w.closing && xml_is(w.node, names->annotation))
            timed_give(t, w.node, xml_text(w.node, t->arena), voice,
                       time_of(slots, xml_attribute(w.node, names->start)),
                       time_of(slots, xml_attribute(w.node, names->end)));
}

static bool is_elan(const struct xml_node *root)
{
    return xml_is(root, "ANNOTATION_DOCUMENT");
}

/* A tier that hangs on another says again what that says: words, glosses. */
static void give_elan(const struct xml_node *root, struct timed *t)
{
    static const struct names names = {
        "TIME_SLOT",      "TIME_SLOT_ID",  "TIME_VALUE", 0.001, "ALIGNABLE_ANNOTATION",
        "TIME_SLOT_REF1", "TIME_SLOT_REF2"};
    struct slots slots = {0};
    const struct xml_node *tier;

    gather_slots(root, &names, t->arena, &slots);
    for (tier = root->first; tier; tier = tier->next) {
        smz_str voice = xml_attribute(tier, "PARTICIPANT");

        if (!xml_is(tier, "TIER") || xml_attribute(tier, "PARENT_REF").len)
            continue;
        give_tier(tier, &names, &slots,
                  voice.len ? voice : xml_attribute(tier, "TIER_ID"), t);
    }
    read_captions_sort(&t->cues);
}

static bool is_exmaralda(const struct xml_node *root)
{
    return xml_is(root, "basic-transcription");
}

/* Tiers of type "t" are what was said; others describe it. */
static void give_exmaralda(const struct xml_node *root, struct timed *t)
{
    static const struct names names = {"tli", "id", "time", 1, "event", "start", "end"};
    struct slots slots = {0};
    struct xml_walk w = {.root = root};
    const struct xml_node *abbreviation;

    gather_slots(root, &names, t->arena, &slots);
    while (xml_step(&w)) {
        if (w.closing)
            continue;
        if (xml_is(w.node, "speaker")) {
            abbreviation = xml_find(w.node, "abbreviation");
            if (abbreviation)
                read_speaker(t->builder, xml_attribute(w.node, "id"),
                             xml_text(abbreviation, t->arena), (smz_str){NULL, 0});
        } else if (xml_is(w.node, "tier") &&
                   smz_str_eq(xml_attribute(w.node, "type"), SMZ_S("t"))) {
            give_tier(w.node, &names, &slots, xml_attribute(w.node, "speaker"), t);
        }
    }
    read_captions_sort(&t->cues);
}

const struct timed_dialect timed_tiers[] = {
    {"ELAN", is_elan, give_elan},
    {"EXMARaLDA", is_exmaralda, give_exmaralda},
    {NULL, NULL, NULL},
};
