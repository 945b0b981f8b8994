/* What the user says of the speakers: --rename, --speakers, --host. */
#ifndef SMZ_SEGMENT_OPTIONS_H
#define SMZ_SEGMENT_OPTIONS_H

#include "segment/label.h"
#include "segment/outliner.h"

/* Puts the new name where a label of labels[n_speakers] is renamed. */
enum smz_code options_rename(struct outliner *o, smz_str *labels, struct smz_err *err);

/* --speakers and --host, on people. Names that nobody has go to o->expected. */
enum smz_code options_apply(struct outliner *o, struct smz_err *err);

/* Notes those expected whom nobody turned out to be. */
void options_report(struct outliner *o);

#endif
