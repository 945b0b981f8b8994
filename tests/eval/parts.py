"""usage: parts.py EVAL OUT

Makes sets of parts: OUT/topics (topics of the meetings in EVAL/qmsum-val that have a
summary), OUT/chapters (of the episodes in EVAL/optech-dev), OUT/episodes (these whole,
with the summaries of all chapters as the reference).
"""
import json
import os
import sys

MIN_TOPIC, MIN_CHAPTER, MIN_REFERENCE = 210, 250, 25  # words


def items(folder):
    for name in sorted(os.listdir(folder)):
        if name.endswith(".json"):
            with open(os.path.join(folder, name), encoding="utf-8") as f:
                ref = json.load(f)
            with open(os.path.join(folder, name[:-5] + ".txt"), encoding="utf-8") as f:
                turns = [line for line in f if line.strip()]
            yield name[:-5], ref, turns


def spoken(turns):
    return sum(len(t.partition(": ")[2].split()) for t in turns)


def part(turns, spans):
    return [turns[i] for a, z in spans for i in range(a, z + 1) if i < len(turns)]


def write(folder, name, turns, summary):
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, name + ".txt"), "w", encoding="utf-8") as f:
        f.writelines(turns)
    with open(os.path.join(folder, name + ".json"), "w", encoding="utf-8") as f:
        json.dump({"summaries": [summary]}, f)


def main(source, out):
    for name, ref, turns in items(os.path.join(source, "qmsum-val")):
        for k, query in enumerate(ref["specific_queries"]):
            chosen = part(turns, query["spans"])
            if query["query"].lower().startswith("summ") and spoken(chosen) >= MIN_TOPIC:
                write(os.path.join(out, "topics"), "%s-%d" % (name, k), chosen,
                      query["summary"])
    for name, ref, turns in items(os.path.join(source, "optech-dev")):
        chapters = [t for t in ref["topics"] if t.get("summary")]
        write(os.path.join(out, "episodes"), name, turns,
              "\n".join(t["summary"] for t in chapters))
        for k, chapter in enumerate(chapters):
            chosen = part(turns, chapter["spans"])
            if (spoken(chosen) >= MIN_CHAPTER and
                    len(chapter["summary"].split()) >= MIN_REFERENCE):
                write(os.path.join(out, "chapters"), "%s-%02d" % (name, k), chosen,
                      chapter["summary"])


main(*sys.argv[1:])
