#!/usr/bin/env python3
"""Compare the JSON of two scorers: every figure has to agree to 1e-9.

    python3 check_scores.py OURS.json REFERENCE.json

Exits with 1 and names the figures where they do not.
"""
import json
import sys

TOLERANCE = 1e-9


def read(path):
    """The first JSON value of a file; the reference time scorer prints a line behind it."""
    with open(path, encoding="utf-8") as file:
        return json.JSONDecoder().raw_decode(file.read())[0]


def differences(ours, reference, path=""):
    if isinstance(ours, dict) and isinstance(reference, dict):
        for key in sorted(set(ours) | set(reference)):
            if key not in ours or key not in reference:
                yield f"{path}/{key}: only one of the two has it"
            else:
                yield from differences(ours[key], reference[key], f"{path}/{key}")
    elif ours is None or reference is None or isinstance(ours, dict) or isinstance(reference, dict):
        if ours is not reference:
            yield f"{path}: {ours} and {reference}"
    elif abs(ours - reference) > TOLERANCE:
        yield f"{path}: {ours} and {reference}"


def main(arguments):
    if len(arguments) != 2:
        sys.exit(__doc__)
    found = list(differences(*(read(path) for path in arguments)))
    for line in found:
        print(line, file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
