#!/usr/bin/env python3
"""Writes the readings that `lagebild train lexicon` compiles: form, lemma, tag, features, by tabs; "+" for what came later.

    scripts/build_lexicon.py --language de --trees ../shared/gold/language/trees-de \
        --cache .build/lexicon --output .build/lexicon/de.tsv

Sources, all from the package registry (docs/data-sources.md has their licences):
  pylem 0.0.18      paradigms of German (Morphy, in the spelling before 1996) and English (AOT)
  german-nouns      declensions of German nouns
  lemminflect       inflections of English words
  trees             the closed classes, and forms that the paradigms lack
Tags are STTS for German and Penn tags for English, features those of Universal Dependencies.
"""

import argparse
import csv
import glob
import gzip
import io
import os
import subprocess
import sys
import zipfile


def fetch(package, cache):
    """Downloads a package with pip and returns the path of what came."""
    name = package.split("==")[0].replace("-", "_")
    found = glob.glob(f"{cache}/{name}-*.whl")
    if not found:
        subprocess.run(
            [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", cache, package],
            check=True)
        found = glob.glob(f"{cache}/{name}-*.whl")
    return found[0]


def fetch_source(package, cache):
    """Unpacks the source of a package that pip can only build: pip is stopped before it builds
    (without build isolation the tools for that are missing) and told to leave what it unpacked."""
    name = package.split("==")[0]
    place = os.path.join(os.path.abspath(cache), name)
    found = glob.glob(f"{place}/**/{name}/morph_dict/data", recursive=True)
    if not found:
        os.makedirs(place, exist_ok=True)
        subprocess.run(
            [sys.executable, "-m", "pip", "download", "--quiet", "--no-clean", "--no-deps",
             "--no-build-isolation", "--dest", place, package],
            env={**os.environ, "TMPDIR": place}, check=False,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        found = glob.glob(f"{place}/**/{name}/morph_dict/data", recursive=True)
    return found[0]


# The paradigm dictionaries -------------------------------------------------------------------

def paradigms(folder):
    """Yields (base form, form, part of speech, set of features), in capitals, with "ß" as it is."""
    codes = {}
    with open(f"{folder}/gramtab.tab", encoding="utf-8", errors="replace") as file:
        for line in file:
            fields = line.split()
            if len(fields) >= 2 and not line.startswith("//") and len(fields[0]) == 2:
                rest = fields[2:] if fields[1].isdigit() else fields[1:]
                if rest:
                    codes[fields[0]] = (rest[0], set(",".join(rest[1:]).split(",")) - {""})
    with open(f"{folder}/morphs.mrd", encoding="utf-8") as file:
        lines = file.read().replace("\r", "").split("\n")
    at = 0

    def section():
        nonlocal at
        count = int(lines[at])
        rows = lines[at + 1:at + 1 + count]
        at += 1 + count
        return rows

    models = []
    for row in section():
        model = []
        for part in row.split("%")[1:]:
            fields = part.split("*")
            model.append((fields[0], fields[1][:2], fields[2] if len(fields) > 2 else ""))
        models.append(model)
    for _ in range(3):
        section()
    for row in section():
        stem, number = row.split(" ")[:2]
        stem = "" if stem == "#" else stem
        model = models[int(number)]
        base = model[0][2] + stem + model[0][0]
        for ending, code, prefix in model:
            if code in codes:
                yield base, prefix + stem + ending, *codes[code]


CASES = {"nom": "Nom", "gen": "Gen", "dat": "Dat", "akk": "Acc"}
GENDERS = {"mas": "Masc", "fem": "Fem", "neu": "Neut"}
NUMBERS = {"sin": "Sing", "plu": "Plur"}


def features(pairs):
    return "|".join(f"{name}={value}" for name, value in sorted(pairs) if value) or "_"


def nominal(marks):
    """The combinations of gender, case and number that a set of marks stands for."""
    for case in [c for c in CASES if c in marks] or [None]:
        for gender in [g for g in GENDERS if g in marks] or [None]:
            for number in [n for n in NUMBERS if n in marks] or [None]:
                yield [("Case", CASES.get(case)), ("Gender", GENDERS.get(gender)),
                       ("Number", NUMBERS.get(number))]


def capitalised(word):
    return "-".join(part[:1].upper() + part[1:] for part in word.split("-"))


AUXILIARIES = {"sein", "haben", "werden"}
MODALS = {"können", "müssen", "dürfen", "sollen", "wollen", "mögen"}


def german_verb(base, form, marks):
    kind = "A" if base in AUXILIARIES else "M" if base in MODALS else "V"
    if "inf" in marks:
        yield f"V{kind}INF", "VerbForm=Inf"
    elif "eiz" in marks:
        yield "VVIZU", "VerbForm=Inf"
    elif "pa2" in marks:
        yield f"V{kind}PP", "VerbForm=Part"
    elif "pa1" in marks:
        yield "ADJD", "Degree=Pos"
    elif "imp" in marks:
        yield f"V{kind}IMP" if kind != "M" else "VVIMP", features(
            [("Mood", "Imp"), ("Number", NUMBERS["sin" if "sin" in marks else "plu"]),
             ("Person", "2"), ("VerbForm", "Fin")])
    else:
        tense, mood = (("Pres", "Sub") if "kj1" in marks else ("Past", "Sub") if "kj2" in marks
                       else ("Past", "Ind") if "prt" in marks else ("Pres", "Ind"))
        for person in "123":
            if person in marks:
                yield f"V{kind}FIN", features(
                    [("Mood", mood), ("Tense", tense), ("Person", person), ("VerbForm", "Fin"),
                     ("Number", "Sing" if "sin" in marks else "Plur")])


def german(folder, nouns):
    for base, form, part, marks in paradigms(f"{folder}/German"):
        base, form = base.lower(), form.lower()
        if " " in form or not form:
            continue
        if part in ("SUB", "EIG"):
            tag = "NN" if part == "SUB" else "NE"
            shape = str.upper if "abbr" in marks else capitalised
            for pairs in nominal(marks):
                yield shape(form), shape(base), tag, features(pairs)
        elif part == "VER":
            for tag, value in german_verb(base, form, marks):
                yield form, base, tag, value
        elif part in ("ADJ", "PA1", "PA2"):
            degree = "Cmp" if "kom" in marks else "Sup" if "sup" in marks else "Pos"
            if "prd" in marks:
                yield form, base, "ADJD", features([("Degree", degree)])
            else:
                for pairs in nominal(marks):
                    yield form, base, "ADJA", features(pairs + [("Degree", degree)])
        elif part == "ADV":
            yield form, base, "ADV", "_"
        elif part == "INJ":
            yield form, base, "ITJ", "_"
    with zipfile.ZipFile(nouns) as archive:
        with archive.open("german_nouns/nouns.csv") as file:
            yield from declensions(csv.DictReader(io.TextIOWrapper(file, "utf-8")))


def declensions(rows):
    """The nouns of german-nouns, whose columns are named case, number and a running number."""
    cases = {"nominativ": "Nom", "genitiv": "Gen", "dativ": "Dat", "akkusativ": "Acc"}
    for row in rows:
        lemma, kinds = row["lemma"], row["pos"].split(",")
        if not lemma or lemma[0] in "-'" or " " in lemma or "Affix" in kinds or "Gebundenes Lexem" in kinds:
            continue
        names = {"Eigenname", "Toponym", "Vorname", "Nachname", "Straßenname"}
        tag = "NE" if names & set(kinds) else "NN"
        genders = {f"genus{n}": row.get(f"genus{n}") for n in ("", " 1", " 2", " 3", " 4")}
        for column, form in row.items():
            parts = (column or "").rstrip("*").split(" ")
            if not form or parts[0] not in cases or len(parts) < 2 or " " in form or form[0] == "-":
                continue
            number = "Plur" if parts[1] == "plural" else "Sing"
            suffix = f" {parts[2]}" if len(parts) > 2 and parts[2].isdigit() else ""
            gender = {"m": "Masc", "f": "Fem", "n": "Neut"}.get(
                genders.get(f"genus{suffix}") or genders["genus"] or "")
            yield form, lemma, tag, features(
                [("Case", cases[parts[0]]), ("Number", number), ("Gender", gender)])


VOWELS = "aeiouyäöü"
DIPHTHONGS = ("ei", "ie", "au", "eu", "äu", "ai")


def sharp(word):
    """The places of "ß" after a short spelling of a vowel and before a consonant or the end: only there can the spelling
    of 1996 have "ss"."""
    low = word.lower()
    return [i for i, c in enumerate(low)
            if c == "ß" and i > 0 and low[i - 1] in VOWELS and not low[max(0, i - 2):i].endswith(DIPHTHONGS)
            and (i + 1 == len(low) or low[i + 1] not in VOWELS)]


def syllable(word, place):
    """The consonants and the vowel before a place: "wu" of "bewußt"."""
    low, start = word.lower(), place - 1
    while start > 0 and low[start - 1] not in VOWELS:
        start -= 1
    return low[start:place]


def reformed(rows):
    """The readings of a dictionary of the old spelling, with lemmas in that of 1996, the readings of forms that only the new
    one has ("beschloss", "wusste", "Missbrauch"), and the new spelling of each lemma and first letter of a tag.

    "ß" stays behind long vowels and diphthongs. A vowel is short where the paradigm has "ss" behind the same letters
    ("schlo|ssen"), long where it has "ß" before a vowel there ("Fü|ße"); else as in the base ("wi|ssen", "wu|ßte");
    else as in other words with that syllable ("bewußt")."""
    rows = list(rows)
    groups = {}
    for form, base, tag, _ in rows:
        groups.setdefault((base, tag[0]), set()).add(form.lower())
    short, long = set(), set()
    for (base, _), forms in groups.items():
        heads = {f[:i] for f in forms for i in range(1, len(f) - 2)
                 if f[i:i + 2] == "ss" and f[i - 1] in VOWELS and f[i + 2] in VOWELS}
        whole = {f[:i] for f in forms for i in range(1, len(f) - 1)
                 if f[i] == "ß" and f[i - 1] in VOWELS and f[i + 1] in VOWELS}
        for form in forms:
            for i in sharp(form):
                is_short = form[:i] in heads
                if not is_short and form[:i] not in whole and "ss" in base.lower() and not any(
                        h[-1] == form[i - 1] for h in whole):
                    is_short = True
                if is_short or form[:i] in whole:
                    (short if is_short else long).add(syllable(form, i))
    alike = short - long

    def spell(word, forms):
        letters = list(word)
        for i in sharp(word):
            head = word[:i].lower()
            if any(f.startswith(head + "ss") for f in forms):
                letters[i] = "ss"
            elif any(f[:i + 1] == head + "ß" and f[i + 1:i + 2] and f[i + 1] in VOWELS for f in forms):
                continue
            elif syllable(word, i) in alike:
                letters[i] = "ss"
        return "".join(letters)

    kept, respelled, lemmas = [], [], {}
    for form, base, tag, value in rows:
        forms = groups[base, tag[0]]
        lemma = lemmas[base, tag[0]] = spell(base, forms)
        kept.append((form, lemma, tag, value))
        new = spell(form, forms)
        if new != form:
            respelled.append((new, lemma, tag, value))
    return kept, respelled, lemmas


ENGLISH = {
    "ADJECTIVE": {"": "JJ", "comp": "JJR", "sup": "JJS"},
    "ADVERB": {"": "RB", "comp": "RBR", "sup": "RBS"},
}
PENN = {
    "VB": "VerbForm=Inf", "VBD": "Mood=Ind|Tense=Past|VerbForm=Fin",
    "VBG": "VerbForm=Ger", "VBN": "Tense=Past|VerbForm=Part",
    "VBP": "Mood=Ind|Tense=Pres|VerbForm=Fin",
    "VBZ": "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin",
    "JJ": "Degree=Pos", "JJR": "Degree=Cmp", "JJS": "Degree=Sup", "RB": "Degree=Pos",
    "RBR": "Degree=Cmp", "RBS": "Degree=Sup", "NN": "Number=Sing", "NNS": "Number=Plur",
    "NNP": "Number=Sing", "NNPS": "Number=Plur",
}


def english(folder, inflections):
    for base, form, part, marks in paradigms(f"{folder}/English"):
        base, form = base.lower(), form.lower()
        if "'" in form or not form:
            continue
        tags = []
        if part in ENGLISH:
            tags = [ENGLISH[part]["comp" if "comp" in marks else "sup" if "sup" in marks else ""]]
        elif part == "VERB":
            tags = (["VB", "VBP"] if "inf" in marks else ["VBZ"] if "prsa" in marks
                    else ["VBD"] if "pasa" in marks else ["VBN"] if "pp" in marks else ["VBG"])
        elif part == "NOUN" and "poss" not in marks:
            if "prop" in marks:
                form, base = capitalised(form), capitalised(base)
                tags = ["NNPS" if "pl" in marks else "NNP"]
            else:
                tags = ["NNS" if "pl" in marks else "NN"]
        for tag in tags:
            yield form, base, tag, PENN[tag]
    kinds = {"NOUN": {"NN", "NNS"}, "VERB": {"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"},
             "ADJ": {"JJ", "JJR", "JJS"}, "ADV": {"RB", "RBR", "RBS"}}
    with zipfile.ZipFile(inflections) as archive:
        names = [n for n in archive.namelist() if n.endswith("resources/infl_lu.csv.gz")]
        table = gzip.decompress(archive.read(names[0])).decode("utf-8") if names else ""
    for line in table.splitlines():
        fields = line.split(",")
        if len(fields) < 3 or fields[1] not in kinds:
            continue
        for pair in fields[2:]:
            if ":" in pair:
                tag, forms = pair.split(":", 1)
                for form in forms.split("/"):
                    if tag in kinds[fields[1]] and form:
                        yield form, fields[0], tag, PENN[tag]


def words(folder):
    """The fields of the words of the training trees; the development and test parts stay unseen."""
    for path in sorted(glob.glob(f"{folder}/*train.conllu")):
        with open(path, encoding="utf-8") as file:
            for line in file:
                fields = line.rstrip("\n").split("\t")
                if len(fields) == 10 and fields[0].isdigit():
                    yield fields


def trees(folder):
    """The readings of the training trees."""
    counts = {}
    keep = {"Case", "Degree", "Gender", "Mood", "Number", "Person", "Tense", "VerbForm"}
    for fields in words(folder):
        value = features([p.split("=", 1) for p in fields[5].split("|")
                          if "=" in p and p.split("=")[0] in keep])
        lemma = fields[2].replace("ß", "ss")
        if "ß" in fields[1] or not fields[1].startswith(lemma[:lemma.rfind("ss") + 2]):
            lemma = fields[2]
        key = (fields[1], lemma, fields[4], value)
        counts[key] = counts.get(key, 0) + 1
    totals = {}
    for (form, _, _, _), count in counts.items():
        totals[form] = totals.get(form, 0) + count
    for (form, lemma, tag, value), count in counts.items():
        # What was annotated once against many others is an error oftener than a reading.
        if count > 1 or totals[form] <= 20:
            yield form, lemma, tag, value


def lemmas_of(folder):
    """How often a lemma stands in the training trees: for a form with a tag, and for the first letter of its tag."""
    pairs, alone = {}, {}
    for fields in words(folder):
        form, lemma, tag = fields[1].lower(), fields[2], fields[4]
        pairs[form, tag, lemma] = pairs.get((form, tag, lemma), 0) + 1
        alone[lemma, tag[0]] = alone.get((lemma, tag[0]), 0) + 1
    return pairs, alone


# Forms of these tags differ from their lemma where both lemmas are known: "hours" is "hour".
INFLECTED = {"NNS", "VBZ", "VBD", "VBG"}


def one_lemma(rows, folder):
    """Of readings that differ in their lemmas only, the one that the training trees have most often: of this form, else of any.
    "has" is of "have", not of "ha". Where they have none, a lemma other than the form, else all stay."""
    pairs, alone = lemmas_of(folder)
    groups = {}
    for form, lemma, tag, value in rows:
        groups.setdefault((form, tag, value), []).append(lemma)
    for (form, tag, value), lemmas in groups.items():
        if len(lemmas) > 1:
            def weight(lemma):
                return (pairs.get((form.lower(), tag, lemma), 0), alone.get((lemma, tag[0]), 0),
                        tag in INFLECTED and lemma.lower() != form.lower())
            best = max(map(weight, lemmas))
            lemmas = [lemma for lemma in lemmas if weight(lemma) == best]
        for lemma in lemmas:
            yield form, lemma, tag, value


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--language", required=True, choices=["de", "en"])
    parser.add_argument("--trees", required=True)
    parser.add_argument("--cache", default=".build/lexicon")
    parser.add_argument("--output", required=True)
    options = parser.parse_args()
    os.makedirs(options.cache, exist_ok=True)
    folder = fetch_source("pylem==0.0.18", options.cache)
    respelled, lemmas = [], {}
    if options.language == "de":
        rows, respelled, lemmas = reformed(german(folder, fetch("german-nouns==1.2.5", options.cache)))
    else:
        rows = english(folder, fetch("lemminflect==0.2.3", options.cache))
    seen = set()
    for row in rows:
        if not any(c in "\t\n" for field in row for c in field):
            seen.add(row)
    count = len(seen)
    seen.update((form, lemmas.get((lemma, tag[0]), lemma), tag, value)
                for form, lemma, tag, value in trees(options.trees))
    # The models were trained before forms were respelled: these come later (`LexiconBuilder`).
    before = {(form, tag, value) for form, _, tag, value in seen}
    seen.update(respelled)
    with open(options.output, "w", encoding="utf-8") as file:
        for row in sorted(one_lemma(seen, options.trees), key=lambda r: tuple(f.encode("utf-8") for f in r)):
            is_later = (row[0], row[2], row[3]) not in before
            file.write("\t".join(row) + ("\t+" if is_later else "") + "\n")
    print(f"{options.output}: {len(seen)} readings, {len(seen) - count} of them from trees")


if __name__ == "__main__":
    main()
