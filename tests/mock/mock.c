/*
 * mock [--port N] [--scenario FILE] [--log DIR] [--first MS] [--in TPS] [--out TPS]
 *      [--gate FILE]
 *
 * Prints its port, serves on 127.0.0.1 until it is ended. GET /mock/stats gives what
 * was asked so far, and how many connections are open with the one that asks it; --log
 * keeps each request's body as it came; with --gate no answer goes out before FILE is
 * there.
 */
#include <arpa/inet.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/json.h"
#include "mock.h"

enum { MAX_SEEN = 20000, PIECE_BYTES = 16, HUGE_BYTES = 40 << 20, GATE_MS = 5 };

static struct {
    int port;
    const char *log, *gate;
    double first_ms, in_tps, out_tps;
} settings = {.in_tps = 1e9, .out_tps = 1e9};

/* How often a body came, and was answered whole: what a vendor would charge for. */
struct seen {
    uint64_t hash;
    int times, paid;
};

static struct {
    pthread_mutex_t lock;
    struct seen seen[MAX_SEEN];
    int n_seen, requests, paid, paid_twice, running, most_running, connections, open,
        lists;
    int64_t tokens_in, tokens_out;
} state = {.lock = PTHREAD_MUTEX_INITIALIZER};

static struct seen *find_seen(uint64_t hash)
{
    for (int i = 0; i < state.n_seen; i++)
        if (state.seen[i].hash == hash)
            return &state.seen[i];
    if (state.n_seen == MAX_SEEN)
        abort();
    state.seen[state.n_seen] = (struct seen){.hash = hash};
    return &state.seen[state.n_seen++];
}

static void count_paid(uint64_t hash, int tokens_in, int tokens_out)
{
    struct seen *s;

    pthread_mutex_lock(&state.lock);
    s = find_seen(hash);
    s->paid++;
    state.paid++;
    state.paid_twice += s->paid > 1;
    state.tokens_in += tokens_in;
    state.tokens_out += tokens_out;
    pthread_mutex_unlock(&state.lock);
}

static void sleep_ms(double ms)
{
    struct timespec t = {.tv_sec = (time_t)(ms / 1000),
                         .tv_nsec =
                             (long)((ms - 1000.0 * (double)(long)(ms / 1000)) * 1e6)};

    if (ms > 0)
        nanosleep(&t, NULL);
}

static double now_ms(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

/* ---- One exchange ---- */

struct exchange {
    struct MHD_Connection *connection;
    struct smz_buf body;
    struct mock_request request;
    struct mock_act act;
    uint64_t hash;
    struct smz_buf text; /* what the model says */
    struct smz_buf wire; /* what goes out next */
    size_t said;         /* of text */
    size_t sent;         /* of wire */
    double began;
    bool opened, closed, counted;
};

static void free_exchange(void *ctx)
{
    struct exchange *x = ctx;

    mock_release(&x->request);
    smz_buf_release(&x->body);
    smz_buf_release(&x->text);
    smz_buf_release(&x->wire);
    if (x->counted) {
        pthread_mutex_lock(&state.lock);
        state.running--;
        pthread_mutex_unlock(&state.lock);
    }
    free(x);
}

/* Says nothing until the other side hangs up: whoever waits for an answer sends nothing.
 */
static void be_silent(const struct exchange *x)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(x->connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    struct pollfd socket = {.fd = info->connect_fd, .events = POLLIN};

    poll(&socket, 1, -1);
}

/* What the deed makes of a good answer's text. */
static void spoil(struct exchange *x)
{
    struct smz_buf *t = &x->text;
    struct smz_buf old = *t;

    switch (x->act.deed) {
    case MOCK_EMPTY:
    case MOCK_REFUSE:
    case MOCK_BLOCK:
        smz_buf_clear(t);
        break;
    case MOCK_CUT:
        t->len /= 2;
        break;
    case MOCK_WRONG:
        smz_buf_clear(t);
        smz_buf_add(t, SMZ_S("{\"answer\":[1,2,3]}"));
        break;
    case MOCK_FENCED:
        smz_buf_init(t, 0);
        smz_buf_printf(t, "Here is the JSON:\n```json\n%.*s\n```\nI hope this helps.",
                       (int)old.len, old.ptr);
        smz_buf_release(&old);
        break;
    case MOCK_COMMAS:
        if (t->len > 2 && t->ptr[t->len - 1] == '}') {
            t->len--;
            smz_buf_add(t, SMZ_S(",}"));
        }
        break;
    default:
        break;
    }
}

static bool half_only(const struct exchange *x)
{
    return x->act.deed == MOCK_TRUNCATE || x->act.deed == MOCK_STALL ||
           x->act.deed == MOCK_ERROR;
}

/* Makes the next bytes of a stream; false where it ends. */
static bool next_wire(struct exchange *x)
{
    size_t most = half_only(x) ? x->text.len / 2 : x->text.len;
    int tokens = mock_tokens(x->text.len);

    smz_buf_clear(&x->wire);
    x->sent = 0;
    if (!x->opened) {
        x->opened = true;
        x->began = now_ms();
        mock_open(&x->request, x->act.deed, &x->wire);
    } else if (x->said < most) {
        smz_str piece =
            smz_str_sub(smz_buf_str(&x->text), x->said,
                        x->said + PIECE_BYTES < most ? x->said + PIECE_BYTES : most);
        while (x->said + piece.len < x->text.len &&
               ((unsigned char)piece.ptr[piece.len] & 0xc0) == 0x80)
            piece.len++;
        x->said += piece.len;
        sleep_ms(x->began + (double)x->said / 4 / settings.out_tps * 1000 - now_ms());
        mock_piece(&x->request, piece, &x->wire);
    } else if (x->closed || x->act.deed == MOCK_TRUNCATE) {
        return false;
    } else if (x->act.deed == MOCK_STALL) {
        be_silent(x);
        return false;
    } else {
        x->closed = true;
        if (x->act.deed == MOCK_ERROR)
            smz_buf_add(&x->wire,
                        x->request.protocol == MOCK_OLLAMA
                            ? SMZ_S("{\"error\":\"model runner stopped\"}\n")
                            : SMZ_S("data: {\"type\":\"error\",\"error\":{\"type\":"
                                    "\"overloaded_error\",\"message\":"
                                    "\"Overloaded\"}}\n\n"));
        else
            mock_close(&x->request, x->act.deed, tokens, &x->wire);
        if (x->act.deed != MOCK_ERROR)
            count_paid(x->hash, x->request.tokens_in, tokens);
    }
    return true;
}

static ssize_t stream(void *ctx, uint64_t pos, char *buf, size_t max)
{
    struct exchange *x = ctx;
    size_t n;

    (void)pos;
    while (x->sent == x->wire.len)
        if (!next_wire(x))
            return x->closed ? MHD_CONTENT_READER_END_OF_STREAM
                             : MHD_CONTENT_READER_END_WITH_ERROR;
    n = x->wire.len - x->sent;
    if (x->act.deed == MOCK_DRIP) {
        n = n > 7 ? 7 : n;
        sleep_ms(1);
    }
    n = n > max ? max : n;
    memcpy(buf, x->wire.ptr + x->sent, n);
    x->sent += n;
    return (ssize_t)n;
}

static ssize_t huge(void *ctx, uint64_t pos, char *buf, size_t max)
{
    (void)ctx;
    if (pos >= HUGE_BYTES)
        return MHD_CONTENT_READER_END_OF_STREAM;
    memset(buf, ' ', max);
    return (ssize_t)max;
}

/* ---- Answering ---- */

static enum MHD_Result send_bytes(struct MHD_Connection *c, int status, smz_str bytes,
                                  const char *type, const char *header)
{
    struct MHD_Response *r = MHD_create_response_from_buffer(
        bytes.len, (void *)(uintptr_t)bytes.ptr, MHD_RESPMEM_MUST_COPY);
    enum MHD_Result result;
    char name[96];

    MHD_add_response_header(r, "Content-Type", type);
    if (header && *header) {
        const char *colon = strchr(header, ':');

        snprintf(name, sizeof(name), "%.*s", (int)(colon - header), header);
        MHD_add_response_header(r, name, colon + 2);
    }
    result = MHD_queue_response(c, (unsigned)status, r);
    MHD_destroy_response(r);
    return result;
}

static enum MHD_Result send_stream(struct MHD_Connection *c, struct exchange *x,
                                   MHD_ContentReaderCallback read)
{
    struct MHD_Response *r =
        MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, 4096, read, x, NULL);
    enum MHD_Result result;

    MHD_add_response_header(r, "Content-Type",
                            x->request.protocol == MOCK_OLLAMA ? "application/x-ndjson"
                                                               : "text/event-stream");
    result = MHD_queue_response(c, 200, r);
    MHD_destroy_response(r);
    return result;
}

static enum MHD_Result send_whole(struct MHD_Connection *c, struct exchange *x)
{
    int tokens = mock_tokens(x->text.len);

    if (half_only(x)) { /* as many bytes as it says, but not all of them */
        x->opened = x->closed = false;
        mock_whole(&x->request, MOCK_OK, smz_buf_str(&x->text), &x->wire);
        x->wire.len /= 2;
        x->said = x->text.len;
        x->opened = true;
        x->act.deed = x->act.deed == MOCK_STALL ? MOCK_STALL : MOCK_TRUNCATE;
        return send_stream(c, x, stream);
    }
    sleep_ms(tokens / settings.out_tps * 1000);
    mock_whole(&x->request, x->act.deed, smz_buf_str(&x->text), &x->wire);
    count_paid(x->hash, x->request.tokens_in, tokens);
    return send_bytes(c, 200, smz_buf_str(&x->wire), "application/json", "");
}

static enum MHD_Result send_fault(struct MHD_Connection *c, struct exchange *x)
{
    int status = mock_fault(x->request.protocol, x->act.fault, &x->wire);

    if (x->act.status)
        status = x->act.status;
    return send_bytes(c, status ? status : 500, smz_buf_str(&x->wire), "application/json",
                      x->act.header);
}

static enum MHD_Result answer(struct MHD_Connection *c, struct exchange *x)
{
    struct smz_buf words;
    smz_str noise = SMZ_S("\x7f\x45\x4c\x46 \xff\xfe{\"a\": not json");

    /* A fault that this protocol cannot have is none. */
    smz_buf_init(&words, 0);
    if (x->act.deed == MOCK_STATUS && !x->act.status &&
        mock_fault(x->request.protocol, x->act.fault, &words) == 0)
        x->act.deed = MOCK_OK;
    smz_buf_release(&words);
    switch (x->act.deed) {
    case MOCK_STATUS:
        return send_fault(c, x);
    case MOCK_DROP:
        return MHD_NO;
    case MOCK_SILENT:
        be_silent(x);
        return MHD_NO;
    case MOCK_GARBAGE:
        return send_bytes(c, 200, noise, "application/json", "");
    case MOCK_HTML:
        return send_bytes(c, 200, SMZ_S("<html><body>Log in</body></html>"), "text/html",
                          "");
    case MOCK_HUGE:
        return send_stream(c, x, huge);
    case MOCK_REDIRECT:
        return send_bytes(c, 307, SMZ_S(""), "text/plain",
                          "Location: http://127.0.0.1:1/elsewhere");
    default:
        break;
    }
    if (x->act.deed == MOCK_SAY)
        mock_say_file(x->act.file, &x->text);
    else
        mock_say(&x->request, &x->text);
    spoil(x);
    while (settings.gate && access(settings.gate, F_OK) != 0)
        sleep_ms(GATE_MS);
    sleep_ms(settings.first_ms + x->request.tokens_in / settings.in_tps * 1000);
    return x->request.stream ? send_stream(c, x, stream) : send_whole(c, x);
}

/* ---- Requests ---- */

static bool log_body(const char *name, smz_str body)
{
    char path[4096];
    FILE *f;

    if (!settings.log)
        return false;
    snprintf(path, sizeof(path), "%s/%s.json", settings.log, name);
    f = fopen(path, "w");
    if (!f)
        return false;
    fwrite(body.ptr, 1, body.len, f);
    fclose(f);
    return true;
}

static void log_request(int n, const char *path, smz_str body)
{
    char name[4096];
    FILE *f;

    snprintf(name, sizeof(name), "%04d", n);
    if (!log_body(name, body))
        return;
    snprintf(name, sizeof(name), "%s/paths", settings.log);
    f = fopen(name, "a");
    if (!f)
        return;
    fprintf(f, "%04d %s\n", n, path);
    fclose(f);
}

static enum MHD_Result post(struct MHD_Connection *c, const char *path,
                            struct exchange *x)
{
    struct seen *s;
    int n;

    if (strstr(path, "/api/show")) {
        log_body("show", smz_buf_str(&x->body));
        return send_bytes(c, 200,
                          SMZ_S("{\"model_info\":{\"mock.context_length\":16384}}"),
                          "application/json", "");
    }
    if (!mock_read(path, smz_buf_str(&x->body), &x->request))
        return send_bytes(c, 404, SMZ_S("404 page not found"), "text/plain", "");
    x->hash = smz_str_hash(smz_buf_str(&x->body));
    pthread_mutex_lock(&state.lock);
    n = ++state.requests;
    s = find_seen(x->hash);
    x->act =
        mock_script_act(n, s->times++, mock_kind(&x->request), smz_buf_str(&x->body));
    if (++state.running > state.most_running)
        state.most_running = state.running;
    x->counted = true;
    log_request(n, path, smz_buf_str(&x->body));
    pthread_mutex_unlock(&state.lock);
    return answer(c, x);
}

static enum MHD_Result get(struct MHD_Connection *c, const char *path)
{
    bool list = strcmp(path, "/api/tags") == 0 || strstr(path, "/models");
    struct mock_act act = {.deed = MOCK_OK};
    struct smz_buf said;
    char stats[440];

    smz_buf_init(&said, 0);
    pthread_mutex_lock(&state.lock);
    if (list)
        act = mock_script_act(0, state.lists++, "list", SMZ_S(""));
    snprintf(stats, sizeof(stats),
             "{\"requests\":%d,\"paid\":%d,\"paid_twice\":%d,\"most_running\":%d,"
             "\"connections\":%d,\"open\":%d,\"tokens_in\":%lld,\"tokens_out\":%lld}\n",
             state.requests, state.paid, state.paid_twice, state.most_running,
             state.connections, state.open, (long long)state.tokens_in,
             (long long)state.tokens_out);
    pthread_mutex_unlock(&state.lock);
    if (strcmp(path, "/mock/stats") == 0)
        return send_bytes(c, 200, smz_str_of(stats), "application/json", "");
    if (act.status)
        return send_bytes(c, act.status, SMZ_S("{\"error\":{\"message\":\"Loading\"}}"),
                          "application/json", "");
    if (act.deed == MOCK_SAY) {
        enum MHD_Result sent;

        mock_say_file(act.file, &said);
        sent = send_bytes(c, 200, smz_buf_str(&said), "application/json", "");
        smz_buf_release(&said);
        return sent;
    }
    if (list)
        return send_bytes(c, 200,
                          SMZ_S("{\"data\":[{\"id\":\"mock\"}],\"models\":[{\"name\":"
                                "\"mock\"}]}"),
                          "application/json", "");
    if (strcmp(path, "/props") == 0)
        return send_bytes(c, 200,
                          SMZ_S("{\"default_generation_settings\":{\"n_ctx\":32768},"
                                "\"total_slots\":1}"),
                          "application/json", "");
    return send_bytes(c, 404, SMZ_S("404 page not found"), "text/plain", "");
}

static enum MHD_Result handle(void *cls, struct MHD_Connection *c, const char *path,
                              const char *method, const char *version, const char *data,
                              size_t *size, void **ctx)
{
    struct exchange *x = *ctx;

    (void)cls;
    (void)version;
    if (!x) {
        x = calloc(1, sizeof(*x));
        *ctx = x;
        if (!x)
            return MHD_NO;
        x->connection = c;
        return MHD_YES;
    }
    if (*size) {
        smz_buf_add(&x->body, (smz_str){data, *size});
        *size = 0;
        return MHD_YES;
    }
    return strcmp(method, "GET") == 0 ? get(c, path) : post(c, path, x);
}

static void completed(void *cls, struct MHD_Connection *c, void **ctx,
                      enum MHD_RequestTerminationCode how)
{
    (void)cls;
    (void)c;
    (void)how;
    if (*ctx)
        free_exchange(*ctx);
    *ctx = NULL;
}

static void connected(void *cls, struct MHD_Connection *c, void **ctx,
                      enum MHD_ConnectionNotificationCode how)
{
    (void)cls;
    (void)c;
    (void)ctx;
    pthread_mutex_lock(&state.lock);
    state.connections += how == MHD_CONNECTION_NOTIFY_STARTED;
    state.open += how == MHD_CONNECTION_NOTIFY_STARTED ? 1 : -1;
    pthread_mutex_unlock(&state.lock);
}

static bool parse_options(int argc, char **argv)
{
    for (int i = 1; i + 1 < argc; i += 2) {
        if (strcmp(argv[i], "--port") == 0)
            settings.port = atoi(argv[i + 1]);
        else if (strcmp(argv[i], "--log") == 0)
            settings.log = argv[i + 1];
        else if (strcmp(argv[i], "--gate") == 0)
            settings.gate = argv[i + 1];
        else if (strcmp(argv[i], "--first") == 0)
            settings.first_ms = atof(argv[i + 1]);
        else if (strcmp(argv[i], "--in") == 0)
            settings.in_tps = atof(argv[i + 1]);
        else if (strcmp(argv[i], "--out") == 0)
            settings.out_tps = atof(argv[i + 1]);
        else if (strcmp(argv[i], "--scenario") != 0 || !mock_script_load(argv[i + 1]))
            return false;
    }
    return argc % 2 == 1;
}

int main(int argc, char **argv)
{
    struct sockaddr_in here = {.sin_family = AF_INET};
    struct MHD_Daemon *daemon;

    if (!parse_options(argc, argv)) {
        fputs("usage: mock [--port N] [--scenario FILE] [--log DIR] [--first MS] "
              "[--in TPS] [--out TPS] [--gate FILE]\n",
              stderr);
        return 2;
    }
    signal(SIGPIPE, SIG_IGN);
    here.sin_port = htons((uint16_t)settings.port);
    here.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    daemon = MHD_start_daemon(
        MHD_USE_THREAD_PER_CONNECTION | MHD_USE_INTERNAL_POLLING_THREAD,
        (uint16_t)settings.port, NULL, NULL, handle, NULL, MHD_OPTION_NOTIFY_COMPLETED,
        completed, NULL, MHD_OPTION_SOCK_ADDR, (struct sockaddr *)&here,
        MHD_OPTION_NOTIFY_CONNECTION, connected, NULL, MHD_OPTION_END);
    if (!daemon) {
        perror("mock");
        return 1;
    }
    printf("%d\n", MHD_get_daemon_info(daemon, MHD_DAEMON_INFO_BIND_PORT)->port);
    fflush(stdout);
    for (;;)
        pause();
}
