#!/usr/bin/env python3
"""Builds the word lists that are counted in treebanks instead of written by hand.

    python3 scripts/build_word_lists.py TREES_EN_FOLDER

Reads the CoNLL-U files of UD English EWT and of the freely licensed part of GUM (both CC BY-SA 4.0 or
freer; see docs/data-sources.md) and writes Sources/Language/Data/en/words/finite-verb.txt and
noun-or-verb.txt. The test halves of the treebanks are not read.
"""
import collections
import glob
import os
import sys

FINITE = {"VBD", "VBZ", "VBP", "MD"}
HEAD = "# {}\n# Counted in UD English EWT and GUM; CC BY-SA 4.0, see docs/data-sources.md. Made by\n# scripts/build_word_lists.py.\n"


def counts(folder):
    tags = collections.defaultdict(collections.Counter)
    for path in sorted(glob.glob(os.path.join(folder, "*-train.conllu"))):
        with open(path, encoding="utf-8") as file:
            for line in file:
                fields = line.rstrip("\n").split("\t")
                if len(fields) == 10 and fields[0].isdigit():
                    form = fields[1].replace("’", "'")
                    if form.replace("'", "").isalpha() and not form.isupper():
                        tags[form.lower()][fields[4]] += 1
    return tags


def write(path, title, forms):
    with open(path, "w", encoding="utf-8") as file:
        file.write(HEAD.format(title))
        line = ""
        for form in sorted(forms):
            if len(line) + len(form) > 98:
                file.write(line.rstrip() + "\n")
                line = ""
            line += form + " "
        file.write(line.rstrip() + "\n")


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__.strip().splitlines()[2].strip())
    tags = counts(sys.argv[1])
    if not tags:
        sys.exit(f"{sys.argv[1]}: no *-train.conllu files; name the folder of the English treebanks")
    finite, both = [], []
    for form, found in tags.items():
        total = sum(found.values())
        verb = sum(found[tag] for tag in FINITE)
        noun = sum(count for tag, count in found.items() if tag.startswith("NN"))
        past = found["VBD"] + found["VBN"]
        if (verb / total >= 0.6 or (past / total >= 0.9 and found["VBD"] / total >= 0.25)):
            finite.append(form)
        if noun / total >= 0.2 and sum(c for t, c in found.items() if t.startswith("VB")) > 0:
            both.append(form)
    folder = os.path.join(os.path.dirname(__file__), "..", "Sources/Language/Data/en/words")
    write(os.path.join(folder, "finite-verb.txt"), "Forms that are mostly finite verbs.", finite)
    write(os.path.join(folder, "noun-or-verb.txt"), "Forms that are as well a noun as a verb.", both)


main()
