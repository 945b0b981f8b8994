#!/usr/bin/env python3
"""Compares the roles that a program finds with those that were found by reading.

usage: roles.py SUMMARIZE CORPUS roles.tsv

Prints each difference, then how many of the people have the role that they should.
Exit status 1 where fewer than 95 of 100 do.
"""
import json
import os
import subprocess
import sys


def found(program, path):
    run = subprocess.run([program, "--dry-run", "--format", "json", "-q", path],
                         capture_output=True, check=True)
    return {s["name"]: s["role"] for s in json.loads(run.stdout)["speakers"]}, \
           {s["label"]: s["role"] for s in json.loads(run.stdout)["speakers"]}


def main(argv):
    if len(argv) != 3:
        sys.stderr.write(__doc__)
        return 2
    program, corpus, truth = argv
    right = people = files = 0
    with open(truth, encoding="utf-8") as f:
        rows = [line.rstrip("\n").split("\t") for line in f if line.strip()[:1] not in ("", "#")]
    for name, expected in rows:
        by_name, by_label = found(program, os.path.join(corpus, name))
        files += 1
        for item in expected.split("; "):
            who, _, roles = item.rpartition("=")
            role = by_name.get(who, by_label.get(who, "nobody"))
            people += 1
            right += role in roles.split("|")
            if role not in roles.split("|"):
                print("  %s: %s is %s, not %s" % (name, who, role, roles))
    print("roles: %d of %d people right, in %d files" % (right, people, files))
    return 0 if right >= 0.95 * people else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
