/* Names that a point states, and the forms in which they were said. */
#include "verify_world.h"

static const struct row {
    const char *lang, *said, *point;
    int want;
} rows[] = {
    {"en", "We went to Norway with the survey and came back.",
     "They went to Norway in a boat.", 0},
    {"en", "We went to Norway with the survey and came back.",
     "They went to Sweden in a boat.", 1},
    {"en", "The Americans paid for the survey and came back.",
     "It was paid for by America.", 0},
    {"en", "We asked Macintyre about the survey and he came.",
     "They asked MacIntyre about it.", 0},
    {"en", "We asked O'Brien about the survey and he came.",
     "They asked O\xe2\x80\x99"
     "Brien about it.",
     0},
    {"en", "We asked O'Brien about the survey and he came.",
     "They read O'Brien's survey.", 0},
    {"en", "We asked McCarthy about the survey and he came.",
     "They asked McCartney about it.", 1},
    {"en", "We asked J.K. Rowling about the survey.",
     "They asked J. K. Rowling about it.", 0},
    {"en", "We asked Jean-Luc about the survey and he came.",
     "They asked Jean-Luc about it.", 0},
    {"en", "We asked Jean-Luc about the survey and he came.",
     "They asked Jean-Paul about it.", 1},
    {"en", "We asked Dostoyevsky about the survey.", "They asked Dostoevsky about it.",
     0},
    {"en", "We asked Amadei about the survey and he came.", "They asked Amodei about it.",
     0},
    {"en", "The United Nations paid for the survey.", "It was paid for by the UN.", 0},
    {"en", "The United Nations paid for the survey.", "It was paid for by the EU.", 1},
    {"en", "We asked for a T V in the room and they came.",
     "They asked for several TVs there.", 0},
    {"en", "The N.A.S.A. people paid for the survey.", "It was paid for by NASA.", 0},
    {"en", "We asked Mueller about the survey and he came.",
     "They asked M\xc3\xbcller about it.", 0},
    {"en", "We asked Smith about the survey and he came.",
     "They asked Mr Smith about it.", 0},
    {"en", "We asked Smith about the survey and he came.",
     "They asked Mr Jones about it.", 1},
    {"en", "We drove to Iran with the survey and came back.",
     "They drove to Iraq with the survey.", 1},
    {"en", "We drove to Austria with the survey.", "They drove to Australia with it.", 1},
    {"en", "Eva made the survey and I paid for it.", "He paid for it with Eva Smit.", 0},
    {"de", "Wir haben mit den Leuten drei Millionen Euro ausgegeben.",
     "Sie gaben 3 Millionen Euro aus.", 0},
    {"de", "Das Wasser im Fluss war braun und roch nach Öl.",
     "Der Fluss roch nach einem Glas Wasser.", 0},
    {"de", "Wir bauen Programme für den Fluss und messen viel.",
     "Sie betreiben Software-Entwicklung am Fluss.", 0},
    {"de", "Wir bauen Programme für den Fluss und messen viel.",
     "Sie bauen zum Thema Wasser Programme.", 0},
    {"de", "Wir haben Angela Merkel am Fluss getroffen.",
     "Am Fluss trafen sie Angela Merkel.", 0},
    {"de", "Wir haben Angela Merkel am Fluss getroffen.",
     "Sie sahen Angela Merkels Boot.", 0},
    {"de", "Wir haben Angela Merkel am Fluss getroffen.",
     "Am Fluss trafen sie Helmut Kohl.", 1},
    {"de", "Wir haben sie am Fluss getroffen und gemessen.",
     "Am Fluss trafen sie Frau Merkel.", 1},
    {"ru", "Мы видели там Ивана и его лодку на реке.", "Они говорили с Иваном о лодке.",
     0},
    {"ru", "Мы видели там Ивана и его лодку на реке.", "Они говорили с Петром о лодке.",
     1},
    {"ru", "Мы жили тогда в Москве у самой реки.", "Они приехали из Москвы на лодке.", 0},
    {"ru", "Мы жили тогда в Москве у самой реки.", "Они приехали из Казани на лодке.", 1},
    {"ru", "Мы видели Достоевского на реке в лодке.", "Они читали Достоевскому о реке.",
     0},
    {"pl", "Widzieliśmy tam Marka i jego łódź na rzece.",
     "Rozmawiali tam z Markiem o łodzi.", 0},
    {"pl", "Widzieliśmy tam Marka i jego łódź na rzece.",
     "Rozmawiali tam z Janem o łodzi.", 1},
    {"pl", "Mieszkaliśmy wtedy w Krakowie nad rzeką.", "Przyjechali łodzią z Krakowa.",
     0},
    {"pl", "Mieszkaliśmy wtedy w Krakowie nad rzeką.", "Przyjechali łodzią z Gdańska.",
     1},
    {"uk", "Ми жили тоді в Полтаві біля річки.", "Вони приїхали з Полтави човном.", 0},
    {"tr", "O zaman Ankara'da nehrin yanında yaşıyorduk.",
     "Sonra tekneyle Ankara'ya geldiler.", 0},
    {"tr", "O zaman Ankara'da nehrin yanında yaşıyorduk.",
     "Sonra tekneyle Bursa'ya geldiler.", 1},
    {"fr", "Nous avons vu Hélène avec son bateau.",
     "Ils ont parlé avec Helene du bateau.", 0},
    {"fr", "Nous avons vu Hélène avec son bateau.",
     "Ils ont parlé avec Sylvie du bateau.", 1},
    {"fr", "Nous avons vu l'Espagne avec ce bateau.",
     "Ils ont vu l'Italie avec ce bateau.", 1},
    {"es", "Vivíamos entonces en Sevilla junto al río.", "Llegaron de Sevilla en barco.",
     0},
    {"es", "Vivíamos entonces en Sevilla junto al río.", "Llegaron de Granada en barco.",
     1},
};

static int unsupported(const struct row *row)
{
    int turn = 0, n;
    struct smz_point p = {
        .text = smz_str_of(row->point), .turns = &turn, .n_turns = 1, .sentence = -1};
    struct world w;

    memset(&w, 0, sizeof(w));
    smz_arena_init(&w.arena);
    add_turn(&w, BEN, row->said);
    world_finish(&w, row->lang);
    w.told = (struct smz_told){.heading = SMZ_S("Heading"),
                               .first_sentence = -1,
                               .points = &p,
                               .n_points = 1,
                               .time = SMZ_MS_NONE};
    smz_verify(&w.plan, NULL, &w.answers, &w.arena, &w.checks);
    n = w.checks.points_dropped ? -1 : w.checks.claims_unsupported;
    world_end(&w);
    return n;
}

static void names_agree_in_all_their_forms(void **state)
{
    int wrong = 0;

    (void)state;
    for (size_t i = 0; i < SMZ_COUNT(rows); i++) {
        int got = unsupported(&rows[i]);

        if (got != rows[i].want)
            print_error("%s: '%s': %d of '%s'\n", rows[i].lang, rows[i].point, got,
                        rows[i].said);
        wrong += got != rows[i].want;
    }
    assert_int_equal(wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_agree_in_all_their_forms),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
