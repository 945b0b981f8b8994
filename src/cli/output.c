#include "cli/output.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"

static bool is_directory(const char *path)
{
    struct stat st;

    return smz_str_ends(smz_str_of(path), SMZ_S("/")) ||
           (stat(path, &st) == 0 && S_ISDIR(st.st_mode));
}

/* "in/talk.en.vtt" -> "talk.en"; ".vtt" and "in/" keep what they have. */
static smz_str stem_of(const char *path)
{
    smz_str s = smz_str_of(path);
    size_t end;

    if (strcmp(path, "-") == 0)
        return SMZ_S("digest");
    for (ptrdiff_t slash; (slash = smz_str_find_char(s, '/')) >= 0;)
        s = smz_str_skip(s, (size_t)slash + 1);
    for (end = s.len; end > 1; end--)
        if (s.ptr[end - 1] == '.')
            return smz_str_sub(s, 0, end - 1);
    return s;
}

static enum smz_code in_directory(const struct cli_opts *opts, const char *extension,
                                  int n, struct smz_arena *run, const char **paths,
                                  struct smz_err *err)
{
    smz_str dir = smz_str_of(opts->output);

    if (mkdir(opts->output, 0777) < 0 && errno != EEXIST)
        return smz_fail(err, SMZ_ECREATE, "%s: %s", opts->output, strerror(errno));
    for (int i = 0; i < n; i++) {
        smz_str stem = stem_of(opts->n_files ? opts->files[i] : "-");

        paths[i] = smz_arena_printf(run, "%.*s%s%.*s.%s", SMZ_ARG(dir),
                                    smz_str_ends(dir, SMZ_S("/")) ? "" : "/",
                                    SMZ_ARG(stem), extension)
                       .ptr;
        for (int k = 0; k < i; k++)
            if (strcmp(paths[k], paths[i]) == 0)
                return smz_fail(err, SMZ_EUSAGE, "%s and %s: both would be %s",
                                opts->files[k], opts->files[i], paths[i]);
    }
    return SMZ_OK;
}

enum smz_code cli_output_paths(const struct cli_opts *opts, const char *extension,
                               struct smz_arena *run, const char ***out,
                               struct smz_err *err)
{
    int n = opts->n_files && !opts->join ? opts->n_files : 1;
    const char **paths = SMZ_NEW(run, const char *, n);
    enum smz_code code = SMZ_OK;

    if (opts->output && strcmp(opts->output, "-") != 0) {
        if (is_directory(opts->output))
            code = in_directory(opts, extension, n, run, paths, err);
        else if (n > 1)
            code = smz_fail(err, SMZ_EUSAGE,
                            "--output %s: several files want a directory: -o %s/",
                            opts->output, opts->output);
        else
            paths[0] = opts->output;
    }
    if (!code)
        *out = paths;
    return code;
}

enum smz_code cli_output_write(const char *path, smz_str data, struct smz_err *err)
{
    if (path)
        return smz_file_write(path, data, err);
    return smz_fd_write(STDOUT_FILENO, data, "standard output", err);
}
