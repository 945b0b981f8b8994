/*
 * Logarithms and powers that are the same on every machine: those of the C library may
 * differ in the last bit from one library to the next, and a digest with them. Made of
 * what IEEE 754 rounds exactly.
 */
#ifndef SMZ_BASE_REAL_H
#define SMZ_BASE_REAL_H

/* The natural logarithm of x > 0, to 15 digits. */
double smz_log(double x);

/* x to the power y, for x > 0 (0 for 0), to 13 digits while that is within a double. */
double smz_pow(double x, double y);

#endif
