#include "read_rows.h"

#define CUE(n, text) "00:00:0" #n ".000 --> 00:00:0" #n ".900\n" text "\n\n"
#define SRT(n, text) #n "\n00:00:0" #n ",000 --> 00:00:0" #n ",900\n" text "\n\n"

static void webvtt_is_read_as_specified(void **state)
{
    static const struct read_row rows[] = {
        {"a voice", "WEBVTT\n\n" CUE(1, "<v Ann>Hello there.") CUE(2, "<v Bob>Hi.</v>"),
         "vtt", "Ann|1.000|Hello there.\nBob|2.000|Hi.\n"},
        {"a voice with classes and entities",
         "WEBVTT\n\n" CUE(1, "<v.loud.first Ann  &amp; Co>Fish &amp; <c.red>chips</c>"),
         "vtt", "Ann & Co|1.000|Fish & chips\n"},
        {"two voices in a cue", "WEBVTT\n\n" CUE(1, "<v Ann>Yes?</v>\n<v Bob>No."), "vtt",
         "Ann|1.000|Yes?\nBob|1.000|No.\n"},
        {"cues of one voice are one turn",
         "WEBVTT\n\n" CUE(1, "<v Ann>One") CUE(2, "<v Ann>two."), "vtt",
         "Ann|1.000|One two.\n"},
        {"most cues have a voice: one without is nobody's",
         "WEBVTT\n\n" CUE(1, "<v Ann>One.") CUE(2, "A song") CUE(3, "<v Ann>Two."), "vtt",
         "Ann|1.000|One.\n-|2.000|A song\nAnn|3.000|Two.\n"},
        {"a voice only where it changes: it goes on",
         "WEBVTT\n\n" CUE(1, "<v Ann>One.") CUE(2, "Two.") CUE(3, "Three."), "vtt",
         "Ann|1.000|One. Two. Three.\n"},
        {"comments, styles and regions are not said",
         "WEBVTT - a title\nKind: captions\n\nNOTE one\ntwo\n\nSTYLE\n::cue { color: red "
         "}\n\nREGION\nid:a\n\n" CUE(1, "Said.") "NOTE not said\n\n" CUE(2, "Said, too."),
         "vtt", "-|1.000|Said. Said, too.\n"},
        {"a cue right behind the signature", "WEBVTT\n" CUE(1, "Said."), "vtt",
         "-|1.000|Said.\n"},
        {"no empty line between cues",
         "WEBVTT\n\n00:01.000 --> 00:02.000\nOne\n00:02.000 --> 00:03.000\ntwo.\n", "vtt",
         "-|1.000|One two.\n"},
        {"a line with one space does not end a cue",
         "WEBVTT\n\n00:01.000 --> 00:02.000\n \nSaid.\n", "vtt", "-|1.000|Said.\n"},
        {"names and settings of cues",
         "WEBVTT\n\nintro - 1\n00:01.000 --> 00:02.000 align:start line:0%\nSaid.\n",
         "vtt", "-|1.000|Said.\n"},
        {"inner times and language spans",
         "WEBVTT\n\n" CUE(1, "One <00:00:01.500>two <lang fr>trois</lang> <b>four</b>"),
         "vtt", "-|1.000|One two trois four\n"},
        {"entities are decoded once",
         "WEBVTT\n\n" CUE(1, "a &lt;b&gt; &amp;amp; 1 < 2 &nbsp;&copy;"), "vtt",
         "-|1.000|a <b> &amp; 1 < 2 \xc2\xa9\n"},
        {"sloppy times",
         "WEBVTT\n\n0:0:1.5 --> 0:0:2\nOne\n\n00:00:02,000-->00:00:03,000\ntwo.\n", "vtt",
         "-|1.500|One two.\n"},
        {"no time in a timing line: the text stays",
         "WEBVTT\n\n" CUE(1, "One.") "00:xx --> 00:03.000\nTwo.\n\n", "vtt",
         "-|1.000|One. Two.\n"},
        {"bare CR", "WEBVTT\r\r00:01.000 --> 00:02.000\rOne\rtwo.\r\r", "vtt",
         "-|1.000|One two.\n"},
        {"no signature but cues", "00:01.000 --> 00:02.000\n\n<v Ann>Said.</v>\n", "srt",
         "Ann|1.000|Said.\n"},
        {"no cue at all", "WEBVTT\n\nNOTE nothing here\n", "vtt", NULL},
        {"a header alone", "WEBVTT", "vtt", NULL},
    };

    (void)state;
    CHECK_READ_ROWS(rows);
}

static void subrip_is_read_as_people_have_it(void **state)
{
    static const struct read_row rows[] = {
        {"plain", SRT(1, "One\ntwo") SRT(2, "three."), "srt", "-|1.000|One two three.\n"},
        {"a number in the text", SRT(1, "We had\n632\npieces."), "srt",
         "-|1.000|We had 632 pieces.\n"},
        {"an empty line in the text", SRT(1, "One\n\ntwo.") SRT(2, "Three."), "srt",
         "-|1.000|One two. Three.\n"},
        {"no numbers", CUE(1, "One") CUE(2, "two."), "srt", "-|1.000|One two.\n"},
        {"tags and overrides",
         SRT(1, "{\\an8}<i>One</i> <font color=\"#fff\">two</font>"), "srt",
         "-|1.000|One two\n"},
        {"coordinates behind the times",
         "1\n00:00:01,000 --> 00:00:02,000 X1:40 X2:600\nOne.\n", "srt",
         "-|1.000|One.\n"},
        {"numbers but no empty lines",
         "1\n00:00:01,000 --> 00:00:02,000\nOne\n2\n00:00:02,000 --> "
         "00:00:03,000\ntwo.\n",
         "srt", "-|1.000|One two.\n"},
        {"scripts without spaces are joined without",
         SRT(1, "\xe4\xbd\xa0\xe5\xa5\xbd\n\xe4\xb8\x96") SRT(2, "\xe7\x95\x8c"), "srt",
         "-|1.000|\xe4\xbd\xa0\xe5\xa5\xbd\xe4\xb8\x96\xe7\x95\x8c\n"},
        {"cut off in a cue", SRT(1, "One") "2\n00:00:02,000 --> 00:0", "srt",
         "-|1.000|One\n"},
    };

    (void)state;
    CHECK_READ_ROWS(rows);
}

static void voices_are_found_in_the_text_of_cues(void **state)
{
    static const struct read_row rows[] = {
        {"a label in every cue",
         SRT(1, "Ann: One.") SRT(2, "Ann: Two.") SRT(3, "Bob: Three."), "srt",
         "Ann|1.000|One. Two.\nBob|3.000|Three.\n"},
        {"a label where the voice changes",
         SRT(1, "Ann: One.") SRT(2, "Two.") SRT(3, "Three.") SRT(4, "Bob: Four.")
             SRT(5, "Five.") SRT(6, "Six.") SRT(7, "Ann: Seven."),
         "srt",
         "Ann|1.000|One. Two. Three.\nBob|4.000|Four. Five. Six.\nAnn|7.000|Seven.\n"},
        {"a label in a later line", SRT(1, "Ann: One.\nBob: Two."), "srt",
         "Ann|1.000|One.\nBob|1.000|Two.\n"},
        {"made-up labels", SRT(1, "[SPEAKER_00]: One.") SRT(2, "[SPEAKER_01]: Two."),
         "srt", "SPEAKER_00|1.000|One.\nSPEAKER_01|2.000|Two.\n"},
        {"round brackets", SRT(1, "(speaker 0) One.") SRT(2, "(speaker 1) Two."), "srt",
         "speaker 0|1.000|One.\nspeaker 1|2.000|Two.\n"},
        {"words that look like a label, once",
         SRT(1, "We go on.") SRT(2, "Remember: it is late.") SRT(3, "So it is.")
             SRT(4, "Yes, it is.") SRT(5, "It is."),
         "srt", "-|1.000|We go on. Remember: it is late. So it is. Yes, it is. It is.\n"},
        {"names of no usual form, in every cue",
         SRT(1, "loaf: Hi.") SRT(2, "Audio shared by Ann: Music plays.")
             SRT(3, "0x2: Gm."),
         "srt",
         "loaf|1.000|Hi.\nAudio shared by Ann|2.000|Music plays.\n0x2|3.000|Gm.\n"},
        {"dashes are changes of voice",
         SRT(1, "- Are you there?\n- I am.") SRT(2, "Where else?"), "srt",
         "-|1.000|Are you there?\n-|1.000|I am. Where else?\n"},
        {"arrows are, too",
         SRT(1, ">> Are you there?") SRT(2, "Hello? >>I am.") SRT(3, "Now."), "srt",
         "-|1.000|Are you there? Hello?\n-|2.000|I am. Now.\n"},
        {"an arrow and a label", SRT(1, ">> ANN: One.") SRT(2, ">> BOB: Two."), "srt",
         "ANN|1.000|One.\nBOB|2.000|Two.\n"},
        {"stage directions",
         SRT(1, "[Music]\nOne.") SRT(2, "(computer playing\na melody)")
             SRT(3, "\xe2\x99\xaa\nTwo [laughs] three.") SRT(4, "[inaudible]"),
         "srt", "-|1.000|One. Two [laughs] three. [inaudible]\n"},
        {"an aside is said", SRT(1, "(I do not know about that.)"), "srt",
         "-|1.000|(I do not know about that.)\n"},
        {"nothing but music", SRT(1, "[Music]") SRT(2, "(applause)"), "srt", NULL},
    };

    (void)state;
    CHECK_READ_ROWS(rows);
}

static void rolling_lines_are_given_once(void **state)
{
    static const struct read_row rows[] = {
        {"two lines that roll",
         "WEBVTT\n\n"
         "00:01.000 --> 00:02.000\nthe thing<00:01.500><c> nobody</c>\n\n"
         "00:02.000 --> 00:02.010\nthe thing nobody\n \n\n"
         "00:02.010 --> 00:03.000\nthe thing nobody\ntells<00:02.500><c> you</c>\n\n"
         "00:03.000 --> 00:03.010\ntells you\n \n\n",
         "vtt", "-|1.000|the thing nobody tells you\n"},
        {"a word highlighted per cue",
         SRT(1, "<u>One</u> two\nthree") SRT(2, "One <u>two</u>\nthree"), "srt",
         "-|1.000|One two three One two three\n"},
        {"the same, often",
         "1\n00:00:01,000 --> 00:00:01,500\n<u>One</u> two\n\n"
         "2\n00:00:01,500 --> 00:00:02,000\nOne <u>two</u>\n\n"
         "3\n00:00:02,000 --> 00:00:02,500\n<u>three</u> four\n\n"
         "4\n00:00:02,500 --> 00:00:03,000\nthree <u>four</u>\n\n",
         "srt", "-|1.000|One two three four\n"},
        {"said twice", SRT(1, "Exactly.") SRT(5, "Exactly.") SRT(9, "Exactly."), "srt",
         "-|1.000|Exactly.\n-|5.000|Exactly.\n-|9.000|Exactly.\n"},
    };

    (void)state;
    CHECK_READ_ROWS(rows);
}

static void other_captions_are_read(void **state)
{
    static const struct read_row rows[] = {
        {"SubViewer",
         "0:00:00.500,0:00:02.000\nOne\ntwo\n\n0:00:02.000,0:00:01.000\nthree.\n", "sbv",
         "-|0.500|One two three.\n"},
        {"LRC",
         "[ti:A talk]\n[by:whisper.cpp]\n[00:01.50](speaker 0) One\n"
         "[00:02.00](speaker 1) two\n[00:03.00][00:04.00](speaker 0) again\n",
         "lrc",
         "speaker 0|1.500|One\nspeaker 1|2.000|two\nspeaker 0|3.000|again again\n"},
        {"SubStation: names, overrides, commas",
         "[Script Info]\nTitle: A talk\n\n[Events]\n"
         "Format: Marked, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, "
         "Text\n"
         "Comment: Marked=0,0:00:00.00,0:00:01.00,1,Ann,0,0,0,,Not said\n"
         "Dialogue: Marked=0,0:00:01.50,0:00:02.00,1,Ann,0,0,0,,{\\pos(4,5)}One,\\Ntwo\n"
         "Dialogue: Marked=0,0:00:02.00,0:00:03.00,1,,0,0,0,,{\\p1}m 0 0 l 1 1\n"
         "Dialogue: Marked=0,0:00:03.00,0:00:04.00,1,Bob,0,0,0,,three\n"
         "Dialogue: Marked=0\n",
         "ass", "Ann|1.500|One, two\nBob|3.000|three\n"},
        {"SubStation: styles that are voices",
         "[Script Info]\n[Events]\nDialogue: "
         "0,0:00:01.50,0:00:02.00,Speaker00,,0,0,0,,One\n",
         "ass", "Speaker00|1.500|One\n"},
        {"Whisper's TSV",
         "start\tend\ttext\n500\t2000\tOne \"two\"\n2000\t3000\tthree.\n", "tsv",
         "-|0.500|One \"two\" three.\n"},
        {"whisper.cpp's CSV",
         "start,end,speaker,text\n500,2000,\"0\",\" One, \"\"two\"\"\"\n"
         "2000,3000,\"1\",\" three.\"\n",
         "csv", "Speaker 0|0.500|One, \"two\"\nSpeaker 1|2.000|three.\n"},
        {"a table without times",
         "Speaker,Text\nAnn,\"One,\ntwo\"\nBob,three, four\nAnn\n", "csv",
         "Ann|-|One, two\nBob|-|three, four\n"},
        {"what Whisper prints",
         "Detecting language\n[00:00.500 --> 00:02.000]  One\n[00:02.000 --> 00:03.000]  "
         "two.\n",
         "console", "-|0.500|One two.\n"},
        {"what faster-whisper prints", "[0.50s -> 2.00s] One\n[2.00s -> 3.00s] two.\n",
         "console", "-|0.500|One two.\n"},
    };

    (void)state;
    CHECK_READ_ROWS(rows);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(webvtt_is_read_as_specified),
        cmocka_unit_test(subrip_is_read_as_people_have_it),
        cmocka_unit_test(voices_are_found_in_the_text_of_cues),
        cmocka_unit_test(rolling_lines_are_given_once),
        cmocka_unit_test(other_captions_are_read),
    };

    return cmocka_run_group_tests_name("read_cues", tests, NULL, NULL);
}
