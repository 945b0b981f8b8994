#include "read_rows.h"

static void whisper_and_its_kin_are_read(void **state)
{
    static const struct read_row rows[] = {
        {"segments, not their words nor the whole text",
         "{\"text\":\" One. "
         "Two.\",\"language\":\"en\",\"segments\":[{\"start\":0.5,\"end\":1,"
         "\"text\":\" One.\",\"words\":[{\"word\":\" One.\",\"start\":0.5,\"end\":1}]},"
         "{\"start\":1,\"end\":2,\"text\":\" Two.\",\"words\":null}]}",
         "json", "-|0.500|One. Two.\n"},
        {"speakers of segments",
         "{\"segments\":[{\"start\":0,\"text\":\"One\",\"speaker\":\"SPEAKER_00\"},{"
         "\"start\":1,"
         "\"text\":\"two.\",\"speaker\":\"SPEAKER_00\"},{\"start\":2,\"text\":\"Three.\"}"
         "]}",
         "json", "SPEAKER_00|0.000|One two.\n-|2.000|Three.\n"},
        {"two voices in the words of a segment",
         "{\"segments\":[{\"start\":0,\"end\":3,\"text\":\"Yes? "
         "No.\",\"speaker\":\"S1\",\"words\":["
         "{\"word\":\"Yes?\",\"start\":0,\"end\":1,\"speaker\":\"S1\"},"
         "{\"word\":\"No.\",\"start\":2,\"end\":3,\"speaker\":\"S2\"}]}]}",
         "json", "S1|0.000|Yes?\nS2|2.000|No.\n"},
        {"whisper.cpp, with a mark of the next voice",
         "{\"systeminfo\":\"\",\"result\":{\"language\":\"en\"},\"transcription\":[{"
         "\"offsets\":{"
         "\"from\":0,\"to\":900},\"text\":\" "
         "Yes?\",\"speaker_turn_next\":true},{\"offsets\":{"
         "\"from\":900,\"to\":2000},\"text\":\" No.\"}]}",
         "json", "-|0.000|Yes?\n-|0.900|No.\n"},
        {"OpenAI's diarized JSON",
         "{\"task\":\"transcribe\",\"duration\":3,\"text\":\"A: Hi. B: "
         "Yo.\",\"segments\":[{\"type\":"
         "\"transcript.text.segment\",\"speaker\":\"A\",\"start\":0,\"end\":1,\"text\":"
         "\"Hi.\"},{"
         "\"type\":\"transcript.text.segment\",\"speaker\":\"B\",\"start\":1,\"end\":2,"
         "\"text\":"
         "\"Yo.\"}]}",
         "json", "A|0.000|Hi.\nB|1.000|Yo.\n"},
        {"a text alone", "{\"text\":\"Only a text, nothing else.\"}", "json",
         "-|-|Only a text, nothing else.\n"},
        {"Podcasting 2.0, a word per segment",
         "{\"version\":\"1.0.0\",\"segments\":[{\"speaker\":\"Ann\",\"startTime\":0.5,"
         "\"body\":\"I\"},"
         "{\"speaker\":\"Ann\",\"startTime\":1,\"body\":\"am.\\n\"},"
         "{\"speaker\":\"Bob\",\"startTime\":2,\"body\":\"No\"}]}",
         "json", "Ann|0.500|I am.\nBob|2.000|No\n"},
        {"YouTube, words with their spaces",
         "{\"wireMagic\":\"pb3\",\"events\":[{\"tStartMs\":0,\"dDurationMs\":9},{"
         "\"tStartMs\":500,"
         "\"dDurationMs\":100,\"segs\":[{\"utf8\":\"so\"},{\"utf8\":\" "
         "it\",\"tOffsetMs\":9}]},"
         "{\"tStartMs\":550,\"aAppend\":1,\"segs\":[{\"utf8\":\"\\n\"}]},"
         "{\"tStartMs\":600,\"segs\":[{\"utf8\":\"goes\"}]}]}",
         "json", "-|0.500|so it goes\n"},
        {"YouTube without captions", "{\"wireMagic\":\"pb3\"}", "json", NULL},
    };

    (void)state;
    CHECK_READ_ROWS(rows);
}

static void clouds_are_read(void **state)
{
    static const struct read_row rows[] = {
        {"AWS, labels apart",
         "{\"jobName\":\"j\",\"results\":{\"transcripts\":[{\"transcript\":\"Hi. Yo.\"}],"
         "\"speaker_labels\":{\"segments\":[{\"speaker_label\":\"\",\"items\":[]},{"
         "\"items\":[{"
         "\"start_time\":\"0.1\",\"speaker_label\":\"spk_0\"}]},{\"items\":[{\"start_"
         "time\":"
         "\"2.0\",\"speaker_label\":\"spk_1\"}]}]},\"items\":[{\"start_time\":\"0.1\","
         "\"end_time\":"
         "\"0.5\",\"type\":\"pronunciation\",\"alternatives\":[{\"content\":\"Hi\"}]},{"
         "\"type\":"
         "\"punctuation\",\"alternatives\":[{\"content\":\".\"}]},{\"start_time\":\"2."
         "0\",\"type\":"
         "\"pronunciation\",\"alternatives\":[{\"content\":\"Yo\"}]}]}}",
         "json", "spk_0|0.100|Hi.\nspk_1|2.000|Yo\n"},
        {"AWS, labels in the items",
         "{\"results\":{\"items\":[{\"start_time\":\"0\",\"type\":\"pronunciation\","
         "\"speaker_label\":\"spk_0\",\"alternatives\":[{\"content\":\"Hi\"}]}]}}",
         "json", "spk_0|0.000|Hi\n"},
        {"AWS Call Analytics",
         "{\"Transcript\":[{\"Content\":\"Hi.\",\"ParticipantRole\":\"AGENT\","
         "\"BeginOffsetMillis\":40,\"EndOffsetMillis\":50}]}",
         "json", "AGENT|0.040|Hi.\n"},
        {"Google: the last result repeats all words, with tags",
         "{\"results\":[{\"alternatives\":[{\"transcript\":\"Hi "
         "you\",\"words\":[{\"word\":\"Hi\"},"
         "{\"word\":\"you\"}]}]},{\"alternatives\":[{\"transcript\":\"\",\"words\":[{"
         "\"startTime\":"
         "\"0.100s\",\"word\":\"Hi\",\"speakerTag\":1},{\"startTime\":{\"seconds\":\"1\","
         "\"nanos\":"
         "5000000},\"word\":\"you\",\"speakerTag\":2}]}]}]}",
         "json", "Speaker 1|0.100|Hi\nSpeaker 2|1.005|you\n"},
        {"Azure, the best of several readings",
         "{\"recognizedPhrases\":[{\"offset\":\"PT1.5S\",\"duration\":\"PT1S\","
         "\"speaker\":1,"
         "\"nBest\":[{\"display\":\"Hi.\"},{\"display\":\"High.\"}]},{\"offsetInTicks\":"
         "30000000,"
         "\"speaker\":2,\"nBest\":[{\"display\":\"Yo.\"}]}]}",
         "json", "Speaker 1|1.500|Hi.\nSpeaker 2|3.000|Yo.\n"},
        {"Azure, fast transcription",
         "{\"combinedPhrases\":[{\"text\":\"Hi.\"}],\"phrases\":[{\"offsetMilliseconds\":"
         "90,"
         "\"durationMilliseconds\":9,\"text\":\"Hi.\"}]}",
         "json", "-|0.090|Hi.\n"},
        {"Watson",
         "{\"results\":[{\"alternatives\":[{\"timestamps\":[[\"hi\",0.1,0.2],[\"%"
         "HESITATION\",0.3,"
         "0.4],[\"you\",0.5,0.6]],\"transcript\":\"hi "
         "you\"}]}],\"speaker_labels\":[{\"from\":0.1,"
         "\"speaker\":0},{\"from\":0.3,\"speaker\":0},{\"from\":0.5,\"speaker\":1}]}",
         "json", "Speaker 0|0.100|hi\nSpeaker 1|0.500|you\n"},
    };

    (void)state;
    CHECK_READ_ROWS(rows);
}

static void services_are_read(void **state)
{
    static const struct read_row rows[] = {
        {"AssemblyAI",
         "{\"audio_duration\":3,\"status\":\"completed\",\"text\":\"Hi. "
         "Yo.\",\"words\":[],"
         "\"utterances\":[{\"speaker\":\"A\",\"start\":170,\"end\":900,\"text\":\"Hi.\"},"
         "{\"speaker\":\"B\",\"start\":1000,\"text\":\"Yo.\"}]}",
         "json", "A|0.170|Hi.\nB|1.000|Yo.\n"},
        {"AssemblyAI, words alone",
         "{\"audio_duration\":3,\"utterances\":null,\"text\":\"Hi "
         "you.\",\"words\":[{\"text\":"
         "\"Hi\",\"start\":10,\"speaker\":\"A\"},{\"text\":\"you.\",\"start\":20,"
         "\"speaker\":\"A\"}]}",
         "json", "A|0.010|Hi you.\n"},
        {"AssemblyAI, not finished",
         "{\"status\":\"processing\",\"text\":null,\"words\":null}", "json", NULL},
        {"AssemblyAI, failed",
         "{\"status\":\"error\",\"error\":\"Download error, file not found\"}", "json",
         NULL},
        {"Deepgram: utterances, nothing else",
         "{\"metadata\":{},\"results\":{\"channels\":[{\"alternatives\":[{\"transcript\":"
         "\"Hi.\","
         "\"words\":[{\"word\":\"hi\",\"punctuated_word\":\"Hi.\",\"start\":1,"
         "\"speaker\":0}]}]}],"
         "\"utterances\":[{\"start\":1,\"end\":2,\"transcript\":\"Hi.\",\"speaker\":0}]}"
         "}",
         "json", "Speaker 0|1.000|Hi.\n"},
        {"Deepgram: paragraphs",
         "{\"results\":{\"channels\":[{\"alternatives\":[{\"paragraphs\":{\"paragraphs\":"
         "[{"
         "\"speaker\":1,\"sentences\":[{\"text\":\"Hi.\",\"start\":1,\"end\":2},{"
         "\"text\":\"Yo.\","
         "\"start\":2,\"end\":3}]}]}}]}]}}",
         "json", "Speaker 1|1.000|Hi. Yo.\n"},
        {"Deepgram: words",
         "{\"results\":{\"channels\":[{\"alternatives\":[{\"words\":[{\"word\":\"hi\","
         "\"punctuated_word\":\"Hi,\",\"start\":1},{\"word\":\"you\",\"start\":2,"
         "\"punctuated_word\":\"you.\"}]}]}]}}",
         "json", "-|1.000|Hi, you.\n"},
        {"Deepgram: channels in the order of time",
         "{\"results\":{\"channels\":[{\"alternatives\":[{\"words\":[{\"word\":\"a\","
         "\"start\":1},{"
         "\"word\":\"c\",\"start\":5}]}]},{\"alternatives\":[{\"words\":[{\"word\":\"b\","
         "\"start\":"
         "3}]}]}]}}",
         "json", "Channel 1|1.000|a\nChannel 2|3.000|b\nChannel 1|5.000|c\n"},
        {"Rev.ai: punctuation carries the spaces",
         "{\"monologues\":[{\"speaker\":0,\"elements\":[{\"type\":\"text\",\"value\":"
         "\"Hi\",\"ts\":"
         "0.5,\"end_ts\":1},{\"type\":\"punct\",\"value\":\" "
         "\"},{\"type\":\"text\",\"value\":"
         "\"you\",\"ts\":1},{\"type\":\"punct\",\"value\":\".\"}]},{\"speaker\":1,"
         "\"speaker_info\":{"
         "\"display_name\":\"Bob\"},\"elements\":[{\"value\":\"Yo\",\"ts\":2}]}]}",
         "json", "Speaker 0|0.500|Hi you.\nBob|2.000|Yo\n"},
        {"Speechmatics: punctuation attaches, UU is nobody",
         "{\"format\":\"2.9\",\"results\":[{\"type\":\"word\",\"start_time\":0.5,"
         "\"alternatives\":[{"
         "\"content\":\"Hi\",\"speaker\":\"S1\"}]},{\"type\":\"punctuation\",\"attaches_"
         "to\":"
         "\"previous\",\"start_time\":0.6,\"alternatives\":[{\"content\":\"!\","
         "\"speaker\":\"S1\"}]},"
         "{\"type\":\"word\",\"start_time\":2,\"alternatives\":[{\"content\":\"Yo\","
         "\"speaker\":"
         "\"UU\"}]}]}",
         "json", "S1|0.500|Hi!\n-|2.000|Yo\n"},
        {"Speechmatics, first version",
         "{\"speakers\":[{\"name\":\"M1\",\"time\":0,\"duration\":1},{\"name\":\"F1\","
         "\"time\":1,"
         "\"duration\":1}],\"words\":[{\"name\":\"Hi\",\"time\":0.5,\"duration\":0.1},{"
         "\"name\":"
         "\".\",\"time\":0.6,\"duration\":0.1},{\"name\":\"Yo\",\"time\":1.5,"
         "\"duration\":0.1}]}",
         "json", "M1|0.500|Hi.\nF1|1.500|Yo\n"},
        {"ElevenLabs: spaces are words",
         "{\"language_code\":\"en\",\"text\":\"Hi "
         "you\",\"words\":[{\"text\":\"Hi\",\"type\":\"word\","
         "\"start\":0.1,\"speaker_id\":\"speaker_0\"},{\"text\":\" "
         "\",\"type\":\"spacing\"},{\"text\":"
         "\"(laughter)\",\"type\":\"audio_event\"},{\"text\":\"you\",\"type\":\"word\","
         "\"start\":1,"
         "\"speaker_id\":\"speaker_0\"},{\"text\":\"Yo\",\"type\":\"word\",\"start\":2,"
         "\"speaker_id\":\"speaker_1\"}]}",
         "json", "speaker_0|0.100|Hi you\nspeaker_1|2.000|Yo\n"},
    };

    (void)state;
    CHECK_READ_ROWS(rows);
}

static void json_of_any_make_is_read(void **state)
{
    static const struct read_row rows[] = {
        {"an array: an entry without times is a turn",
         "[{\"speaker\":\"Ann\",\"text\":\"Hi.\"},{\"speaker\":\"Ann\",\"text\":\"You?\"}"
         "]",
         "json", "Ann|-|Hi.\nAnn|-|You?\n"},
        {"an array under a key, beside others",
         "{\"queries\":[{\"q\":\"x\"}],\"meeting\":{\"transcripts\":[{\"speaker\":\"PM\","
         "\"content\":\"Hi.\"}]}}",
         "json", "PM|-|Hi.\n"},
        {"Podlove: no speaker is another voice",
         "[{\"start\":\"00:00:44.001\",\"speaker\":\"tim\",\"text\":\"Hi.\"},{\"start\":"
         "\"00:00:45.000\",\"text\":\"Moin.\"},{\"start\":\"00:00:46.000\",\"text\":\"Ja."
         "\"}]",
         "json", "tim|44.001|Hi.\n-|45.000|Moin. Ja.\n"},
        {"a speaker that is an object",
         "{\"items\":[{\"speaker\":{\"id\":7,\"name\":\"Ann\"},\"message\":\"Hi.\"}]}",
         "json", "Ann|-|Hi.\n"},
        {"milliseconds by their key",
         "[{\"speaker\":\"Ann\",\"start_ms\":1500,\"text\":\"Hi there.\"}]", "json",
         "Ann|1.500|Hi there.\n"},
        {"milliseconds by their size",
         "[{\"start\":0,\"end\":900,\"text\":\"Hi there, "
         "all.\"},{\"start\":2500000,\"text\":"
         "\"Bye, all.\"}]",
         "json", "-|0.000|Hi there, all.\n-|2500.000|Bye, all.\n"},
        {"words",
         "[{\"word\":\"Hi\",\"start\":1},{\"word\":\",\"},{\"word\":\"you\",\"start\":2},"
         "{\"word\":\"all\"},{\"word\":\".\"}]",
         "json", "-|1.000|Hi, you all.\n"},
        {"words of a script without spaces",
         "[{\"word\":\"\xe4\xbd\xa0\xe5\xa5\xbd\"},{\"word\":\"\xe4\xb8\x96\"},{\"word\":"
         "\"\xe7\x95\x8c\"},{\"word\":\"\xe3\x80\x82\"}]",
         "json", "-|-|\xe4\xbd\xa0\xe5\xa5\xbd\xe4\xb8\x96\xe7\x95\x8c\xe3\x80\x82\n"},
        {"words inside of turns",
         "[{\"speaker\":\"Ann\",\"words\":[{\"text\":\"Hi\",\"start\":1.5},{\"text\":"
         "\"you.\"}]}]",
         "json", "Ann|1.500|Hi you.\n"},
        {"lines of JSON",
         "{\"speaker\":\"Ann\",\"text\":\"Hi.\"}\n{\"speaker\":\"Bob\",\"text\":\"Yo.\"}"
         "\n",
         "json", "Ann|-|Hi.\nBob|-|Yo.\n"},
        {"a line of JSON that is broken",
         "{\"speaker\":\"Ann\",\"text\":\"Hi.\"}\n{\"speaker\":\"Bob\",\"te\n"
         "{\"speaker\":\"Bob\",\"text\":\"Yo.\"}\n",
         "json", "Ann|-|Hi.\nBob|-|Yo.\n"},
        {"a text in a string", "{\"transcript\":\"Ann: Hi there.\\nBob: Hello to you.\"}",
         "json", "Ann|-|Hi there.\nBob|-|Hello to you.\n"},
    };

    (void)state;
    CHECK_READ_ROWS(rows);
}

static void broken_json_is_read_as_far_as_it_goes(void **state)
{
    static const struct read_row rows[] = {
        {"cut off",
         "{\"segments\":[{\"start\":0,\"text\":\"One.\"},{\"start\":1,\"text\":\"Two.\"},"
         "{\"sta",
         "json", "-|0.000|One. Two.\n"},
        {"NaN, a comma too many, half a character",
         "{\"segments\":[{\"start\":0,\"p\":NaN,\"text\":\"One \\ud83d.\",},]}", "json",
         "-|0.000|One \xef\xbf\xbd.\n"},
        {"cut off before anything", "{\"segments\":[{\"start\":0,\"te", "json", NULL},
        {"nothing in it", "{}", "json", NULL},
        {"no array of speech", "{\"a\":[{\"b\":1}]}", "json", NULL},
        {"an error", "{\"error\":{\"message\":\"no credit\"}}", "json", NULL},
    };

    (void)state;
    CHECK_READ_ROWS(rows);
}

static void nesting_is_bounded(void **state)
{
    static char deep[200001];
    struct read_row row = {"a hundred thousand brackets", deep, "json", NULL};

    (void)state;
    memset(deep, '[', 100000);
    memset(deep + 100000, ']', 100000);
    check_read_row(&row);
    for (size_t i = 0; i + 5 <= 200000; i += 5)
        memcpy(deep + i, "{\"a\":", 5);
    check_read_row(&row);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whisper_and_its_kin_are_read),
        cmocka_unit_test(clouds_are_read),
        cmocka_unit_test(services_are_read),
        cmocka_unit_test(json_of_any_make_is_read),
        cmocka_unit_test(broken_json_is_read_as_far_as_it_goes),
        cmocka_unit_test(nesting_is_bounded),
    };

    return cmocka_run_group_tests_name("read_json", tests, NULL, NULL);
}
