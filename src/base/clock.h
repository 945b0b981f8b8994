/* Time, which only the edge may look at. */
#ifndef SMZ_BASE_CLOCK_H
#define SMZ_BASE_CLOCK_H

#include <stdint.h>

/* Milliseconds on a clock that never runs back. */
int64_t smz_clock_ms(void);

#endif
