#!/usr/bin/env python3
"""Writes events/people.tsv of a language: nouns for people, who can act in events.

English: nouns of WordNet 3.0 (Debian package wordnet-base) whose first sense and most of whose senses are people.
German: nouns of the package german-nouns (PyPI, CC BY-SA 4.0) of which there is a form for men and one for women
("Ingenieur", "Ingenieurin"); both are taken. Words that events/words.tsv has already are left out.

    python3 scripts/build_people.py Sources/Language/Data
"""
import re
import sys
from pathlib import Path


def known(folder: Path) -> set[str]:
    words = set()
    for line in (folder / "events" / "words.tsv").read_text().splitlines():
        if line.startswith("#") or "\t" not in line:
            continue
        kind, text = line.split("\t")
        words |= {word.strip().lower() for word in text.split(",")}
    return words


def english(wordnet: Path) -> list[str]:
    """Lemmas that mean a person first of all, and either occur in the counted texts or have the ending of one who acts."""
    person = "18"  # the lexicographer file noun.person
    kinds, spellings = {}, {}
    for line in (wordnet / "data.noun").read_text(encoding="latin1").splitlines():
        if line.startswith(" "):
            continue
        fields = line.split(" | ")[0].split()
        kinds[fields[0]] = fields[1]
        spellings[fields[0]] = {fields[4 + 2 * i] for i in range(int(fields[3], 16))}
    found = []
    ending = re.compile(r"(er|or|ist|man|woman|ian|ant|eer)$")
    for line in (wordnet / "index.noun").read_text(encoding="latin1").splitlines():
        if line.startswith(" "):
            continue
        fields = line.split()
        lemma, pointers = fields[0], int(fields[3])
        senses, counted = fields[6 + pointers :], int(fields[5 + pointers])
        if not re.fullmatch(r"[a-z]{3,}(-[a-z]+)*", lemma) or kinds[senses[0]] != person:
            continue
        if sum(kinds[sense] == person for sense in senses) < 0.6 * len(senses):
            continue
        if not any(lemma in spellings[sense] for sense in senses):
            continue  # a name
        if counted or len(lemma) > 5 and ending.search(lemma):
            found.append(lemma)
    return found


def german() -> list[str]:
    import csv

    import german_nouns

    # The file is one level below the package of the same name.
    path = next(
        path for folder in german_nouns.__path__ for path in Path(folder).rglob("nouns.csv")
    )
    genders: dict[str, set[str]] = {}
    with path.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if "Substantiv" not in row["pos"]:
                continue
            genders.setdefault(row["lemma"], set()).update(
                value for key, value in row.items() if key and key.startswith("genus") and value
            )
    umlauts = str.maketrans("aou", "äöü")
    found = []
    for word, gender in genders.items():
        if "m" not in gender or not re.fullmatch(r"[A-ZÄÖÜ][a-zäöüß]{2,}", word):
            continue
        stem = word[:-1] if word.endswith("e") else word
        if stem.endswith("erer"):
            stem = stem[:-2]
        forms = [stem + "in"]
        vowels = [i for i, letter in enumerate(stem) if letter in "aou"]
        if vowels:
            place = vowels[-1]
            forms.append(stem[:place] + stem[place].translate(umlauts) + stem[place + 1 :] + "in")
        for form in forms:
            if "f" in genders.get(form, ()):
                found += [word, form]
                break
    return found


def write(folder: Path, words: list[str], source: str) -> None:
    words = sorted(set(words) - {word for word in words if word.lower() in known(folder)})
    lines = [f"# Nouns for people, made by scripts/build_people.py from {source}."]
    for start in range(0, len(words), 40):
        lines.append("agent\t" + ", ".join(words[start : start + 40]))
    (folder / "events" / "people.tsv").write_text("\n".join(lines) + "\n")
    print(folder.name, len(words), "words")


if __name__ == "__main__":
    data = Path(sys.argv[1])
    write(data / "en", english(Path("/usr/share/wordnet")), "WordNet 3.0 (WordNet licence)")
    write(data / "de", german(), "german-nouns (CC BY-SA 4.0)")
