#!/usr/bin/env python3
"""In how many conversations the hosts that are found are those that the reference names.

usage: hosts.py SUMMARIZE SET...

Prints each difference. A reference without a list of hosts is left out.
"""
import glob
import json
import os
import subprocess
import sys


def found(program, path):
    run = subprocess.run([program, "--dry-run", "--format", "json", "-q", path],
                         capture_output=True, check=True)
    return {s["label"] for s in json.loads(run.stdout)["speakers"] if s["role"] == "host"}


def main(argv):
    if len(argv) < 2:
        sys.stderr.write(__doc__)
        return 2
    right = n = 0
    for folder in argv[1:]:
        for path in sorted(glob.glob(os.path.join(folder, "*.json"))):
            with open(path, encoding="utf-8") as f:
                hosts = set(json.load(f).get("hosts", []))
            if not hosts:
                continue
            got = found(argv[0], path[:-5] + ".txt")
            n += 1
            right += got == hosts
            if got != hosts:
                print("  %s: not %s but %s" % (os.path.basename(path), ", ".join(sorted(got)),
                                               ", ".join(sorted(hosts))))
    print("hosts: right in %d of %d" % (right, n))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
