/* What Ctrl-C does while servers are asked. */
#ifndef SMZ_CLI_SIGNALS_H
#define SMZ_CLI_SIGNALS_H

#include <signal.h>

/* The number of the signal that asked for an end; 0 while none did. */
extern volatile sig_atomic_t cli_stop;

/*
 * From here on an interrupt lets the engine keep what it has (a second one ends the
 * program), and a server that hangs up is an error to report, not a signal to die of.
 */
void cli_signals_heed(void);
/* As before cli_signals_heed. */
void cli_signals_restore(void);

#endif
