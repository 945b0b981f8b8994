/*
 * Dialects of the large clouds' speech recognition: AWS Transcribe and its Call
 * Analytics, Google Speech-to-Text, Azure Speech, IBM Watson.
 */
#include "read/json.h"

enum {
    LOOK_AHEAD = 64 /* labels that are searched for the one of a word */
};

static smz_str first_content(const cJSON *item, const char *key)
{
    return smz_json_str(json_first(smz_json_get(item, "alternatives")), key);
}

static bool is_aws(const cJSON *root)
{
    const cJSON *results = smz_json_get(root, "results");

    return cJSON_IsObject(results) &&
           (smz_json_get(results, "items") || smz_json_get(results, "transcripts"));
}

/* The words' labels stand apart, in the order of the words, with the same start. */
struct labels {
    const cJSON *segment, *item;
};

static void next_label(struct labels *l)
{
    if (l->item)
        l->item = l->item->next;
    while (!l->item && l->segment) {
        l->segment = l->segment->next;
        l->item = json_first(smz_json_get(l->segment, "items"));
    }
}

static struct labels first_label(const cJSON *results)
{
    struct labels l = {
        .segment = json_first(json_path(results, "speaker_labels", "segments", NULL))};

    l.item = json_first(smz_json_get(l.segment, "items"));
    if (!l.item)
        next_label(&l);
    return l;
}

static smz_str label_at(struct labels *l, smz_str start)
{
    struct labels at = *l;

    for (int n = 0; start.len && at.item && n < LOOK_AHEAD; n++) {
        if (smz_str_eq(smz_json_str(at.item, "start_time"), start)) {
            smz_str label = smz_json_str(at.item, "speaker_label");

            *l = at;
            return label.len ? label : smz_json_str(at.segment, "speaker_label");
        }
        next_label(&at);
    }
    return (smz_str){NULL, 0};
}

static void give_aws_items(const cJSON *items, struct labels labels, struct json_out *out)
{
    smz_str speaker = {NULL, 0};
    const cJSON *item;

    cJSON_ArrayForEach(item, items)
    {
        bool word = !smz_str_eq(smz_json_str(item, "type"), SMZ_S("punctuation"));
        smz_str own = smz_json_str(item, "speaker_label");

        if (own.len == 0)
            own = smz_json_str(item, "channel_label");
        if (own.len == 0 && word)
            own = label_at(&labels, smz_json_str(item, "start_time"));
        if (own.len && word)
            speaker = own;
        read_word(&out->words, first_content(item, "content"), speaker,
                  json_time(item, "start_time", 1000), json_time(item, "end_time", 1000),
                  word ? READ_SPACED : READ_ATTACHED);
    }
    read_words_flush(&out->words);
}

/* docs.aws.amazon.com/transcribe: labels in the items, or apart in older files */
static void give_aws(const cJSON *root, struct json_out *out)
{
    const cJSON *results = smz_json_get(root, "results"), *item;
    const cJSON *channels = json_path(results, "channel_labels", "channels", NULL);

    json_language(out, smz_json_str(results, "language_code"));
    if (json_array(results, "items")) {
        give_aws_items(smz_json_get(results, "items"), first_label(results), out);
    } else if (json_first(channels)) {
        cJSON_ArrayForEach(item, channels)
        {
            give_aws_items(smz_json_get(item, "items"), (struct labels){NULL, NULL}, out);
        }
        read_captions_sort(&out->cues);
    } else {
        cJSON_ArrayForEach(item, smz_json_get(results, "transcripts"))
        {
            json_give_prose(out, smz_json_str(item, "transcript"));
        }
    }
}

static bool is_aws_calls(const cJSON *root)
{
    return smz_json_get(json_first(smz_json_get(root, "Transcript")), "Content");
}

static void give_aws_calls(const cJSON *root, struct json_out *out)
{
    const cJSON *turn;

    json_language(out, smz_json_str(root, "LanguageCode"));
    cJSON_ArrayForEach(turn, smz_json_get(root, "Transcript"))
    {
        json_give(out, smz_json_str(turn, "Content"),
                  json_speaker(out, turn, "ParticipantRole"),
                  json_time(turn, "BeginOffsetMillis", 1),
                  json_time(turn, "EndOffsetMillis", 1));
    }
}

/* Google's answer alone, or inside the record of a long-running operation. */
static const cJSON *google_results(const cJSON *root)
{
    const cJSON *results = json_array(root, "results");

    return results ? results : json_array(smz_json_get(root, "response"), "results");
}

static const cJSON *google_first(const cJSON *result)
{
    return json_first(smz_json_get(result, "alternatives"));
}

static bool is_google(const cJSON *root)
{
    const cJSON *result;

    cJSON_ArrayForEach(result, google_results(root))
    {
        const cJSON *first = google_first(result);
        const cJSON *word = json_first(smz_json_get(first, "words"));

        if (smz_json_get(word, "word") ||
            (smz_json_get(first, "transcript") && !smz_json_get(first, "timestamps") &&
             !smz_json_get(result, "type") && !smz_json_get(root, "result_index")))
            return true;
    }
    return false;
}

static const char *google_tag(const cJSON *word)
{
    static const char *const keys[] = {"speakerLabel", "speaker_label", "speakerTag",
                                       "speaker_tag"};

    for (size_t i = 0; i < SMZ_COUNT(keys); i++)
        if (smz_json_get(word, keys[i]))
            return keys[i];
    return NULL;
}

static void give_google_words(const cJSON *words, smz_str speaker, struct json_out *out)
{
    const char *tag = google_tag(json_first(words));
    const cJSON *word = json_first(words);
    struct json_word_keys keys = {"word", "startTime", "endTime", 1000};

    if (smz_json_get(word, "start_time")) {
        keys.start = "start_time";
        keys.end = "end_time";
    } else if (smz_json_get(word, "startOffset") || smz_json_get(word, "endOffset")) {
        keys.start = "startOffset";
        keys.end = "endOffset";
    }
    json_give_words(out, words, &keys, tag, speaker);
}

/* The words of a result; of its text where it does not list them. */
static int google_words(const cJSON *result)
{
    smz_str text = smz_json_str(google_first(result), "transcript"), word;
    int n = cJSON_GetArraySize(smz_json_get(google_first(result), "words"));

    while (n == 0 && smz_str_word(&text, &word))
        for (n = 1; smz_str_word(&text, &word); n++)
            continue;
    return n;
}

static const cJSON *google_word(const cJSON *result)
{
    return json_first(smz_json_get(google_first(result), "words"));
}

/*
 * With diarization the last result repeats the words of all before it, now with
 * tags: it is then the only one to read.
 */
static const cJSON *google_repeated(const cJSON *results, bool broken)
{
    const cJSON *result, *last = NULL;
    int before = 0, words = 0;

    cJSON_ArrayForEach(result, results)
    {
        before += words;
        words = google_words(result);
        last = result;
    }
    broken =
        broken &&
        cJSON_Compare(smz_json_get(google_word(last), "startTime"),
                      smz_json_get(google_word(json_first(results)), "startTime"), true);
    return words && before && (broken || words >= before - before / 10) &&
                   google_tag(google_word(last))
               ? last
               : NULL;
}

/* Where the repetition breaks off: what it did not come to, of the results before. */
static void give_google_rest(const cJSON *results, const cJSON *only,
                             struct json_out *out)
{
    const cJSON *result;
    int known = google_words(only);

    cJSON_ArrayForEach(result, results)
    {
        cJSON rest = {.type = cJSON_Array};
        int n = google_words(result);

        if (result == only)
            break;
        rest.child =
            cJSON_GetArrayItem(smz_json_get(google_first(result), "words"), known);
        if (known < n && rest.child)
            give_google_words(&rest, (smz_str){NULL, 0}, out);
        known = known > n ? known - n : 0;
    }
}

static void give_google(const cJSON *root, struct json_out *out)
{
    const cJSON *results = google_results(root), *result;
    const cJSON *only = google_repeated(results, out->broken);
    bool channels = false;

    cJSON_ArrayForEach(result, results)
    {
        const cJSON *first = google_first(result);
        const cJSON *words = json_array(first, "words");
        int channel = smz_json_int(result, "channelTag", 0);
        smz_str speaker = {NULL, 0};

        if (only && result != only)
            continue;
        json_language(out, smz_json_str(result, "languageCode"));
        if (channel > 1)
            channels = true;
        if (channel > 0)
            speaker = smz_arena_printf(out->arena, "Channel %d", channel);
        if (words)
            give_google_words(words, speaker, out);
        else
            json_give(out, smz_json_str(first, "transcript"), speaker, SMZ_MS_NONE,
                      json_time(result, "resultEndTime", 1000));
    }
    if (only && out->broken)
        give_google_rest(results, only, out);
    if (channels)
        read_captions_sort(&out->cues);
}

static bool is_azure(const cJSON *root)
{
    return cJSON_IsArray(smz_json_get(root, "recognizedPhrases")) ||
           (cJSON_IsArray(smz_json_get(root, "phrases")) &&
            smz_json_get(root, "combinedPhrases"));
}

/* "PT1.5S", ticks of 100 ns, or ms, by the age of the interface. */
static smz_ms azure_time(const cJSON *phrase, const char *iso, const char *ticks,
                         const char *ms)
{
    smz_ms time = json_time(phrase, ms, 1);

    if (time == SMZ_MS_NONE)
        time = json_time(phrase, ticks, 1e-4);
    return time == SMZ_MS_NONE ? json_time(phrase, iso, 1e-4) : time;
}

/* Azure-Samples/cognitive-services-speech-sdk: batch and fast transcription */
static void give_azure(const cJSON *root, struct json_out *out)
{
    const cJSON *phrases = smz_json_get(root, "recognizedPhrases"), *phrase;
    int first_channel = -1;
    bool channels = false;

    if (!phrases)
        phrases = smz_json_get(root, "phrases");
    cJSON_ArrayForEach(phrase, phrases)
    {
        int channel = smz_json_int(phrase, "channel", 0);

        channels = channels || (first_channel >= 0 && channel != first_channel);
        first_channel = channel;
    }
    cJSON_ArrayForEach(phrase, phrases)
    {
        const cJSON *best = json_first(smz_json_get(phrase, "nBest"));
        smz_ms start =
            azure_time(phrase, "offset", "offsetInTicks", "offsetMilliseconds");
        smz_ms length =
            azure_time(phrase, "duration", "durationInTicks", "durationMilliseconds");
        smz_str text = smz_json_str(best, "display"), speaker;

        speaker = json_speaker(out, phrase, "speaker");
        if (speaker.len == 0 && channels)
            speaker = smz_arena_printf(out->arena, "Channel %d",
                                       smz_json_int(phrase, "channel", 0));
        json_give(out, text.len ? text : smz_json_str(phrase, "text"), speaker, start,
                  start == SMZ_MS_NONE || length == SMZ_MS_NONE ? SMZ_MS_NONE
                                                                : start + length);
        json_language(out, smz_json_str(phrase, "locale"));
    }
    if (channels)
        read_captions_sort(&out->cues);
}

static bool is_watson(const cJSON *root)
{
    const cJSON *result = json_first(smz_json_get(root, "results"));

    return cJSON_IsArray(json_first(smz_json_get(google_first(result), "timestamps")));
}

/* cloud.ibm.com/apidocs/speech-to-text: ["word", from, to], speakers apart by `from` */
static void give_watson(const cJSON *root, struct json_out *out)
{
    const cJSON *label = json_first(smz_json_get(root, "speaker_labels"));
    const cJSON *result, *word;
    smz_str speaker = {NULL, 0};

    cJSON_ArrayForEach(result, smz_json_get(root, "results"))
    {
        cJSON_ArrayForEach(word, smz_json_get(google_first(result), "timestamps"))
        {
            const cJSON *text = json_first(word), *from = text ? text->next : NULL;
            smz_ms start = json_time_of(from, 1000);
            smz_str said = smz_str_of(cJSON_GetStringValue(text));

            while (label && label->next && json_time(label, "from", 1000) < start)
                label = label->next;
            if (label && json_time(label, "from", 1000) == start)
                speaker = json_speaker(out, label, "speaker");
            if (!smz_str_eq(said, SMZ_S("%HESITATION")))
                read_word(&out->words, said, speaker, start,
                          json_time_of(from ? from->next : NULL, 1000), READ_SPACED);
        }
        read_words_flush(&out->words);
    }
}

const struct json_dialect json_clouds[] = {
    {"AWS Transcribe", is_aws, give_aws},
    {"AWS Call Analytics", is_aws_calls, give_aws_calls},
    {"IBM Watson", is_watson, give_watson},
    {"Azure Speech", is_azure, give_azure},
    {"Google Speech-to-Text", is_google, give_google},
    {NULL, NULL, NULL},
};
