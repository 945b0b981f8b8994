#include "read_rows.h"

#include <archive.h>
#include <archive_entry.h>
#include <stdlib.h>

static void timed_text_is_read(void **state)
{
    static const struct read_row rows[] = {
        {"TTML: offsets, breaks and agents",
         "<?xml version=\"1.0\"?><tt xmlns=\"http://www.w3.org/ns/ttml\" "
         "xmlns:ttm=\"http://www.w3.org/ns/ttml#metadata\"><head><metadata>"
         "<ttm:agent xml:id=\"a\"><ttm:name>Ann</ttm:name></ttm:agent></metadata></head>"
         "<body><div><p begin=\"0.5s\" end=\"2s\" ttm:agent=\"a\">One<br/>\n two "
         "&amp;</p>"
         "<p begin=\"00:00:03.5\" dur=\"1s\" "
         "ttm:agent=\"b\"><span>three.</span></p></div>"
         "</body></tt>",
         "xml", "a|0.500|One two &\nb|3.500|three.\n"},
        {"TTML: frames, ticks, and times that count from those around",
         "<tt:tt xmlns:tt=\"http://www.w3.org/ns/ttml\" "
         "xmlns:ttp=\"http://www.w3.org/ns/ttml#parameter\" ttp:frameRate=\"25\" "
         "ttp:tickRate=\"100\"><tt:body begin=\"10s\"><tt:div>"
         "<tt:p begin=\"00:00:01:05\" "
         "end=\"250t\">One.</tt:p></tt:div></tt:body></tt:tt>",
         "xml", "-|11.200|One.\n"},
        {"TTML of Apple Podcasts: words are elements",
         "<tt xmlns=\"http://www.w3.org/ns/ttml\"><body><div>"
         "<p begin=\"4.560\" end=\"1:00.373\" agent=\"SPEAKER_1\">"
         "<span unit=\"sentence\" begin=\"4.560\"><span unit=\"word\">Hi</span>"
         "<span unit=\"word\">you.</span></span><span unit=\"sentence\" begin=\"1:00.1\">"
         "<span unit=\"word\">Bye.</span></span></p></div></body></tt>",
         "xml", "SPEAKER_1|4.560|Hi you. Bye.\n"},
        {"YouTube, first form, escaped twice",
         "<?xml version=\"1.0\" encoding=\"utf-8\" ?><transcript><text start=\"0.5\" "
         "dur=\"1.5\">it&amp;#39;s &lt;i>not&lt;/i></text><text start=\"2\" "
         "dur=\"1\"></text>"
         "<text start=\"3\">so</text></transcript>",
         "xml", "-|0.500|it's not so\n"},
        {"YouTube, third form",
         "<timedtext format=\"3\"><head><pen id=\"1\"/></head><body><w t=\"0\"/>"
         "<p t=\"500\" d=\"1000\"><s>so</s><s t=\"200\"> it</s></p><p t=\"900\" "
         "a=\"1\">\n</p>"
         "<p t=\"1600\"><s>goes</s></p></body></timedtext>",
         "xml", "-|0.500|so it goes\n"},
        {"Podlove",
         "<pst:transcripts "
         "xmlns:pst=\"https://podlove.org/simple-transcripts\"><pst:speech>"
         "<pst:speaker>tim</pst:speaker><pst:item start=\"00:00:01.000\" "
         "end=\"00:00:02.000\">Hallo</pst:item><pst:item start=\"00:00:02.000\">Welt."
         "</pst:item></pst:speech><pst:speech><pst:speaker/><pst:item "
         "start=\"00:00:03.000\">Moin.</pst:item></pst:speech></pst:transcripts>",
         "xml", "tim|1.000|Hallo Welt.\n-|3.000|Moin.\n"},
        {"Transcriber",
         "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><Trans><Speakers><Speaker "
         "id=\"spk1\" "
         "name=\"Ann\"/><Speaker id=\"spk2\" name=\"Bob\"/></Speakers><Episode><Section>"
         "<Turn speaker=\"spk1\" startTime=\"0.5\" endTime=\"3\"><Sync "
         "time=\"0.5\"/>\nOne\n"
         "<Sync time=\"1.5\"/>\ntwo.\n</Turn><Turn speaker=\"spk1 spk2\" startTime=\"3\">"
         "<Sync time=\"3\"/><Who nb=\"1\"/>Yes.<Who "
         "nb=\"2\"/>No.</Turn></Section></Episode>"
         "</Trans>",
         "xml", "Ann|0.500|One two. Yes.\nBob|3.000|No.\n"},
        {"speakers in attributes of any make",
         "<?xml version=\"1.0\"?><TEI><u who=\"#ann\" start=\"1.5\">Hi.</u>"
         "<u who=\"#bob\">Yo.</u></TEI>",
         "xml", "ann|1.500|Hi.\nbob|-|Yo.\n"},
        {"cut off", "<tt><body><p begin=\"1s\">One.</p><p begin=\"2s\">Tw", "xml",
         "-|1.000|One. Tw\n"},
        {"entities that a file declares are not expanded",
         "<?xml version=\"1.0\"?><!DOCTYPE tt [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b "
         "\"&a;&a;&a;&a;\">]><tt><body><p begin=\"1s\">One &b;.</p></body></tt>",
         "xml", "-|1.000|One .\n"},
        {"names of HTML in XML",
         "<tt><body><p begin=\"1s\">Caf&eacute;&nbsp;2</p></body></tt>", "xml",
         "-|1.000|Caf\xc3\xa9 2\n"},
        {"nothing said", "<tt><body/></tt>", "xml", NULL},
        {"no element", "<?xml version=\"1.0\"?>", "xml", NULL},
    };

    (void)state;
    CHECK_READ_ROWS(rows);
}

static void pages_are_read(void **state)
{
    static const struct read_row rows[] = {
        {"Podcasting 2.0",
         "<cite>Ann :</cite><time>0:01</time><p>Hi &amp; <b>you</b>.</p><p>More.</p>"
         "<cite>Bob</cite><p>Yo.</p>",
         "html", "Ann|1.000|Hi & you.\nMore.\nBob|-|Yo.\n"},
        {"a page around a transcript",
         "<!DOCTYPE html><html><head><title>Talk</title><style>p { color: red }</style>"
         "</head><body><nav><a href=\"/\">Home</a></nav><div class=\"transcript\">"
         "<p><strong>Ann:</strong> Hi there, everybody.</p>\n<p><strong>Bob:</strong> "
         "Hello"
         "\nto you.</p></div><script>var a = \"Ann: "
         "no\";</script><footer>Imprint</footer>"
         "</body></html>",
         "html", "Ann|-|Hi there, everybody.\nBob|-|Hello to you.\n"},
        {"names in elements of their own",
         "<html><body><div class=\"turn\"><p class=\"speaker\">Ann</p><p>Hi "
         "there.</p></div>"
         "<div class=\"turn\"><p class=\"speaker\">Bob</p><p>Hello to "
         "you.</p></div></body>"
         "</html>",
         "html", "Ann|-|Hi there.\nBob|-|Hello to you.\n"},
        {"a table of speech",
         "<html><body><p>Made by a tool.</p><table><tr><th>Time</th><th>Speaker</th>"
         "<th>Text</th></tr><tr><td>0:01</td><td>Ann</td><td>Hi there, everybody in here."
         "</td></tr><tr><td>0:02</td><td>Bob</td><td>Hello to you and to all of yours."
         "</td></tr></table></body></html>",
         "html",
         "Ann|1.000|Hi there, everybody in here.\nBob|2.000|Hello to you and to all of "
         "yours.\n"},
        {"captions in a page",
         "<html><body><pre>WEBVTT\n\n00:01.000 --> 00:02.000\nAnn: "
         "Hi.\n</pre></body></html>",
         "html", "Ann|1.000|Hi.\n"},
        {"a page with nothing on it", "<html><body></body></html>", "html", NULL},
    };

    (void)state;
    CHECK_READ_ROWS(rows);
}

static void depth_is_bounded(void **state)
{
    static char deep[300001];
    struct read_row row = {"a hundred thousand elements", deep, "xml", NULL};

    (void)state;
    for (size_t i = 0; i + 3 <= 300000; i += 3)
        memcpy(deep + i, "<p>", 3);
    memcpy(deep, "<tt>  ", 6);
    check_read_row(&row);
    memcpy(deep, "<html>", 6);
    for (size_t i = 6; i + 3 <= 300000; i += 3)
        memcpy(deep + i, "<b>", 3);
    check_read_row(&row);
}

/* A zip archive in memory with one file in it. */
static smz_str zip(const char *name, smz_str content)
{
    size_t cap = content.len + 4096, used = 0;
    char *bytes = malloc(cap);
    struct archive *a = archive_write_new();
    struct archive_entry *entry = archive_entry_new();

    archive_write_set_format_zip(a);
    archive_write_open_memory(a, bytes, cap, &used);
    archive_entry_set_pathname(entry, name);
    archive_entry_set_size(entry, (int64_t)content.len);
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_write_header(a, entry);
    archive_write_data(a, content.ptr, content.len);
    archive_entry_free(entry);
    archive_write_free(a);
    return (smz_str){bytes, used};
}

static void check_zip(const char *what, const char *name, smz_str content,
                      const char *turns)
{
    struct smz_read_options options = {.format = what};
    struct smz_arena arena;
    struct smz_notes notes;
    struct smz_transcript t;
    struct smz_err err = {0};
    struct smz_buf got;
    smz_str bytes = zip(name, content);
    enum smz_code code;

    smz_arena_init(&arena);
    smz_notes_init(&notes, &arena);
    smz_buf_init(&got, 0);
    code = smz_read(bytes, SMZ_S("input"), &options, &arena, &notes, &t, &err);
    if (!turns) {
        assert_int_equal(code, SMZ_EDATA);
    } else {
        assert_int_equal(code, SMZ_OK);
        write_turns(&t, &got);
        assert_string_equal(got.ptr, turns);
    }
    smz_buf_release(&got);
    smz_arena_release(&arena);
    free((char *)bytes.ptr);
}

static void documents_are_read(void **state)
{
    (void)state;
    check_zip(
        NULL, "word/document.xml",
        SMZ_S("<w:document xmlns:w=\"w\"><w:body><w:p><w:r><w:rPr><w:b/></w:rPr>"
              "<w:t>Ann:</w:t></w:r><w:r><w:t xml:space=\"preserve\"> Hi </w:t></w:r>"
              "<w:r><w:t>there.</w:t></w:r></w:p><w:p><w:r><w:rPr><w:b/></"
              "w:rPr><w:t>Bob: </w:t></w:r><w:r><w:rPr>"
              "<w:b w:val=\"0\"/></w:rPr><w:t>Hello to "
              "you.</w:t></w:r></w:p></w:body></w:document>"),
        "Ann|-|Hi there.\nBob|-|Hello to you.\n");
    check_zip(
        "odt", "content.xml",
        SMZ_S("<office:document-content xmlns:office=\"o\" xmlns:text=\"t\"><office:body>"
              "<office:text><text:p>Ann: Hi<text:s/>there.</text:p>\n<text:p>Bob: Hello "
              "to <text:span>you.</text:span></text:p></office:text></office:body>"
              "</office:document-content>"),
        "Ann|-|Hi there.\nBob|-|Hello to you.\n");
    check_zip(NULL, "word/other.xml", SMZ_S("<a/>"), NULL);
    check_zip(NULL, "ppt/slides.xml", SMZ_S("<a/>"), NULL);
}

static void a_zip_bomb_is_refused(void **state)
{
    size_t len = (size_t)64 * 1024 * 1024;
    char *zeros = calloc(1, len);

    (void)state;
    memset(zeros, ' ', len);
    memcpy(zeros, "<a>", 3);
    check_zip(NULL, "word/document.xml", (smz_str){zeros, len}, NULL);
    free(zeros);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(timed_text_is_read),    cmocka_unit_test(pages_are_read),
        cmocka_unit_test(depth_is_bounded),      cmocka_unit_test(documents_are_read),
        cmocka_unit_test(a_zip_bomb_is_refused),
    };

    return cmocka_run_group_tests_name("read_xml", tests, NULL, NULL);
}
