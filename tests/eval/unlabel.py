#!/usr/bin/env python3
"""A transcript made harder: without labels, or also in small letters without punctuation.

usage: unlabel.py labels|marks FILE

`Speaker: text` lines come out as paragraphs of text, one a turn, so that turn numbers stay.
"""
import re
import sys


def main(argv):
    if len(argv) != 2 or argv[0] not in ("labels", "marks"):
        sys.stderr.write(__doc__)
        return 2
    with open(argv[1], encoding="utf-8") as f:
        for line in f:
            if not line.strip():
                continue
            text = line.rstrip("\n").partition(": ")[2].strip()
            if argv[0] == "marks":
                text = re.sub(r"[^\w\s'’#-]+", " ", text).lower()
                text = re.sub(r"\s+", " ", text).strip()
            print((text or "…") + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
