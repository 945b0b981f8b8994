#ifndef SMZ_SEGMENT_EDGES_H
#define SMZ_SEGMENT_EDGES_H

#include "segment/outliner.h"

/*
 * Takes teaser, preamble, outro and advertisements out of the segments, whose ends
 * are known. Linear.
 */
void outline_edges(struct outliner *o);

#endif
