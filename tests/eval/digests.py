#!/usr/bin/env python3
"""Digests of every transcript that there is, scored.

usage: digests.py [--jobs N] [--mock MOCK] SUMMARIZE SHARED [SET...]

For each transcript of SHARED/corpus and of the sets in SHARED/eval, each length that it has four
times as many words as, and each --by: whether quotes are verbatim and rightly attributed, the
length within 5 %, the structure without a fault, by the scorers in SHARED/eval. Prints a table,
then each fault. With SETs (names of folders) only those. With MOCK, the test server for models, a
few transcripts of each set are told by it instead, as each provider and to small windows, too.
Exit status: 0 no fault, 1 some.
"""
import argparse
import collections
import concurrent.futures
import json
import os
import re
import subprocess
import sys

LENGTHS = (100, 150, 500, 1500, 6000, 20000, 50000)
WAYS = ("speaker", "topic", "time")
UNSPACED = ("zh", "ja", "th")  # the scorers know words between spaces, and Western full stops
LEAST = 4  # words of a transcript for each of its digest
SETS = ("qmsum-val", "optech-dev", "chapters-dev", "guests-natural-dev", "guests-joined-dev")

Talk = collections.namedtuple("Talk", "set name files turns words spaced labelled")
PER_SET = 4  # transcripts told by the mock server
# Provider, path behind the address, context window: requests of all kinds and sizes.
PROVIDERS = (("openai", "/v1", 32768), ("anthropic", "", 200000),
             ("gemini", "", 1000000), ("ollama", "", 8192))

Score = collections.namedtuple("Score", "set words quotes verbatim attributed rightly error faults")


def run(command):
    done = subprocess.run(command, capture_output=True, stdin=subprocess.DEVNULL, timeout=600)
    return done.returncode, done.stdout, done.stderr.decode("utf-8", "replace").strip()


def talk_of(program, name, files):
    """As the program reads it: captions and JSON have no labels in front of lines."""
    command = [program, "-q"] + (["--join"] if len(files) > 1 else []) + files
    code, plan, err = run(command + ["--dry-run", "-f", "json"])
    if code:
        return None
    plan = json.loads(plan)
    # Digests call people by their names, transcripts by labels such as "SP".
    names = {s["label"]: s["name"] for s in plan["speakers"]}
    turns = []
    for turn in json.loads(run(command + ["--extract", "-f", "json"])[1])["turns"]:
        label = turn.get("speaker")
        who = names.get(label) or (label and names.get(label.split(" (")[0], label))
        if turns and turns[-1][0] == who:
            turns[-1][1] += " " + turn["text"]
        else:
            turns.append([who, turn["text"]])
    spoken = sum(len(text.split()) for who, text in turns if who)
    return Talk(name, os.path.basename(files[0]), files, turns, plan["source"]["words"],
                plan["source"]["language"] not in UNSPACED,
                spoken > 0.9 * sum(len(text.split()) for _, text in turns))


def find_talks(program, shared, sets):
    corpus = os.path.join(shared, "corpus")
    if not sets or "corpus" in sets:
        for name in sorted(set(os.listdir(corpus)) - {"MANIFEST.tsv"}):
            yield talk_of(program, "corpus", [os.path.join(corpus, name)])
    for name in SETS:
        folder = os.path.join(shared, "eval", name)
        files = sorted(os.path.join(folder, f) for f in os.listdir(folder) if f.endswith(".txt"))
        if not sets or name in sets:
            for path in files:
                yield talk_of(program, name, [path])
        # Episodes laid end to end: what the longest digests are made of.
        if name == "guests-joined-dev" and (not sets or "marathon" in sets):
            for k in range(0, len(files), 10):
                yield talk_of(program, "marathon", files[k:k + 10])


def score(program, talk, words, way, options):
    command = [program, "-q", "--no-cache", "-w", str(words), "--by", way] + options
    command += (["--join"] if len(talk.files) > 1 else []) + talk.files
    code, out, err = run(command)
    if code:
        return Score(talk.set, words, 0, 0, 0, 0, 0, [f"exit status {code}: {err}"])
    md = out.decode("utf-8", "replace")
    quoted = quotes.verify(md, talk.turns)
    # A digest by topic or time, or too short for all, need not name each speaker in a heading.
    named = talk.turns if way == "speaker" and words >= 500 and talk.labelled else None
    faults = [f"{code}: {what}" for code, what in structure.check(out, named)[0]
              if talk.spaced or code != "truncated"]
    count = length.count(md) - words
    if talk.spaced and abs(count) > words / 20:
        faults.append(f"length: {count:+d} words")
    for item in quoted["items"]:
        if not item["verbatim"]:
            faults.append(f"not verbatim: {item['text'][:90]}")
        elif item["speaker_ok"] is False:
            faults.append(f"not {item['speaker']}'s: {item['text'][:90]}")
    return Score(talk.set, words, quoted["quotes"], quoted["verbatim"], quoted["attributed"],
                 quoted["attributed_ok"], talk.spaced * count / words, faults)


def print_table(scores):
    print("%-20s %6s %7s %7s %9s %9s %8s %7s" % (
        "set", "words", "digests", "quotes", "verbatim", "speaker", "length", "faults"))
    groups = collections.defaultdict(list)
    for s in scores:
        groups[s.set, s.words].append(s)
    groups["all", 0] = scores
    for (name, words), rows in groups.items():
        count = sum(r.quotes for r in rows)
        attributed = sum(r.attributed for r in rows)
        print("%-20s %6s %7d %7d %8.1f%% %8.1f%% %7.1f%% %7d" % (
            name, words or "", len(rows), count,
            100 * sum(r.verbatim for r in rows) / count if count else 100,
            100 * sum(r.rightly for r in rows) / attributed if attributed else 100,
            100 * max(abs(r.error) for r in rows),
            sum(len(r.faults) for r in rows)))


def builtin_work(talks):
    return [(t, words, way, ["-p", "builtin"]) for t in talks for words in LENGTHS for way in WAYS
            if t.words >= LEAST * words]


def mock_work(talks, port):
    """Transcripts of all lengths of each set, each told by the next provider."""
    work = []
    for name in dict.fromkeys(t.set for t in talks):
        rows = sorted((t for t in talks if t.set == name), key=lambda t: t.words)
        rows = rows[len(rows) // 3::max(1, len(rows) * 2 // 3 // PER_SET)] + rows[-1:]
        for t in rows:
            for words in LENGTHS:
                provider, path, context = PROVIDERS[len(work) % len(PROVIDERS)]
                if t.words >= LEAST * words:
                    work.append((t, words, WAYS[len(work) // 4 % 3], [
                        "-p", provider, "-m", "mock", "--context", str(context),
                        "--base-url", f"http://127.0.0.1:{port}{path}"]))
    return work


def score_all(program, work, jobs):
    with concurrent.futures.ProcessPoolExecutor(jobs) as pool:
        return list(pool.map(score, [program] * len(work), *zip(*work), chunksize=8))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--mock")
    parser.add_argument("program")
    parser.add_argument("shared")
    parser.add_argument("sets", nargs="*")
    wish = parser.parse_args()
    global length, quotes, structure
    sys.path.insert(0, os.path.join(wish.shared, "eval"))
    import length
    import quotes
    import structure

    quotes.read_transcript = lambda turns: turns  # what the program read has been parted

    talks = [t for t in find_talks(wish.program, wish.shared, wish.sets) if t]
    if wish.mock:
        for provider, _, _ in PROVIDERS:
            os.environ[provider.upper() + "_API_KEY"] = "none"
        with subprocess.Popen([wish.mock], stdout=subprocess.PIPE) as server:
            work = mock_work(talks, int(server.stdout.readline()))
            scores = score_all(wish.program, work, wish.jobs)
            server.terminate()
    else:
        work = builtin_work(talks)
        scores = score_all(wish.program, work, wish.jobs)
    print_table(scores)
    for (talk, words, way, options), s in zip(work, scores):
        for fault in s.faults:
            print(f"{talk.set}/{talk.name} -w {words} --by {way} {' '.join(options)}: {fault}")
    return 1 if any(s.faults for s in scores) else 0


if __name__ == "__main__":
    sys.exit(main())
