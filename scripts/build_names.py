#!/usr/bin/env python3
"""Builds the lists of given names and of countries.

    pip install Babel gender-guesser
    python3 scripts/build_names.py

Given names with their gender come from nam_dict.txt (Jörg Michael, in the PyPI package gender-guesser,
GFDL 1.2 or later), as far as they are common somewhere; names of countries from the CLDR (in the PyPI
package Babel, Unicode licence). The lists go to Sources/Language/Data/<language>.
"""
import os
import re

import gender_guesser
from babel import Locale

DATA = os.path.join(os.path.dirname(__file__), "..", "Sources/Language/Data")
# How common a name is in the country where it is commonest, on the list's scale from 1 to 13.
COMMON = 4


def given_names():
    male, female = set(), set()
    path = os.path.join(os.path.dirname(gender_guesser.__file__), "data", "nam_dict.txt")
    with open(path, encoding="utf-8") as file:
        for line in file:
            gender, name, counts = line[:2].strip(), line[3:29].strip(), line[30:85]
            if gender not in ("M", "1M", "?M", "F", "1F", "?F") or not re.fullmatch(r"[\w'-]{3,}", name):
                continue
            if max((int(c, 16) for c in counts if c in "0123456789ABCDEFabcdef"), default=0) >= COMMON:
                (male if gender.endswith("M") else female).add(name.lower())
    return male, female


def write(path, head, words):
    with open(path, "w", encoding="utf-8") as file:
        file.write("".join(f"# {line}\n" for line in head))
        line = ""
        for word in sorted(words):
            if len(line) + len(word) > 98:
                file.write(line.rstrip() + "\n")
                line = ""
            line += word + " "
        file.write(line.rstrip() + "\n")


def main():
    male, female = given_names()
    for language in ("de", "en", "fr"):
        for name, words in (("male-name", male), ("female-name", female)):
            write(
                os.path.join(DATA, language, "words", name + ".counted.txt"),
                ["Given names, from nam_dict.txt by Jörg Michael; GFDL 1.2 or later, see ATTRIBUTION.md.",
                 "Made by scripts/build_names.py."], words)
        territories = Locale(language).territories
        with open(os.path.join(DATA, language, "countries.tsv"), "w", encoding="utf-8") as file:
            file.write("# ISO 3166-1 alpha-2, name. From the CLDR (Unicode licence); made by\n"
                       "# scripts/build_names.py.\n")
            for code in sorted(territories):
                if re.fullmatch("[A-Z]{2}", code) and code not in ("EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"):
                    name = territories[code].replace("’", "'")
                    file.write(f"{code}\t{re.sub(r' ?[(].*[)]', '', name)}\n")


main()
