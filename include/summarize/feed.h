/*
 * A podcast's feed or an episode's page -> the URL of the transcript that it names
 * (<podcast:transcript>, Podcasting 2.0 namespace; links to caption files). Part of
 * READ: it knows the formats, and asks no network.
 */
#ifndef SUMMARIZE_FEED_H
#define SUMMARIZE_FEED_H

#include "base/err.h"

struct smz_feed_item {
    smz_str url;   /* of the transcript, as the page writes it: may be relative */
    smz_str title; /* of the episode; may be empty */
};

/* RSS or Atom: it names transcripts, and is never one. */
bool smz_feed_is(smz_str page);

/*
 * The transcript of one episode: NULL for the newest that has one, a number as the
 * feed counts them (itunes:episode), or a part of the title in any case. Of several
 * files of an episode the one with most to tell is taken: WebVTT, SRT, JSON, HTML,
 * text. False in *found for a page that names none. SMZ_ENOINPUT for a feed without
 * transcripts, or without such an episode (the reason names those it has).
 */
enum smz_code smz_feed_find(smz_str page, const char *episode, struct smz_arena *run,
                            struct smz_notes *notes, bool *found,
                            struct smz_feed_item *out, struct smz_err *err);

#endif
