#!/usr/bin/env python3
"""Measures how often each rule of the statement reader is right, and writes confidence.tsv.

    python3 scripts/calibrate.py LANGUAGE GOLD.jsonl

Reads the annotated documents (training part only) with the release binary and counts, for each rule and
form, the statements whose content has a character F1 of at least 0.8 with an annotated one and whose
source overlaps that one's; a reported act is also right where it stands inside the annotated clause.
Shares are smoothed towards one half by four rows. Only these figures leave the corpus.
"""
import collections
import json
import os
import subprocess
import sys

ROOT = os.path.join(os.path.dirname(__file__), "..")


def characters(spans):
    return {i for start, end in spans for i in range(start, end)}


def is_right(row, gold):
    content = characters(row["content"])
    source = characters(row.get("source", {}).get("spans", []))
    for annotated in gold:
        other = characters(annotated["content"])
        shared = len(content & other)
        if not shared:
            continue
        same = 2 * shared / (len(content) + len(other)) >= 0.8
        inside = row["form"] == "reported" and shared == len(content) and annotated["type"] == "Reported"
        who = characters(annotated["source"])
        if (same or inside) and (bool(source & who) or not source and not who):
            return True
    return False


def main():
    if len(sys.argv) != 3:
        sys.exit("usage: python3 scripts/calibrate.py LANGUAGE GOLD.jsonl")
    language, path = sys.argv[1:]
    with open(path, encoding="utf-8") as file:
        gold = [json.loads(line) for line in file]
    run = subprocess.run(
        [os.path.join(ROOT, ".build/release/lagebild"), "read", "--format", "jsonl", "--explain",
         "--language", language, path], check=True, capture_output=True, text=True)
    right, all_rows = collections.Counter(), collections.Counter()
    for document, line in zip(gold, run.stdout.splitlines(), strict=True):
        for row in json.loads(line)["statements"]:
            key = (row["why"][-1], row["form"])
            all_rows[key] += 1
            right[key] += is_right(row, document["attributions"])
    target = os.path.join(ROOT, "Sources/Language/Data", language, "confidence.tsv")
    with open(target, "w", encoding="utf-8") as file:
        file.write("# How often a rule is right: rule, form, share. Measured by scripts/calibrate.py on the\n"
                   "# training part of the corpus named in docs/data-sources.md.\n")
        for key in sorted(all_rows):
            share = (right[key] + 2) / (all_rows[key] + 4)
            file.write(f"{key[0]}\t{key[1]}\t{share:.2f}\n")
            print(f"{key[0]:26} {key[1]:9} {all_rows[key]:6} {share:.2f}")


main()
