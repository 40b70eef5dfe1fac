#!/usr/bin/env python3
"""Makes `months.counted.tsv`: names and abbreviations of months and weekdays from the CLDR, for languages that Lagebild does
not read but whose pages and feeds it dates.

    pip install babel
    scripts/build_month_names.py

A word that is another month in another language is left out, and so is one that English, German or French has already.
"""
import collections
import os
import unicodedata

from babel import Locale

ROOT = os.path.join(os.path.dirname(__file__), "..", "Sources", "Language", "Data")
LANGUAGES = "cs da es fi it nb nl pl pt ro ru sv tr uk".split()
# Pages of these are rarer: their words give way to those above (October in Croatian is November in Polish), and of
# three letters of ASCII they may be any word.
RARER = "ar be bg bs ca el et eu fa gl he hi hr hu id is lt lv mk sk sl sr".split()


def is_word(name, language):
    least = 4 if language in RARER and name.isascii() else 3
    return len(name) >= least and all(unicodedata.category(letter)[0] in "LM" for letter in name)


def names(locale, table):
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for number, name in getattr(locale, table)[context][width].items():
                name = name.lower().strip(". ")
                if is_word(name, locale.language):
                    yield name, number


def main():
    known = set()
    for language in ("de", "en", "fr"):
        for line in open(os.path.join(ROOT, language, "intake.tsv"), encoding="utf-8"):
            fields = line.rstrip("\n").split("\t")
            if fields[0] in ("month", "weekday"):
                known.add(fields[1])
    rows = {language: {table: sorted(set(names(Locale(language), table)), key=lambda row: (row[1], row[0]))
                       for table in ("months", "days")} for language in LANGUAGES + RARER}
    numbers = collections.defaultdict(set)
    rarer = collections.defaultdict(set)
    for language, tables in rows.items():
        for name, number in tables["months"]:
            (numbers if language in LANGUAGES else rarer)[name].add(number)
    for name in rarer:
        if name not in numbers:
            numbers[name] = rarer[name]
    for language, tables in rows.items():
        os.makedirs(os.path.join(ROOT, language), exist_ok=True)
        with open(os.path.join(ROOT, language, "months.counted.tsv"), "w", encoding="utf-8") as file:
            file.write("# Names of months and weekdays of the CLDR (Unicode licence); scripts/build_month_names.py makes this.\n")
            for name, number in tables["months"]:
                if name not in known and numbers[name] == {number}:
                    file.write(f"month\t{name}\t{number}\n")
            for name, _ in tables["days"]:
                if name not in known:
                    file.write(f"weekday\t{name}\n")


main()
