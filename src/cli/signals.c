#include "cli/signals.h"

#include "base/str.h"

volatile sig_atomic_t cli_stop;

static void take(int number)
{
    cli_stop = number;
}

static const int numbers[] = {SIGINT, SIGTERM, SIGPIPE};
static struct sigaction before[SMZ_COUNT(numbers)];

void cli_signals_heed(void)
{
    const struct sigaction ask = {.sa_handler = take, .sa_flags = (int)SA_RESETHAND};
    const struct sigaction ignore = {.sa_handler = SIG_IGN};

    cli_stop = 0;
    for (size_t i = 0; i < SMZ_COUNT(numbers); i++)
        sigaction(numbers[i], numbers[i] == SIGPIPE ? &ignore : &ask, &before[i]);
}

void cli_signals_restore(void)
{
    for (size_t i = 0; i < SMZ_COUNT(numbers); i++)
        sigaction(numbers[i], &before[i], NULL);
}
