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

static bool is_whisper(const cJSON *root)
{
    const cJSON *segments = smz_json_get(root, "segments");

    return cJSON_IsString(smz_json_get(json_first(segments), "text")) ||
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

        if (words_change_voice(inner)) {
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

const struct json_dialect json_captions[] = {
    {"Podcasting 2.0", is_podcasting, give_podcasting},
    {"whisper.cpp", is_whisper_cpp, give_whisper_cpp},
    {"YouTube json3", is_youtube, give_youtube},
    {"Whisper", is_whisper, give_whisper},
    {NULL, NULL, NULL},
};
