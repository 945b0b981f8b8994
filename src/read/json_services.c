/*
 * Dialects of transcription services: AssemblyAI, Deepgram, Rev.ai, Speechmatics,
 * ElevenLabs.
 */
#include "read/json.h"

enum { MAX_SPEAKERS = 1000 /* that a name is looked for in */ };

static const smz_str nobody = {NULL, 0};

static bool is_assemblyai(const cJSON *root)
{
    return (smz_json_get(root, "utterances") || smz_json_get(root, "words")) &&
           (smz_json_get(root, "audio_duration") ||
            smz_json_get(root, "acoustic_model") || smz_json_get(root, "audio_url"));
}

/* AssemblyAI/assemblyai-python-sdk, types.py: times in ms */
static void give_assemblyai(const cJSON *root, struct json_out *out)
{
    static const struct json_word_keys keys = {"text", "start", "end", 1};
    const cJSON *utterances = json_array(root, "utterances"), *utterance;
    const cJSON *words = json_array(root, "words");

    json_language(out, smz_json_str(root, "language_code"));
    if (out->broken && words)
        utterances = NULL; /* they stand behind the words and are not all there */
    cJSON_ArrayForEach(utterance, utterances)
    {
        json_give_worded(
            out, smz_json_str(utterance, "text"), smz_json_get(utterance, "words"), &keys,
            json_speaker(out, utterance, "speaker"), json_time(utterance, "start", 1),
            json_time(utterance, "end", 1));
    }
    if (!utterances && words)
        json_give_words(out, words, &keys, "speaker", nobody);
    else if (!utterances)
        json_give_prose(out, smz_json_str(root, "text"));
}

static bool is_deepgram(const cJSON *root)
{
    const cJSON *results = smz_json_get(root, "results");

    return json_array(results, "channels") || json_array(results, "utterances");
}

static smz_str channel_name(struct json_out *out, bool several, int channel)
{
    return several ? smz_arena_printf(out->arena, "Channel %d", channel + 1) : nobody;
}

static void give_deepgram_channel(const cJSON *best, smz_str name, struct json_out *out)
{
    static const struct json_word_keys said = {"punctuated_word", "start", "end", 1000},
                                       bare = {"word", "start", "end", 1000};
    const cJSON *paragraphs = json_array(smz_json_get(best, "paragraphs"), "paragraphs");
    const cJSON *words = json_array(best, "words"), *paragraph, *sentence;

    if (out->broken && words)
        paragraphs = NULL; /* they stand behind the words and are not all there */
    cJSON_ArrayForEach(paragraph, paragraphs)
    {
        smz_str own = json_speaker(out, paragraph, "speaker");

        cJSON_ArrayForEach(sentence, smz_json_get(paragraph, "sentences"))
        {
            json_give(out, smz_json_str(sentence, "text"), own.len ? own : name,
                      json_time(sentence, "start", 1000),
                      json_time(sentence, "end", 1000));
        }
    }
    if (!paragraphs && words)
        json_give_words(out, words,
                        smz_json_get(words->child, "punctuated_word") ? &said : &bare,
                        "speaker", name);
    else if (!paragraphs)
        json_give_prose(out, smz_json_str(best, "transcript"));
}

/* developers.deepgram.com: utterances, else paragraphs, else words; they disagree. */
static void give_deepgram(const cJSON *root, struct json_out *out)
{
    const cJSON *results = smz_json_get(root, "results");
    const cJSON *channels = smz_json_get(results, "channels"), *item;
    const cJSON *utterances = smz_json_get(results, "utterances");
    bool several = cJSON_GetArraySize(channels) > 1;
    int n = 0;

    if (out->broken && json_first(channels))
        utterances = NULL; /* they stand behind the channels and are not all there */
    cJSON_ArrayForEach(item, utterances)
    {
        smz_str speaker = json_speaker(out, item, "speaker");

        if (several || speaker.len == 0)
            speaker = channel_name(out, several, smz_json_int(item, "channel", 0));
        json_give(out, smz_json_str(item, "transcript"), speaker,
                  json_time(item, "start", 1000), json_time(item, "end", 1000));
    }
    if (out->cues.n == 0)
        cJSON_ArrayForEach(item, channels)
        {
            json_language(out, smz_json_str(item, "detected_language"));
            give_deepgram_channel(json_first(smz_json_get(item, "alternatives")),
                                  channel_name(out, several, n++), out);
        }
    if (several)
        read_captions_sort(&out->cues);
}

static bool is_rev(const cJSON *root)
{
    return json_array(root, "monologues");
}

/* The name that a table of speakers has for an id. */
static smz_str rev_name(const cJSON *root, const cJSON *id, struct json_out *out)
{
    const cJSON *speaker = json_first(smz_json_get(root, "speakers"));

    for (int n = 0; id && speaker && n < MAX_SPEAKERS; speaker = speaker->next, n++)
        if (cJSON_Compare(smz_json_get(speaker, "id"), id, true))
            return json_speaker(out, speaker, "name");
    return json_speaker_of(out, id);
}

/* revdotcom/revai-python-sdk: elements carry their spaces as punctuation */
static void give_rev(const cJSON *root, struct json_out *out)
{
    const cJSON *monologue, *element;

    cJSON_ArrayForEach(monologue, smz_json_get(root, "monologues"))
    {
        const cJSON *elements = json_array(monologue, "elements");
        smz_str speaker =
            smz_json_str(smz_json_get(monologue, "speaker_info"), "display_name");

        if (speaker.len == 0)
            speaker = rev_name(root, smz_json_get(monologue, "speaker"), out);
        if (!elements)
            elements = smz_json_get(monologue, "spans");
        cJSON_ArrayForEach(element, elements)
        {
            smz_str text = smz_json_str(element, "value");
            smz_ms end = json_time(element, "end_ts", 1000);

            read_word(&out->words, text.len ? text : smz_json_str(element, "text"),
                      speaker, json_time(element, "ts", 1000),
                      end == SMZ_MS_NONE ? json_time(element, "endTs", 1000) : end,
                      READ_AS_IS);
        }
        read_words_flush(&out->words);
    }
}

/* The first version of Speechmatics: speakers apart, by the time of a word. */
static bool is_speechmatics_old(const cJSON *root)
{
    const cJSON *word = json_first(smz_json_get(root, "words"));

    return cJSON_IsArray(smz_json_get(root, "speakers")) && smz_json_get(word, "name") &&
           smz_json_get(word, "duration");
}

static void give_speechmatics_old(const cJSON *root, struct json_out *out)
{
    const cJSON *speaker = json_first(smz_json_get(root, "speakers")), *word;

    cJSON_ArrayForEach(word, smz_json_get(root, "words"))
    {
        smz_ms start = json_time(word, "time", 1000);
        smz_ms length = json_time(word, "duration", 1000);

        while (speaker && speaker->next &&
               json_time(speaker->next, "time", 1000) <= start)
            speaker = speaker->next;
        read_word(&out->words, smz_json_str(word, "name"),
                  json_speaker(out, speaker, "name"), start,
                  start == SMZ_MS_NONE || length == SMZ_MS_NONE ? start : start + length,
                  READ_SPACED);
    }
    read_words_flush(&out->words);
}

static bool is_speechmatics(const cJSON *root)
{
    const cJSON *result = json_first(smz_json_get(root, "results"));

    return smz_json_get(json_first(smz_json_get(result, "alternatives")), "content") &&
           smz_json_get(result, "type");
}

/* docs.speechmatics.com: words, entities, and punctuation that attaches to a word */
static void give_speechmatics(const cJSON *root, struct json_out *out)
{
    const cJSON *metadata = smz_json_get(root, "metadata"), *result;
    const cJSON *delimiter =
        json_path(metadata, "language_pack_info", "word_delimiter", NULL);
    bool bare = cJSON_IsString(delimiter) && delimiter->valuestring[0] == '\0';
    smz_str speaker = nobody;

    json_language(
        out, smz_json_str(smz_json_get(metadata, "transcription_config"), "language"));
    cJSON_ArrayForEach(result, smz_json_get(root, "results"))
    {
        const cJSON *best = json_first(smz_json_get(result, "alternatives"));
        smz_str attaches = smz_json_str(result, "attaches_to");
        bool punctuation = smz_str_eq(smz_json_str(result, "type"), SMZ_S("punctuation"));
        bool attached =
            punctuation && (attaches.len == 0 || !smz_str_eq(attaches, SMZ_S("next")));

        /* Punctuation may be tagged with the voice that follows. */
        if (!attached) {
            speaker = json_speaker(out, best, "speaker");
            if (speaker.len == 0)
                speaker = json_speaker(out, result, "channel");
        }
        read_word(&out->words, smz_json_str(best, "content"), speaker,
                  json_time(result, "start_time", 1000),
                  json_time(result, "end_time", 1000),
                  attached || bare ? READ_ATTACHED : READ_SPACED);
    }
    read_words_flush(&out->words);
}

static bool is_elevenlabs(const cJSON *root)
{
    const cJSON *word = json_first(smz_json_get(root, "words"));

    if (!word)
        word = json_first(
            smz_json_get(json_first(smz_json_get(root, "transcripts")), "words"));
    return smz_json_get(word, "type") && smz_json_get(word, "text");
}

static void give_elevenlabs_words(const cJSON *words, smz_str name, struct json_out *out)
{
    const cJSON *word, *last = NULL;
    smz_str speaker = name;

    cJSON_ArrayForEach(word, words)
    {
        const cJSON *own = smz_json_get(word, "speaker_id");
        smz_str type = smz_json_str(word, "type");

        /* What is heard; and a space may be nobody's. */
        if (smz_str_eq(type, SMZ_S("audio_event")))
            continue;
        if (cJSON_IsString(own) && !smz_str_eq(type, SMZ_S("spacing")) &&
            !(last && cJSON_Compare(own, last, true)))
            speaker = json_speaker_of(out, last = own);
        read_word(&out->words, smz_json_str(word, "text"), speaker,
                  json_time(word, "start", 1000), json_time(word, "end", 1000),
                  READ_AS_IS);
    }
    read_words_flush(&out->words);
}

/* elevenlabs/elevenlabs-python, speech_to_text: spaces are words of their own */
static void give_elevenlabs(const cJSON *root, struct json_out *out)
{
    const cJSON *channels = json_array(root, "transcripts"), *item;
    int n = 0;

    json_language(out, smz_json_str(channels ? channels->child : root, "language_code"));
    if (!channels) {
        give_elevenlabs_words(smz_json_get(root, "words"), nobody, out);
        return;
    }
    cJSON_ArrayForEach(item, channels)
    {
        give_elevenlabs_words(smz_json_get(item, "words"), channel_name(out, true, n++),
                              out);
    }
    read_captions_sort(&out->cues);
}

/* What Vosk puts out for a stretch: itself, or the best of several. */
static const cJSON *vosk_best(const cJSON *stretch)
{
    const cJSON *best = json_first(smz_json_get(stretch, "alternatives"));

    return best ? best : stretch;
}

static bool is_vosk(const cJSON *root)
{
    const cJSON *stretch = cJSON_IsArray(root) ? json_first(root) : root;

    for (int n = 0; stretch && n < MAX_SPEAKERS; stretch = stretch->next, n++)
        if (smz_json_get(json_first(smz_json_get(vosk_best(stretch), "result")), "word"))
            return true;
    return false;
}

/* https://alphacephei.com/vosk: an object for each stretch, one behind the other */
static void give_vosk(const cJSON *root, struct json_out *out)
{
    static const struct json_word_keys keys = {"word", "start", "end", 1000};
    const cJSON *stretch = cJSON_IsArray(root) ? json_first(root) : root;

    for (; stretch; stretch = stretch->next)
        json_give_words(out, json_array(vosk_best(stretch), "result"), &keys, "speaker",
                        nobody);
}

const struct json_dialect json_services[] = {
    {"Deepgram", is_deepgram, give_deepgram},
    {"Rev.ai", is_rev, give_rev},
    {"Speechmatics", is_speechmatics, give_speechmatics},
    {"Speechmatics, version 1", is_speechmatics_old, give_speechmatics_old},
    {"ElevenLabs", is_elevenlabs, give_elevenlabs},
    {"AssemblyAI", is_assemblyai, give_assemblyai},
    {"Vosk", is_vosk, give_vosk},
    {NULL, NULL, NULL},
};
