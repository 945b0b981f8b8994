#!/usr/bin/env python3
"""Turn indexes at which topics, or guests' conversations, begin.

usage: bounds.py topics|guests SUMMARIZE FILE

Runs `SUMMARIZE --dry-run --format json FILE` and prints a JSON array: of the first turns of
topics, or of the segments of guests from the second conversation on (a guest who is
interrupted by an advertisement is one conversation).
"""
import json
import subprocess
import sys


def topics(plan):
    return sorted({t["first_turn"] for t in plan["topics"]} - {0})


def guests(plan):
    bounds, last = [], None
    for segment in plan["segments"]:
        if segment["kind"] != "guest":
            continue
        if last is not None and segment["speakers"] != last:
            bounds.append(segment["first_turn"])
        last = segment["speakers"]
    return bounds


def main(argv):
    if len(argv) != 3 or argv[0] not in ("topics", "guests"):
        sys.stderr.write(__doc__)
        return 2
    out = subprocess.run([argv[1], "--dry-run", "--format", "json", "-q", argv[2]],
                         capture_output=True, check=True).stdout
    plan = json.loads(out)
    print(json.dumps(topics(plan) if argv[0] == "topics" else guests(plan)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
