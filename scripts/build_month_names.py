#!/usr/bin/env python3
"""Makes `months.counted.tsv`: names and abbreviations of months and weekdays from the CLDR, for languages that Lagebild does
not read but whose pages and feeds it dates.

    pip install babel
    scripts/build_month_names.py

A word that is another month in another language is left out, and so is one that English, German or French has already.
"""
import collections
import os

from babel import Locale

ROOT = os.path.join(os.path.dirname(__file__), "..", "Sources", "Language", "Data")
LANGUAGES = "cs da es fi it nb nl pl pt ro ru sv tr uk".split()


def names(locale, table):
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for number, name in getattr(locale, table)[context][width].items():
                name = name.lower().strip(". ")
                if name.isalpha() and len(name) > 2:
                    yield name, number


def main():
    known = set()
    for language in ("de", "en", "fr"):
        for line in open(os.path.join(ROOT, language, "intake.tsv"), encoding="utf-8"):
            fields = line.rstrip("\n").split("\t")
            if fields[0] in ("month", "weekday"):
                known.add(fields[1])
    rows = {language: {table: sorted(set(names(Locale(language), table)), key=lambda row: (row[1], row[0]))
                       for table in ("months", "days")} for language in LANGUAGES}
    numbers = collections.defaultdict(set)
    for tables in rows.values():
        for name, number in tables["months"]:
            numbers[name].add(number)
    for language, tables in rows.items():
        os.makedirs(os.path.join(ROOT, language), exist_ok=True)
        with open(os.path.join(ROOT, language, "months.counted.tsv"), "w", encoding="utf-8") as file:
            file.write("# Names of months and weekdays of the CLDR (Unicode licence); scripts/build_month_names.py makes this.\n")
            for name, number in tables["months"]:
                if name not in known and len(numbers[name]) == 1:
                    file.write(f"month\t{name}\t{number}\n")
            for name, _ in tables["days"]:
                if name not in known:
                    file.write(f"weekday\t{name}\n")


main()
