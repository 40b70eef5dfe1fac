#!/usr/bin/env python3
"""Writes the word classes of a language that the model of names is trained with.

    pip download --no-deps spacy-lookups-data==1.0.5      (a wheel: no installation needed)
    python3 scripts/build_word_classes.py de spacy_lookups_data-1.0.5-py2.py3-none-any.whl > word-classes-de.tsv

Source: the Brown clusters (Brown et al. 1992) and word probabilities of spacy-lookups-data (MIT). A word's
cluster is a way down a binary tree, kept there as a number whose lowest bit is the first step.

A line is a word, a tab and a number: a leading one and the sixteen steps of the way, the first one highest.
The commonest words come first. Capitalised words are what names are made of, so more of them are kept.
"""
import gzip
import json
import sys
import zipfile

CAPITALISED, OTHERS = 200_000, 50_000
STEPS = 16


def table(wheel, name):
    with wheel.open(f"spacy_lookups_data/data/{name}.json.gz") as file:
        return json.load(gzip.open(file))


def main():
    language, path = sys.argv[1:]
    with zipfile.ZipFile(path) as wheel:
        clusters = table(wheel, language + "_lexeme_cluster")
        probabilities = table(wheel, language + "_lexeme_prob")
    left = {True: CAPITALISED, False: OTHERS}
    # Cluster 0 is that of words which were seen too rarely.
    for word in sorted(filter(clusters.get, clusters), key=lambda word: (-probabilities[word], word)):
        kind = word[:1].isupper()
        if left[kind] > 0 and word.split() == [word]:
            left[kind] -= 1
            way = bin(clusters[word])[:1:-1].ljust(STEPS, "0")
            print(word, int("1" + way, 2), sep="\t")


main()
