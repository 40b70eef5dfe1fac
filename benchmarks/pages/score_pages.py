#!/usr/bin/env python3
"""Scores extractions against pages made by make_pages.py.

    score_pages.py FOLDER lagebild PATH      runs `PATH extract` over the folder
    score_pages.py FOLDER trafilatura|readability|htmldate

Token F1 as in the article extraction benchmark of Zyte: bags of words of the main text, mean over pages. Dates
count when the day is right. The other programs are run where they are installed.
"""
import collections
import glob
import json
import os
import re
import subprocess
import sys
import time


def words(text):
    return re.findall(r"\w+", text.lower())


def score(found, wanted):
    a, b = collections.Counter(words(found)), collections.Counter(words(wanted))
    same = sum((a & b).values())
    if not a or not b:
        return (0.0, 0.0, 0.0)
    precision, recall = same / sum(a.values()), same / sum(b.values())
    return (precision, recall, 2 * precision * recall / (precision + recall) if same else 0.0)


def lagebild(binary, paths):
    run = subprocess.run([binary, "extract", "--format", "json", *paths], capture_output=True, text=True)
    if run.stderr:
        print(run.stderr[:500], file=sys.stderr)
    for line in run.stdout.splitlines():
        row = json.loads(line)
        value = lambda key: (row.get(key) or {}).get("value")
        yield row["name"], {"text": row.get("text", ""), "title": value("title"), "date": (value("published") or "")[:10],
                            "author": ", ".join(a["value"] for a in row.get("authors", [])), "language": value("language"), "warnings": row.get("warnings", [])}


def others(name, paths):
    for path in paths:
        page = open(path, encoding="utf-8").read()
        if name == "trafilatura":
            import trafilatura
            row = trafilatura.bare_extraction(page, with_metadata=True, include_comments=False)
            row = row.as_dict() if hasattr(row, "as_dict") else row or {}
            yield path, {"text": row.get("text") or "", "title": row.get("title"), "date": row.get("date"), "author": row.get("author")}
        elif name == "readability":
            import lxml.html
            import readability
            summary = readability.Document(page).summary()
            yield path, {"text": lxml.html.fromstring(summary).text_content()}
        else:
            import htmldate
            yield path, {"text": "", "date": htmldate.find_date(page, original_date=True)}


def main():
    folder, name = sys.argv[1:3]
    gold = {}
    for line in open(os.path.join(folder, "gold.jsonl"), encoding="utf-8"):
        row = json.loads(line)
        gold[os.path.join(folder, row["file"])] = row
    paths = sorted(gold)
    start = time.time()
    rows = list(lagebild(sys.argv[3], paths) if name == "lagebild" else others(name, paths))
    elapsed = time.time() - start
    sums = collections.Counter()
    designs = collections.defaultdict(list)
    wrong = []
    for path, row in rows:
        wanted = gold[path]
        parts = score(row["text"], "\n".join(wanted["text"]))
        designs[re.sub(r"-(de|en)-\d+\.html$", "", wanted["file"])].append(parts[2])
        for key, value in zip("prf", parts):
            sums[key] += value
        if wanted["language"] == "de":
            sums["de"] += 1
            sums["def"] += parts[2]
        for key in ("title", "date", "author"):
            if wanted[key]:
                sums["with " + key] += 1
                if (row.get(key) or "").strip() == wanted[key]:
                    sums[key] += 1
                else:
                    wrong.append(f"{wanted['file']}: {key}: {row.get(key)!r}, not {wanted[key]!r}")
        if wanted.get("warning"):
            sums["with warning"] += 1
            sums["warning"] += wanted["warning"] in row.get("warnings", [])
    count = len(rows)
    print(f"{name}: {count} pages of {len(paths)}, precision {sums['p']/count:.4f}, recall {sums['r']/count:.4f}, F1 {sums['f']/count:.4f}, German F1 {sums['def']/max(sums['de'],1):.4f}; "
          + ", ".join(f"{k} {sums[k]}/{sums['with ' + k]}" for k in ("title", "date", "author", "warning")) + f"; {count/elapsed:.0f} pages/s")
    if "-v" in sys.argv:
        for key, values in sorted(designs.items(), key=lambda item: sum(item[1]) / len(item[1])):
            print(f"  {key:24} {sum(values)/len(values):.3f}")
        print("\n".join(wrong[:40]))


main()
