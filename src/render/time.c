/* Times, as a digest has them. */
#include "summarize/render.h"

void smz_render_time(smz_ms ms, struct smz_buf *out)
{
    int64_t s = ms < 0 ? 0 : ms / 1000;

    smz_buf_printf(out, "%02lld:%02lld:%02lld", (long long)(s / 3600),
                   (long long)(s / 60 % 60), (long long)(s % 60));
}
