#!/usr/bin/env python3
"""Builds the word lists that are counted in treebanks instead of written by hand.

    python3 scripts/build_word_lists.py LANGUAGE_FOLDER

LANGUAGE_FOLDER holds trees-en (UD English EWT and the freely licensed part of GUM), trees-de (UD German
GSD) and trees-de-silver (machine-made trees of freely licensed German news; the files that begin with
`nc-` are not read). docs/data-sources.md names all of them with their licences. The lists go to
Sources/Language/Data/<language>/words; test halves of the treebanks are not read.
"""
import collections
import glob
import os
import sys

HEAD = "# {}\n# Counted in treebanks; CC BY-SA 4.0, see ATTRIBUTION.md. Made by scripts/build_word_lists.py.\n"
DATA = os.path.join(os.path.dirname(__file__), "..", "Sources/Language/Data")


def rows(pattern):
    """The form, tag and features of every word, first words of sentences left out."""
    paths = [p for p in sorted(glob.glob(pattern)) if not os.path.basename(p).startswith("nc-")]
    if not paths:
        sys.exit(f"{pattern}: no such files; name the folder that holds the treebanks")
    for path in paths:
        with open(path, encoding="utf-8") as file:
            for line in file:
                fields = line.rstrip("\n").split("\t")
                if len(fields) == 10 and fields[0].isdigit() and fields[0] != "1":
                    form = fields[1].replace("’", "'")
                    if form.replace("'", "").isalpha() and not form.isupper():
                        yield form, fields[4], fields[5]


def write(language, name, title, forms):
    path = os.path.join(DATA, language, "words", name + ".counted.txt")
    with open(path, "w", encoding="utf-8") as file:
        file.write(HEAD.format(title))
        line = ""
        for form in sorted(forms):
            if len(line) + len(form) > 98:
                file.write(line.rstrip() + "\n")
                line = ""
            line += form + " "
        file.write(line.rstrip() + "\n")


def english(folder):
    tags = collections.defaultdict(collections.Counter)
    for form, tag, _ in rows(os.path.join(folder, "trees-en", "*-train.conllu")):
        tags[form.lower()][tag] += 1
    finite, both = [], []
    for form, found in tags.items():
        total = sum(found.values())
        verb = sum(found[tag] for tag in ("VBD", "VBZ", "VBP", "MD"))
        noun = sum(count for tag, count in found.items() if tag.startswith("NN"))
        past = found["VBD"] + found["VBN"]
        if verb / total >= 0.6 or (past / total >= 0.9 and found["VBD"] / total >= 0.25):
            finite.append(form)
        if noun / total >= 0.2 and sum(c for t, c in found.items() if t.startswith("VB")) > 0:
            both.append(form)
    write("en", "finite-verb", "Forms that are mostly finite verbs.", finite)
    write("en", "noun-or-verb", "Forms that are as well a noun as a verb.", both)


def german(folder):
    nouns = collections.defaultdict(collections.Counter)
    tags = collections.defaultdict(collections.Counter)
    for pattern in ("trees-de/train.conllu", "trees-de-silver/*.conll"):
        for form, tag, features in rows(os.path.join(folder, pattern)):
            if form[0].isupper():
                nouns[form][tag] += 1
            else:
                tags[form][tag] += 1
                if tag.startswith("V") and "Subj" in features:
                    tags[form]["subjunctive"] += 1
    common = [
        form.lower() for form, found in nouns.items()
        if found["NN"] / sum(found.values()) >= 0.8 and found["NN"] >= 2
    ]
    write("de", "common-noun", "Capitalised words that are nouns and no names.", set(common))
    finite, subjunctive = [], []
    for form, found in tags.items():
        total = sum(found.values()) - found["subjunctive"]
        verb = sum(count for tag, count in found.items() if tag in ("VVFIN", "VAFIN", "VMFIN"))
        if verb / total >= 0.6:
            finite.append(form)
        # Konjunktiv I of the third person: the stem of an infinitive and -e.
        if form.endswith("en") and found["VVINF"] > 0:
            candidate = form[:-1]
            others = tags.get(candidate, {})
            if not any(count for tag, count in others.items() if tag[0] != "V" and tag != "subjunctive"):
                subjunctive.append(candidate)
    write("de", "finite-verb", "Forms that are mostly finite verbs.", finite)
    write("de", "subjunctive", "Konjunktiv I of verbs whose infinitive was seen.", subjunctive)


def main():
    if len(sys.argv) != 2:
        sys.exit("usage: python3 scripts/build_word_lists.py LANGUAGE_FOLDER")
    english(sys.argv[1])
    german(sys.argv[1])


main()
