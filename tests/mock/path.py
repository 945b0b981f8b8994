"""Seconds that the longest path of a run's requests takes at the server.

path.py PLAN SAID FIRST IN OUT: the plan as JSON, what the run said with --verbose, and the
server's milliseconds to the first token and tokens a second in and out. Each request takes
what the server needs for the tokens that it really had.
"""

import collections
import json
import re
import sys

plan, said, first, tokens_in, tokens_out = sys.argv[1:]
needs = [(r["kind"], r["needs"]) for r in json.load(open(plan))["requests"]]
took = collections.defaultdict(float)
for kind, number, read, wrote in re.findall(
    r"^summarize: (\w+) (\d+): answered: (\d+) tokens in, (\d+) out", open(said).read(), re.M
):
    seconds = int(first) / 1000 + int(read) / int(tokens_in) + int(wrote) / int(tokens_out)
    at = int(number) - 1
    if at < len(needs) and kind != needs[at][0]:
        sys.exit(f"path.py: {kind} {number} is no request of the plan")
    took[at] = max(took[at], seconds)  # a frame is asked for in two, side by side

ends = []
for at, (_, behind) in enumerate(needs):
    ends.append(took[at] + max((ends[i] for i in behind), default=0))
# What extends the digest is asked for when all else is there.
more = max((took[at] for at in took if at >= len(needs)), default=0)
print(f"{max(ends) + more:.2f}")
