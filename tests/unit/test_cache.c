/* Answers kept where other processes are at the same file. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "engine/cache.h"
#include "unit.h"

enum {
    RESERVED_BYTE = 0x40000001, /* who holds it writes: SQLite's file format, "locking" */
    HELD_MS = 300
};

struct place {
    char dir[64], file[96];
    struct smz_arena run;
    struct smz_notes notes;
};

static void begin(struct place *at)
{
    strcpy(at->dir, "/tmp/summarize-cache-XXXXXX");
    assert_non_null(mkdtemp(at->dir));
    snprintf(at->file, sizeof(at->file), "%s/answers.db", at->dir);
    smz_arena_init(&at->run);
    smz_notes_init(&at->notes, &at->run);
}

static void end(struct place *at)
{
    static const char *const tails[] = {"", "-wal", "-shm"};
    char path[128];

    for (size_t i = 0; i < sizeof(tails) / sizeof(*tails); i++) {
        snprintf(path, sizeof(path), "%s%s", at->file, tails[i]);
        unlink(path);
    }
    assert_int_equal(rmdir(at->dir), 0);
    smz_arena_release(&at->run);
}

/* Another process that writes to the file for a while, and says when it has begun. */
static pid_t start_writer(const char *path)
{
    int pipes[2];
    char byte = 0;
    pid_t pid;

    assert_int_equal(pipe(pipes), 0);
    pid = fork();
    assert_true(pid >= 0);
    if (pid == 0) {
        const struct timespec held = {.tv_nsec = HELD_MS * 1000000L};
        struct flock lock = {.l_type = F_WRLCK, .l_start = RESERVED_BYTE, .l_len = 1};
        int fd = open(path, O_RDWR | O_CREAT, 0600);

        if (fd >= 0 && fcntl(fd, F_SETLK, &lock) == 0 && write(pipes[1], "w", 1) == 1)
            nanosleep(&held, NULL);
        _exit(0);
    }
    close(pipes[1]);
    assert_int_equal(read(pipes[0], &byte, 1), 1);
    close(pipes[0]);
    return pid;
}

static void a_new_file_that_another_process_writes_to_is_waited_for(void **state)
{
    struct place at;
    struct smz_key key = smz_cache_key((smz_str[]){SMZ_S("a question")}, 1);
    struct smz_cached answer = {.text = SMZ_S("an answer")}, kept;
    struct smz_cache *cache;
    pid_t writer;

    (void)state;
    begin(&at);
    writer = start_writer(at.file);
    cache = smz_cache_open(at.dir, 1 << 20, 1, &at.notes);
    assert_non_null(cache);
    assert_true(smz_cache_put(cache, &key, &answer));
    assert_true(smz_cache_get(cache, &key, &at.run, &kept));
    assert_true(smz_str_eq(kept.text, answer.text));
    assert_int_equal(at.notes.list.len, 0);
    smz_cache_close(cache);
    waitpid(writer, NULL, 0);
    end(&at);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_new_file_that_another_process_writes_to_is_waited_for),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
