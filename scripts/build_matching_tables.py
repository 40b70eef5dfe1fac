#!/usr/bin/env python3
"""Makes the two generated tables of Sources/Language/Data/matching.

    python3 scripts/build_matching_tables.py PINYIN_DICT.json FOLDER

PINYIN_DICT.json is that of the PyPI package pypinyin (MIT; Unihan data). Latin letters with marks come
from the decompositions of the Unicode Character Database.
"""
import json
import sys
import unicodedata
from collections import defaultdict
from pathlib import Path


def latin():
    """Letters with marks by the letter without them."""
    by_letter = defaultdict(list)
    for point in [*range(0xC0, 0x250), *range(0x1E00, 0x1F00)]:
        letter = chr(point)
        parts = unicodedata.normalize("NFD", letter)
        if len(parts) > 1 and "a" <= parts[0].lower() <= "z":
            lower = letter.lower()
            if len(lower) == 1 and lower not in by_letter[parts[0].lower()]:
                by_letter[parts[0].lower()].append(lower)
    return by_letter


def pinyin(path):
    """The Han characters of GB 2312 by their most common reading, without tones."""
    readings = {int(k): v for k, v in json.load(open(path, encoding="utf-8")).items()}
    by_syllable = defaultdict(list)
    for high in range(0xB0, 0xF8):
        for low in range(0xA1, 0xFF):
            try:
                letter = bytes([high, low]).decode("gb2312")
            except UnicodeDecodeError:
                continue
            if ord(letter) not in readings:
                continue
            syllable = readings[ord(letter)].split(",")[0].replace("ü", "v")
            plain = "".join(c for c in unicodedata.normalize("NFD", syllable) if not unicodedata.combining(c))
            if "ü" in unicodedata.normalize("NFC", readings[ord(letter)]) or "ǚ" in readings[ord(letter)]:
                plain = plain.replace("u", "v")
            by_syllable[plain.replace("v", "u")].append(letter)
    return by_syllable


def main():
    source, folder = sys.argv[1], Path(sys.argv[2])
    with open(folder / "latin.counted.tsv", "w", encoding="utf-8") as out:
        out.write("# Latin letters with marks: the letter, its marked forms. Made by scripts/build_matching_tables.py.\n")
        for letter, marked in sorted(latin().items()):
            out.write(f"{letter}\t{''.join(marked)}\n")
    with open(folder / "pinyin.counted.tsv", "w", encoding="utf-8") as out:
        out.write("# Pinyin, the characters of GB 2312 that are read so. Made by scripts/build_matching_tables.py\n")
        out.write("# from pypinyin (MIT).\n")
        for syllable, letters in sorted(pinyin(source).items()):
            out.write(f"{syllable}\t{''.join(letters)}\n")


main()
