/*
 * JSON transcripts: a row that finds the dialect by its keys, and what the dialects
 * share. One dialect reads one level of a file only (segments or words, never both).
 */
#ifndef SMZ_READ_JSON_H
#define SMZ_READ_JSON_H

#include "base/json.h"
#include "read/captions.h"
#include "read/words.h"

/* What a dialect writes to. */
struct json_out {
    struct smz_arena *arena;
    struct read_builder *builder;
    struct read_captions cues;
    struct read_words words;
    smz_str speaker; /* of the last stretch that was given */
    bool broken;     /* the file breaks off: something of it is not in the tree */
    bool several;    /* values, one behind the other, are in one array */
};

struct json_dialect {
    const char *name;
    bool (*is)(const cJSON *root);
    void (*give)(const cJSON *root, struct json_out *out);
};

/* In order of detection; the last takes anything, the array ends with a NULL name. */
extern const struct json_dialect json_own[], json_captions[], json_clouds[],
    json_services[], json_generic[];

/* The object at a path of keys ("results", "channels"), NULL-terminated. */
const cJSON *json_path(const cJSON *object, ...) __attribute__((sentinel));
/* The first item of an array; NULL if it is none or empty. */
const cJSON *json_first(const cJSON *array);
/* A non-empty array under a key, or NULL. */
const cJSON *json_array(const cJSON *object, const char *key);

/*
 * A time under a key: a number of `unit` ms each (1000 for seconds), a string that is
 * one or is written as a time, or {seconds, nanos}. SMZ_MS_NONE for anything else.
 */
smz_ms json_time(const cJSON *object, const char *key, double unit);
smz_ms json_time_of(const cJSON *item, double unit);

/*
 * A speaker: a string as it is, a number as "Speaker 1", an object by its name.
 * Empty for none and for what stands for none ("", "UU", "?").
 */
smz_str json_speaker(struct json_out *out, const cJSON *object, const char *key);
smz_str json_speaker_of(struct json_out *out, const cJSON *item);

/* Gives a stretch of speech, of a tree or the arena; text that goes is copied. */
void json_give(struct json_out *out, smz_str text, smz_str speaker, smz_ms start,
               smz_ms end);
/* Gives a text without times, cut at its sentences. */
void json_give_prose(struct json_out *out, smz_str text);

/* Where the words of an array stand, and how they are joined. */
struct json_word_keys {
    const char *text, *start, *end;
    double unit; /* ms */
};
/*
 * Gives an array of words, each by `speaker` or, where it names its own under
 * `speaker_key` (may be NULL), by that one. Spacing that the words carry is kept.
 */
void json_give_words(struct json_out *out, const cJSON *words,
                     const struct json_word_keys *keys, const char *speaker_key,
                     smz_str speaker);
/*
 * The same where `text` is what the words say together; gives the text as one
 * stretch if they do not.
 */
void json_give_worded(struct json_out *out, smz_str text, const cJSON *words,
                      const struct json_word_keys *keys, smz_str speaker, smz_ms start,
                      smz_ms end);

/* States the language, as a code or as one of Whisper's English names. */
void json_language(struct json_out *out, smz_str value);

/*
 * For a file that breaks off: services give the text as a whole first, and then its
 * words with speakers; what the words no longer say is given from the text.
 */
void json_give_rest(const cJSON *root, struct json_out *out);

#endif
