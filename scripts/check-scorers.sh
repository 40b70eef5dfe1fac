#!/usr/bin/env bash
# Checks that `lagebild score` gives the figures of the reference scorers: on annotations of our own
# with figures that are committed, and, where the team's gold folder lies beside the repository, with
# the reference scorers themselves on the same predictions. GOLD names that folder.
set -euo pipefail
cd "$(dirname "$0")/.."

lagebild=${LAGEBILD:-.build/release/lagebild}
gold=${GOLD:-../shared/gold}
golden=Tests/Golden
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

say() { printf 'check-scorers: %s\n' "$*"; }

for kind in attribution time; do
    "$lagebild" score "$kind" "$golden/score-$kind.jsonl" \
        --predicted "$golden/score-$kind-predicted.jsonl" --json >"$work/ours.json"
    python3 scripts/check_scores.py "$work/ours.json" "$golden/score-$kind-expected.json"
    say "$kind: the committed figures"
    reference="$gold/score_$kind.py"
    if [ ! -f "$reference" ]; then
        say "$kind: $reference is not there, the comparison with it is skipped"
        continue
    fi
    files=("$golden/score-$kind.jsonl")
    for file in "$gold/$kind"/*-dev.jsonl; do
        [ -f "$file" ] && files+=("$file")
    done
    for file in "${files[@]}"; do
        "$lagebild" score "$kind" "$file" --write "$work/predicted.jsonl" --json >"$work/ours.json"
        python3 "$reference" "$file" "$work/predicted.jsonl" --json >"$work/reference.json"
        python3 scripts/check_scores.py "$work/ours.json" "$work/reference.json"
        say "$kind: as the reference scorer on $(basename "$file")"
    done
done
