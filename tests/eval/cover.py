"""usage: cover.py SUMMARIZE FILE...

Prints which tenths of a transcript, by words, and which of its speakers with a
fiftieth of the words or more, have no point and no quote in a digest of 1,500 words.
Short transcripts are passed over. Fails if anything is missing.
"""
import json
import os
import subprocess
import sys

WORDS, SHORT, TENTHS, HEARD = 1500, 3000, 10, 50


def run(*command):
    done = subprocess.run(command, capture_output=True, check=False)
    return json.loads(done.stdout) if done.returncode == 0 else None


def cited(node):
    """The turns that points and quotes anywhere in a digest come from."""
    if isinstance(node, list):
        return {turn for item in node for turn in cited(item)}
    if not isinstance(node, dict):
        return set()
    own = set()
    if "text" in node:
        own = set(node.get("turns") or [])
        if isinstance(node.get("turn"), int):
            own.add(node["turn"])
    return own | cited(list(node.values()))


def person(turn):
    """Whom a label names: with an office or a seat in brackets it is the same person."""
    return (turn.get("speaker") or "").split(" (")[0] or None


def missing(program, path):
    """None for what cannot be read or is short."""
    transcript = run(program, "-q", "--extract", "--format", "json", path)
    turns = transcript["turns"] if transcript else []
    lengths = [len(t["text"].split()) for t in turns]
    total = sum(lengths)
    if total < SHORT:
        return None
    digest = run(program, "-q", "-p", "builtin", "-w", str(WORDS), "-f", "json", path)
    told, heard, at = cited(digest), {}, 0
    tenths = [False] * TENTHS
    for i, (turn, length) in enumerate(zip(turns, lengths)):
        who = person(turn)
        said, quoted = heard.get(who, (0, False))
        heard[who] = (said + length, quoted or i in told)
        for k in range(at * TENTHS // total, min(TENTHS, (at + length) * TENTHS // total + 1)):
            tenths[k] |= i in told
        at += length
    return (["tenth %d" % (k + 1) for k, there in enumerate(tenths) if not there] +
            ["speaker %s" % who for who, (said, quoted) in heard.items()
             if not quoted and said * HEARD >= total])


def main(program, *paths):
    seen = failed = 0
    for path in paths:
        gaps = missing(program, path)
        if gaps is None:
            continue
        seen += 1
        failed += bool(gaps)
        if gaps:
            print("%s: not told: %s" % (os.path.basename(path), ", ".join(gaps)))
    print("cover: %d of %d digests tell of every tenth and every speaker" % (seen - failed, seen))
    return 1 if failed else 0


sys.exit(main(*sys.argv[1:]))
