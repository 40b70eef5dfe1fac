#!/usr/bin/env bash
# Measures how copies are found: originals with an agency's frame, 5 % of the words changed, the first half,
# and extended by half, among as many strangers.
#
#   scripts/archive-copies.sh [ORIGINALS]
set -euo pipefail
cd "$(dirname "$0")/.."

lagebild=${LAGEBILD:-.build/release/lagebild}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

python3 scripts/archive_load.py "${1:-1000}" --copies >"$work/copies.jsonl"
"$lagebild" add --format jsonl --archive "$work/a.lagebild" "$work/copies.jsonl" >"$work/out"
python3 - "$work/out" <<'PY'
import collections
import json
import sys

names, rows = {}, []
for line in open(sys.argv[1]):
    row = json.loads(line)
    names[row["document"]] = row["name"]
    rows.append(row)
right, found, total = collections.Counter(), 0, collections.Counter()
correct = 0
for row in rows:
    parts = row["name"].split("-")
    kind = parts[2] if len(parts) > 2 else None
    if kind:
        total[kind] += 1
    if row["kind"] == "copy":
        found += 1
        same = "-".join(names[row["of"]].split("-")[:2]) == "-".join(parts[:2])
        correct += same
        if kind and same:
            right[kind] += 1
for kind in total:
    print(f"copies: {kind}: recall {right[kind] / total[kind]:.4f} of {total[kind]}")
print(f"copies: precision {correct / max(found, 1):.4f} of {found} found")
PY
