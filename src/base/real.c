#include "base/real.h"

#include <math.h>

#include "base/str.h"

static const double ln2 = 0.69314718055994530942;

/* 2 artanh((m - 1) / (m + 1)), by its series. */
static double log_near_one(double m)
{
    static const double terms[] = {1.0 / 23, 1.0 / 21, 1.0 / 19, 1.0 / 17,
                                   1.0 / 15, 1.0 / 13, 1.0 / 11, 1.0 / 9,
                                   1.0 / 7,  1.0 / 5,  1.0 / 3,  1.0};
    double f = (m - 1) / (m + 1), sum = 0;

    for (size_t i = 0; i < SMZ_COUNT(terms); i++)
        sum = sum * f * f + terms[i];
    return 2 * f * sum;
}

double smz_log(double x)
{
    int e;
    double m = frexp(x, &e);

    if (m * m < 0.5) {
        m *= 2;
        e--;
    }
    return e * ln2 + log_near_one(m);
}

static double exp_near_zero(double x)
{
    enum { LAST = 14 };
    double sum = 1;

    for (int k = LAST; k > 0; k--)
        sum = 1 + sum * x / k;
    return sum;
}

double smz_pow(double x, double y)
{
    double z, e;

    if (x <= 0)
        return 0;
    z = y * smz_log(x);
    e = floor(z / ln2 + 0.5);
    return ldexp(exp_near_zero(z - e * ln2), (int)e);
}
