/* What is known of models: window, longest answer, price. Dated, and never complete. */
#ifndef SMZ_ENGINE_MODELS_H
#define SMZ_ENGINE_MODELS_H

#include "base/err.h"

struct smz_model {
    bool known;
    int context, output;        /* tokens */
    double price_in, price_out; /* US dollars per million tokens; negative: not known */
    int over; /* a prompt of more tokens has the prices below; 0: none */
    double over_in, over_out;
};

/*
 * The row of a table (data/models.tsv says how they look) that fits `model` best: the
 * same name, else the longest name that it begins with; what a gateway puts before the
 * last "/" does not count. Rows whose last day is before `today` ("2026-11-24") are
 * passed over.
 */
struct smz_model smz_model_find(smz_str table, smz_str model, smz_str today);

/* The date in the table's first line, or empty. */
smz_str smz_model_date(smz_str table);

/* Of one request, in US dollars; negative where the price is not known. */
double smz_model_cost(const struct smz_model *model, int64_t tokens_in,
                      int64_t tokens_out);

#endif
