/*
 * Dialects of captions and of Whisper's kin: Podcasting 2.0, Whisper, WhisperX,
 * whisper-timestamped, whisper.cpp, OpenAI's diarized JSON, YouTube's json3.
 */
#include "read/json.h"

static bool is_podcasting(const cJSON *root)
{
    return smz_json_get(json_first(smz_json_get(root, "segments")), "body");
}

/* https://github.com/Podcastindex-org/podcast-namespace: a segment, often of one word */
static void give_podcasting(const cJSON *root, struct json_out *out)
{
    const cJSON *segment;
    smz_str speaker = {NULL, 0};
    size_t named = 0, n = 0;

    cJSON_ArrayForEach(segment, smz_json_get(root, "segments"))
    {
        named += smz_json_str(segment, "speaker").len > 0;
        n++;
    }
    cJSON_ArrayForEach(segment, smz_json_get(root, "segments"))
    {
        smz_str own = json_speaker(out, segment, "speaker");

        /* Named only where it changes, as in the VTT of the same specification. */
        speaker = own.len || named * 2 > n ? own : speaker;
        read_word(&out->words, smz_str_trim(smz_json_str(segment, "body")), speaker,
                  json_time(segment, "startTime", 1000),
                  json_time(segment, "endTime", 1000), READ_SPACED);
    }
    read_words_flush(&out->words);
}

/* faster-whisper's segment as programs print it: id, seek, start, end, text, … */
static bool is_tuple(const cJSON *segment)
{
    return cJSON_IsArray(segment) && cJSON_IsNumber(cJSON_GetArrayItem(segment, 3)) &&
           cJSON_IsString(cJSON_GetArrayItem(segment, 4));
}

static void give_tuple(const cJSON *segment, struct json_out *out)
{
    json_give(out, smz_str_of(cJSON_GetStringValue(cJSON_GetArrayItem(segment, 4))),
              (smz_str){NULL, 0}, json_time_of(cJSON_GetArrayItem(segment, 2), 1000),
              json_time_of(cJSON_GetArrayItem(segment, 3), 1000));
}

static bool is_whisper(const cJSON *root)
{
    const cJSON *segments = smz_json_get(root, "segments");

    if (is_tuple(json_first(segments)))
        return true;
    return (cJSON_IsString(smz_json_get(json_first(segments), "text")) &&
            !smz_json_get(json_first(segments), "timecode")) ||
           (cJSON_IsString(smz_json_get(root, "text")) &&
            (cJSON_IsArray(segments) || smz_json_get(root, "task")));
}

/* Whether the words of a segment have two voices or more. */
static bool words_change_voice(const cJSON *words)
{
    const cJSON *word, *first = NULL;

    cJSON_ArrayForEach(word, words)
    {
        const cJSON *speaker = smz_json_get(word, "speaker");

        if (speaker && first && !cJSON_Compare(speaker, first, true))
            return true;
        if (speaker)
            first = speaker;
    }
    return false;
}

/* The speaker of a segment, or else that of its first word that has one. */
static smz_str segment_speaker(struct json_out *out, const cJSON *segment,
                               const cJSON *words)
{
    const char *key = smz_json_get(segment, "speaker") ? "speaker" : "speaker_id";
    smz_str speaker = json_speaker(out, segment, key);
    const cJSON *word;

    cJSON_ArrayForEach(word, words)
    {
        if (speaker.len)
            break;
        speaker = json_speaker(out, word, "speaker");
    }
    return speaker;
}

static void give_whisper(const cJSON *root, struct json_out *out)
{
    struct json_word_keys keys = {"word", "start", "end", 1000};
    const cJSON *segments = json_array(root, "segments"),
                *words = json_array(root, "words");
    const cJSON *segment;
    smz_str text = smz_json_str(root, "text");

    json_language(out, smz_json_str(root, "language"));
    cJSON_ArrayForEach(segment, segments)
    {
        const cJSON *inner = json_array(segment, "words");
        smz_str speaker = segment_speaker(out, segment, inner);

        if (is_tuple(segment)) {
            give_tuple(segment, out);
        } else if (words_change_voice(inner)) {
            keys.text = smz_json_get(inner->child, "word") ? "word" : "text";
            json_give_words(out, inner, &keys, "speaker", speaker);
        } else {
            json_give(out, smz_json_str(segment, "text"), speaker,
                      json_time(segment, "start", 1000), json_time(segment, "end", 1000));
        }
    }
    if (out->cues.n == 0 && words)
        json_give_worded(out, text, words, &keys, (smz_str){NULL, 0}, SMZ_MS_NONE,
                         SMZ_MS_NONE);
    else if (out->cues.n == 0)
        json_give_prose(out, text);
}

static bool is_whisper_cpp(const cJSON *root)
{
    return smz_json_get(json_first(smz_json_get(root, "transcription")), "offsets");
}

/* examples/cli of whisper.cpp: times in ms; with -tdrz a mark of the next voice. */
static void give_whisper_cpp(const cJSON *root, struct json_out *out)
{
    const cJSON *segment;
    bool change = false;

    json_language(out, smz_json_str(smz_json_get(root, "result"), "language"));
    cJSON_ArrayForEach(segment, smz_json_get(root, "transcription"))
    {
        const cJSON *offsets = smz_json_get(segment, "offsets");
        smz_str text = smz_str_trim(smz_json_str(segment, "text"));

        if (change && text.len)
            text = smz_arena_printf(out->arena, ">> %.*s", SMZ_ARG(text));
        json_give(out, text, json_speaker(out, segment, "speaker"),
                  json_time(offsets, "from", 1), json_time(offsets, "to", 1));
        change = smz_json_bool(segment, "speaker_turn_next");
    }
}

static bool is_youtube(const cJSON *root)
{
    return smz_json_get(root, "wireMagic") ||
           smz_json_get(json_first(smz_json_get(root, "events")), "tStartMs");
}

static void give_youtube(const cJSON *root, struct json_out *out)
{
    const cJSON *event, *piece;
    struct smz_buf text;

    smz_buf_init(&text, 0);
    cJSON_ArrayForEach(event, smz_json_get(root, "events"))
    {
        smz_ms start = json_time(event, "tStartMs", 1);
        smz_ms length = json_time(event, "dDurationMs", 1);

        smz_buf_clear(&text);
        cJSON_ArrayForEach(piece, smz_json_get(event, "segs"))
        {
            smz_buf_add(&text, smz_json_str(piece, "utf8"));
        }
        if (smz_str_trim(smz_buf_str(&text)).len)
            json_give(out, smz_arena_keep(out->arena, smz_buf_str(&text)),
                      (smz_str){NULL, 0}, start,
                      start == SMZ_MS_NONE || length == SMZ_MS_NONE ? start
                                                                    : start + length);
    }
    smz_buf_release(&text);
}

static const cJSON *find_panel(const cJSON *item)
{
    const cJSON *found = NULL, *child;

    if (json_array(item, "initialSegments"))
        return json_array(item, "initialSegments");
    cJSON_ArrayForEach(child, item)
    {
        if (child->child && (found = find_panel(child)) != NULL)
            break;
    }
    return found;
}

static bool is_panel(const cJSON *root)
{
    static const char *const keys[] = {"actions", "responseContext", "content",
                                       "initialSegments"};

    for (size_t i = 0; i < SMZ_COUNT(keys); i++)
        if (smz_json_get(root, keys[i]))
            return find_panel(root);
    return false;
}

/* The panel beside a video, as the page asks for it: lines, and headings between. */
static void give_panel(const cJSON *root, struct json_out *out)
{
    const cJSON *entry, *run;
    struct smz_buf text;

    smz_buf_init(&text, 0);
    cJSON_ArrayForEach(entry, find_panel(root))
    {
        const cJSON *line = smz_json_get(entry, "transcriptSegmentRenderer");
        const cJSON *head = smz_json_get(entry, "transcriptSectionHeaderRenderer");
        const cJSON *title =
            json_path(head, "sectionHeader", "sectionHeaderViewModel", "headline", NULL);

        smz_buf_clear(&text);
        cJSON_ArrayForEach(run, json_path(line, "snippet", "runs", NULL))
        {
            smz_buf_add(&text, smz_json_str(run, "text"));
        }
        json_give(out, smz_arena_keep(out->arena, smz_buf_str(&text)), (smz_str){NULL, 0},
                  json_time(line, "startMs", 1), json_time(line, "endMs", 1));
        read_contents(out->builder,
                      smz_arena_keep(out->arena, smz_json_str(title, "content")),
                      json_time(head, "startMs", 1));
    }
    smz_buf_release(&text);
}

const struct json_dialect json_captions[] = {
    {"Podcasting 2.0", is_podcasting, give_podcasting},
    {"whisper.cpp", is_whisper_cpp, give_whisper_cpp},
    {"YouTube json3", is_youtube, give_youtube},
    {"YouTube's panel", is_panel, give_panel},
    {"Whisper", is_whisper, give_whisper},
    {NULL, NULL, NULL},
};
