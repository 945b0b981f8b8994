/*
 * measure RUNS COMMAND [ARGUMENT]...: runs a command with its output thrown away and
 * prints the quickest run in milliseconds and the most memory in MB that one took.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double now_ms(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static int run(char **argv)
{
    int status;
    pid_t child = fork();

    if (child < 0)
        return -1;
    if (child == 0) {
        int null = open("/dev/null", O_RDWR);

        dup2(null, STDIN_FILENO);
        dup2(null, STDOUT_FILENO);
        execvp(argv[0], argv);
        perror(argv[0]);
        _exit(127);
    }
    if (waitpid(child, &status, 0) < 0 || !WIFEXITED(status))
        return -1;
    return WEXITSTATUS(status);
}

int main(int argc, char **argv)
{
    int runs = argc > 2 ? atoi(argv[1]) : 0;
    double best = 0;
    struct rusage usage;

    if (runs < 1) {
        fprintf(stderr, "usage: measure RUNS COMMAND [ARGUMENT]...\n");
        return 2;
    }
    for (int i = 0; i < runs; i++) {
        double begin = now_ms(), took;

        if (run(argv + 2) != 0) {
            fprintf(stderr, "measure: %s failed\n", argv[2]);
            return 1;
        }
        took = now_ms() - begin;
        best = i == 0 || took < best ? took : best;
    }
    getrusage(RUSAGE_CHILDREN, &usage);
    printf("%.2f %.1f\n", best, (double)usage.ru_maxrss / 1024);
    return 0;
}
