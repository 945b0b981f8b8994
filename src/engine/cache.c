/* The only file that knows SQLite, and libcrypto for its keys. */
#include "engine/cache.h"

#include <errno.h>
#include <fcntl.h>
#include <openssl/evp.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/late.h"

/* clang-format off */
#define SQLITE(X) \
    X(sqlite3_open_v2) X(sqlite3_busy_timeout) X(sqlite3_exec) X(sqlite3_prepare_v2) \
    X(sqlite3_bind_blob) X(sqlite3_bind_int64) X(sqlite3_bind_text64) X(sqlite3_step) \
    X(sqlite3_column_int) X(sqlite3_column_int64) X(sqlite3_column_text) \
    X(sqlite3_column_bytes) X(sqlite3_finalize) X(sqlite3_errcode) X(sqlite3_errmsg) \
    X(sqlite3_close)
#define CRYPTO(X) \
    X(EVP_MD_CTX_new) X(EVP_MD_CTX_free) X(EVP_DigestInit_ex) X(EVP_sha256) \
    X(EVP_DigestUpdate) X(EVP_DigestFinal_ex)
/* clang-format on */
static struct {
    SQLITE(SMZ_LATE_MEMBER)
    CRYPTO(SMZ_LATE_MEMBER)
} lib;
static const struct smz_late_row sqlite_rows[] = {SQLITE(SMZ_LATE_ROW)};
static const struct smz_late_row crypto_rows[] = {CRYPTO(SMZ_LATE_ROW)};

static bool load_crypto(void)
{
    return smz_late_load("libcrypto", crypto_rows, SMZ_COUNT(crypto_rows));
}

static bool load(void)
{
    return load_crypto() && smz_late_load("sqlite3", sqlite_rows, SMZ_COUNT(sqlite_rows));
}

enum {
    VERSION = 1,
    BUSY_MS = 30 * 1000, /* another process is writing, and the disk is slow */
    STEP_MS = 10,
    STALE_S = 24 * 60 * 60, /* how exact "last used" is */
    ROW_BYTES = 128         /* that an answer takes beside its text */
};

struct smz_cache {
    sqlite3 *db;
    struct smz_notes *notes;
    int64_t limit, now;
    bool broken; /* said once, then left alone */
    char path[4096];
};

struct smz_key smz_cache_key(const smz_str *parts, size_t n)
{
    struct smz_key key = {{0}};
    EVP_MD_CTX *md;
    bool good;

    if (!load_crypto())
        return key;
    md = lib.EVP_MD_CTX_new();
    good = md && lib.EVP_DigestInit_ex(md, lib.EVP_sha256(), NULL);
    for (size_t i = 0; good && i < n; i++) {
        uint64_t len = parts[i].len;

        good = lib.EVP_DigestUpdate(md, &len, sizeof(len)) &&
               lib.EVP_DigestUpdate(md, parts[i].ptr, parts[i].len);
    }
    if (good)
        lib.EVP_DigestFinal_ex(md, key.bytes, NULL);
    lib.EVP_MD_CTX_free(md);
    return key;
}

smz_str smz_cache_dir(const char *(*env)(const char *name), struct smz_arena *run)
{
    const char *xdg = env ? env("XDG_CACHE_HOME") : NULL;
    const char *home = env ? env("HOME") : NULL;

    if (xdg && *xdg == '/')
        return smz_arena_printf(run, "%s/summarize", xdg);
    return home && *home ? smz_arena_printf(run, "%s/.cache/summarize", home)
                         : (smz_str){NULL, 0};
}

/* ---- Opening ---- */

/* Each missing directory of a path, the last one for its owner alone. */
static bool make_dirs(const char *dir)
{
    char path[4096];
    size_t len = strlen(dir);

    if (len == 0 || len >= sizeof(path))
        return false;
    memcpy(path, dir, len + 1);
    for (size_t i = 1; i <= len; i++) {
        if (path[i] != '/' && path[i] != '\0')
            continue;
        path[i] = '\0';
        if (mkdir(path, 0700) < 0 && errno != EEXIST)
            return false;
        path[i] = i < len ? '/' : '\0';
    }
    return true;
}

static bool run_sql(struct smz_cache *c, const char *sql)
{
    return lib.sqlite3_exec(c->db, sql, NULL, NULL, NULL) == SQLITE_OK;
}

static int user_version(struct smz_cache *c)
{
    sqlite3_stmt *st = NULL;
    int version = -1;

    if (lib.sqlite3_prepare_v2(c->db, "PRAGMA user_version", -1, &st, NULL) ==
            SQLITE_OK &&
        lib.sqlite3_step(st) == SQLITE_ROW)
        version = lib.sqlite3_column_int(st, 0);
    lib.sqlite3_finalize(st);
    return version;
}

/*
 * Two processes that turn one new file to WAL are in each other's way, and there SQLite
 * does not wait by itself (it holds a lock already, and two that wait would wait for
 * ever).
 */
static bool to_wal(struct smz_cache *c)
{
    const struct timespec step = {.tv_nsec = STEP_MS * 1000000L};

    for (int ms = 0; !run_sql(c, "PRAGMA journal_mode=WAL"); ms += STEP_MS) {
        if (lib.sqlite3_errcode(c->db) != SQLITE_BUSY || ms >= BUSY_MS)
            return false;
        nanosleep(&step, NULL);
    }
    return true;
}

/*
 * In WAL a commit survives the process at once, and a loss of power takes at most
 * the last ones: NORMAL is enough for what can be asked again.
 */
static bool open_file(struct smz_cache *c)
{
    static const char *const make =
        "BEGIN IMMEDIATE;"
        "CREATE TABLE IF NOT EXISTS answers(key BLOB PRIMARY KEY, text TEXT NOT NULL,"
        " tokens_in INTEGER, tokens_out INTEGER, made INTEGER, used INTEGER)"
        " WITHOUT ROWID;"
        "PRAGMA user_version=1;"
        "COMMIT";
    int fd = open(c->path, O_RDWR | O_CREAT | O_CLOEXEC, 0600), version;

    if (fd < 0)
        return false;
    close(fd);
    if (lib.sqlite3_open_v2(c->path, &c->db, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK)
        return false;
    lib.sqlite3_busy_timeout(c->db, BUSY_MS);
    if (!to_wal(c) || !run_sql(c, "PRAGMA synchronous=NORMAL"))
        return false;
    version = user_version(c);
    return version == VERSION || (version == 0 && run_sql(c, make));
}

static bool is_damage(int rc)
{
    return rc == SQLITE_CORRUPT || rc == SQLITE_NOTADB;
}

static void set_aside(struct smz_cache *c)
{
    char to[sizeof(c->path) + 16], side[sizeof(c->path) + 8];

    lib.sqlite3_close(c->db);
    c->db = NULL;
    snprintf(to, sizeof(to), "%s.damaged", c->path);
    rename(c->path, to);
    snprintf(side, sizeof(side), "%s-wal", c->path);
    unlink(side);
    snprintf(side, sizeof(side), "%s-shm", c->path);
    unlink(side);
    smz_note(c->notes, SMZ_WARN,
             "cache: %s was damaged; it is now %s and a new one is begun", c->path, to);
}

struct smz_cache *smz_cache_open(const char *dir, int64_t limit, int64_t now,
                                 struct smz_notes *notes)
{
    struct smz_cache *c = calloc(1, sizeof(*c));

    if (!c)
        return NULL;
    if (!load()) {
        smz_note(notes, SMZ_WARN, "cache: SQLite is not there; answers are not kept");
        free(c);
        return NULL;
    }
    c->notes = notes;
    c->limit = limit;
    c->now = now;
    if (snprintf(c->path, sizeof(c->path), "%s/answers.db", dir) >=
            (int)sizeof(c->path) ||
        !make_dirs(dir)) {
        smz_note(notes, SMZ_WARN, "cache: %s: %s; answers are not kept", dir,
                 strerror(errno));
        free(c);
        return NULL;
    }
    if (!open_file(c) && c->db && is_damage(lib.sqlite3_errcode(c->db)))
        set_aside(c);
    if (c->db ? user_version(c) == VERSION : open_file(c))
        return c;
    smz_note(notes, SMZ_WARN, "cache: %s: %s; answers are not kept", c->path,
             c->db ? lib.sqlite3_errmsg(c->db) : strerror(errno));
    lib.sqlite3_close(c->db);
    free(c);
    return NULL;
}

/* ---- Answers ---- */

static void give_up(struct smz_cache *c)
{
    if (!c->broken)
        smz_note(c->notes, SMZ_WARN, "cache: %s: %s; further answers are not kept",
                 c->path, lib.sqlite3_errmsg(c->db));
    c->broken = true;
}

static void touch(struct smz_cache *c, const struct smz_key *key)
{
    sqlite3_stmt *st = NULL;

    if (lib.sqlite3_prepare_v2(c->db, "UPDATE answers SET used=?2 WHERE key=?1", -1, &st,
                               NULL) == SQLITE_OK) {
        lib.sqlite3_bind_blob(st, 1, key->bytes, sizeof(key->bytes), SQLITE_STATIC);
        lib.sqlite3_bind_int64(st, 2, c->now);
        lib.sqlite3_step(st);
    }
    lib.sqlite3_finalize(st);
}

/* What could not be hashed has no name: any answer would be its answer. */
static bool is_named(const struct smz_key *key)
{
    static const struct smz_key none;

    return memcmp(key, &none, sizeof(none)) != 0;
}

bool smz_cache_get(struct smz_cache *c, const struct smz_key *key, struct smz_arena *run,
                   struct smz_cached *out)
{
    static const char *const sql =
        "SELECT text, tokens_in, tokens_out, used FROM answers WHERE key=?1";
    sqlite3_stmt *st = NULL;
    bool found = false, stale = false;
    int rc;

    if (!c || c->broken || !is_named(key))
        return false;
    rc = lib.sqlite3_prepare_v2(c->db, sql, -1, &st, NULL);
    if (rc == SQLITE_OK)
        rc = lib.sqlite3_bind_blob(st, 1, key->bytes, sizeof(key->bytes), SQLITE_STATIC);
    if (rc == SQLITE_OK)
        rc = lib.sqlite3_step(st);
    if (rc == SQLITE_ROW) {
        smz_str text = {(const char *)lib.sqlite3_column_text(st, 0),
                        (size_t)lib.sqlite3_column_bytes(st, 0)};

        *out = (struct smz_cached){.text = smz_arena_keep(run, text),
                                   .tokens_in = lib.sqlite3_column_int64(st, 1),
                                   .tokens_out = lib.sqlite3_column_int64(st, 2)};
        found = true;
        stale = lib.sqlite3_column_int64(st, 3) + STALE_S < c->now;
    } else if (rc != SQLITE_DONE) {
        give_up(c);
    }
    lib.sqlite3_finalize(st);
    if (stale)
        touch(c, key);
    return found;
}

bool smz_cache_put(struct smz_cache *c, const struct smz_key *key,
                   const struct smz_cached *answer)
{
    static const char *const sql =
        "INSERT OR REPLACE INTO answers VALUES(?1, ?2, ?3, ?4, ?5, ?5)";
    sqlite3_stmt *st = NULL;
    int rc;

    if (!c || c->broken || !is_named(key))
        return false;
    rc = lib.sqlite3_prepare_v2(c->db, sql, -1, &st, NULL);
    if (rc == SQLITE_OK) {
        lib.sqlite3_bind_blob(st, 1, key->bytes, sizeof(key->bytes), SQLITE_STATIC);
        lib.sqlite3_bind_text64(st, 2, answer->text.len ? answer->text.ptr : "",
                                answer->text.len, SQLITE_STATIC, SQLITE_UTF8);
        lib.sqlite3_bind_int64(st, 3, answer->tokens_in);
        lib.sqlite3_bind_int64(st, 4, answer->tokens_out);
        lib.sqlite3_bind_int64(st, 5, c->now);
        rc = lib.sqlite3_step(st);
    }
    if (rc != SQLITE_DONE)
        give_up(c);
    lib.sqlite3_finalize(st);
    return rc == SQLITE_DONE;
}

/* ---- Size ---- */

static int64_t number_of(struct smz_cache *c, const char *sql)
{
    sqlite3_stmt *st = NULL;
    int64_t n = 0;

    if (lib.sqlite3_prepare_v2(c->db, sql, -1, &st, NULL) == SQLITE_OK &&
        lib.sqlite3_step(st) == SQLITE_ROW)
        n = lib.sqlite3_column_int64(st, 0);
    lib.sqlite3_finalize(st);
    return n;
}

struct smz_cache_size smz_cache_size(struct smz_cache *c)
{
    struct smz_cache_size size = {0};

    size.answers = number_of(c, "SELECT count(*) FROM answers");
    size.bytes = number_of(c, "SELECT page_count * page_size FROM pragma_page_count,"
                              " pragma_page_size");
    return size;
}

bool smz_cache_empty(struct smz_cache *c)
{
    return run_sql(c, "DELETE FROM answers; VACUUM; PRAGMA wal_checkpoint(TRUNCATE)");
}

/* By whole eighths, so that not every run at the limit has to tidy up. */
static void trim(struct smz_cache *c)
{
    static const char *const sql =
        "DELETE FROM answers WHERE key IN (SELECT key FROM answers ORDER BY used"
        " LIMIT 1 + (SELECT count(*) FROM answers) / 8)";

    for (int i = 0; i < 16; i++) {
        if (number_of(c, "SELECT (page_count - freelist_count) * page_size FROM"
                         " pragma_page_count, pragma_freelist_count, pragma_page_size") <=
            c->limit)
            return;
        if (!run_sql(c, sql))
            return;
    }
}

void smz_cache_close(struct smz_cache *c)
{
    if (!c)
        return;
    if (!c->broken && c->limit > 0)
        trim(c);
    lib.sqlite3_close(c->db);
    free(c);
}
