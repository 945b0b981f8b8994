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
#include <unistd.h>

enum {
    VERSION = 1,
    BUSY_MS = 10 * 1000,    /* another process is writing */
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
    EVP_MD_CTX *md = EVP_MD_CTX_new();
    bool good = md && EVP_DigestInit_ex(md, EVP_sha256(), NULL);

    for (size_t i = 0; good && i < n; i++) {
        uint64_t len = parts[i].len;

        good = EVP_DigestUpdate(md, &len, sizeof(len)) &&
               EVP_DigestUpdate(md, parts[i].ptr, parts[i].len);
    }
    if (good)
        EVP_DigestFinal_ex(md, key.bytes, NULL);
    EVP_MD_CTX_free(md);
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
    return sqlite3_exec(c->db, sql, NULL, NULL, NULL) == SQLITE_OK;
}

static int user_version(struct smz_cache *c)
{
    sqlite3_stmt *st = NULL;
    int version = -1;

    if (sqlite3_prepare_v2(c->db, "PRAGMA user_version", -1, &st, NULL) == SQLITE_OK &&
        sqlite3_step(st) == SQLITE_ROW)
        version = sqlite3_column_int(st, 0);
    sqlite3_finalize(st);
    return version;
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
    if (sqlite3_open_v2(c->path, &c->db, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK)
        return false;
    sqlite3_busy_timeout(c->db, BUSY_MS);
    if (!run_sql(c, "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL"))
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

    sqlite3_close(c->db);
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
    if (!open_file(c) && c->db && is_damage(sqlite3_errcode(c->db)))
        set_aside(c);
    if (c->db ? user_version(c) == VERSION : open_file(c))
        return c;
    smz_note(notes, SMZ_WARN, "cache: %s: %s; answers are not kept", c->path,
             c->db ? sqlite3_errmsg(c->db) : strerror(errno));
    sqlite3_close(c->db);
    free(c);
    return NULL;
}

/* ---- Answers ---- */

static void give_up(struct smz_cache *c)
{
    if (!c->broken)
        smz_note(c->notes, SMZ_WARN, "cache: %s: %s; further answers are not kept",
                 c->path, sqlite3_errmsg(c->db));
    c->broken = true;
}

static void touch(struct smz_cache *c, const struct smz_key *key)
{
    sqlite3_stmt *st = NULL;

    if (sqlite3_prepare_v2(c->db, "UPDATE answers SET used=?2 WHERE key=?1", -1, &st,
                           NULL) == SQLITE_OK) {
        sqlite3_bind_blob(st, 1, key->bytes, sizeof(key->bytes), SQLITE_STATIC);
        sqlite3_bind_int64(st, 2, c->now);
        sqlite3_step(st);
    }
    sqlite3_finalize(st);
}

bool smz_cache_get(struct smz_cache *c, const struct smz_key *key, struct smz_arena *run,
                   struct smz_cached *out)
{
    static const char *const sql =
        "SELECT text, tokens_in, tokens_out, used FROM answers WHERE key=?1";
    sqlite3_stmt *st = NULL;
    bool found = false, stale = false;
    int rc;

    if (!c || c->broken)
        return false;
    rc = sqlite3_prepare_v2(c->db, sql, -1, &st, NULL);
    if (rc == SQLITE_OK)
        rc = sqlite3_bind_blob(st, 1, key->bytes, sizeof(key->bytes), SQLITE_STATIC);
    if (rc == SQLITE_OK)
        rc = sqlite3_step(st);
    if (rc == SQLITE_ROW) {
        smz_str text = {(const char *)sqlite3_column_text(st, 0),
                        (size_t)sqlite3_column_bytes(st, 0)};

        *out = (struct smz_cached){.text = smz_arena_keep(run, text),
                                   .tokens_in = sqlite3_column_int64(st, 1),
                                   .tokens_out = sqlite3_column_int64(st, 2)};
        found = true;
        stale = sqlite3_column_int64(st, 3) + STALE_S < c->now;
    } else if (rc != SQLITE_DONE) {
        give_up(c);
    }
    sqlite3_finalize(st);
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

    if (!c || c->broken)
        return false;
    rc = sqlite3_prepare_v2(c->db, sql, -1, &st, NULL);
    if (rc == SQLITE_OK) {
        sqlite3_bind_blob(st, 1, key->bytes, sizeof(key->bytes), SQLITE_STATIC);
        sqlite3_bind_text64(st, 2, answer->text.len ? answer->text.ptr : "",
                            answer->text.len, SQLITE_STATIC, SQLITE_UTF8);
        sqlite3_bind_int64(st, 3, answer->tokens_in);
        sqlite3_bind_int64(st, 4, answer->tokens_out);
        sqlite3_bind_int64(st, 5, c->now);
        rc = sqlite3_step(st);
    }
    if (rc != SQLITE_DONE)
        give_up(c);
    sqlite3_finalize(st);
    return rc == SQLITE_DONE;
}

/* ---- Size ---- */

static int64_t number_of(struct smz_cache *c, const char *sql)
{
    sqlite3_stmt *st = NULL;
    int64_t n = 0;

    if (sqlite3_prepare_v2(c->db, sql, -1, &st, NULL) == SQLITE_OK &&
        sqlite3_step(st) == SQLITE_ROW)
        n = sqlite3_column_int64(st, 0);
    sqlite3_finalize(st);
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
    sqlite3_close(c->db);
    free(c);
}
