#!/usr/bin/env bash
# Kills `lagebild add` at random moments and copies its files while it writes. Fails where a document
# that was acknowledged is lost, where the file is damaged, or where a run does not go on.
#
#   scripts/archive-kill.sh [ROUNDS] [COUNT]
set -euo pipefail
cd "$(dirname "$0")/.."

lagebild=${LAGEBILD:-.build/release/lagebild}
rounds=${1:-60}
count=${2:-20000}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
archive=$work/archive.lagebild
RANDOM=7

python3 scripts/archive_load.py "$count" --words 200 >"$work/articles.jsonl"
: >"$work/acknowledged"

# What was acknowledged must be in the archive, and the archive must be sound.
check() {
    local file=$1 acknowledged=$2 name=$3
    if ! "$lagebild" status --check --archive "$file" >"$work/status" 2>&1; then
        echo "kill: $name: $(cat "$work/status")" >&2
        exit 1
    fi
    "$lagebild" export --format csl --archive "$file" | sed -n 's/.*"id":"\([0-9a-f]*\)".*/\1/p' | sort >"$work/stored"
    sort -u "$acknowledged" >"$work/sorted"
    lost=$(comm -23 "$work/sorted" "$work/stored" | wc -l)
    if [ "$lost" -ne 0 ]; then
        echo "kill: $name: $lost acknowledged documents are lost" >&2
        exit 1
    fi
}

ids() { sed -n 's/.*"document":"\([0-9a-f]*\)".*"kind":"\(new\|copy\|version\|known\)".*/\1/p'; }

for round in $(seq "$rounds"); do
    "$lagebild" add --format jsonl --archive "$archive" "$work/articles.jsonl" >"$work/out" 2>/dev/null &
    process=$!
    sleep "$((RANDOM % 2)).$((RANDOM % 9000 + 1000))"
    # A power cut: what had been acknowledged before the copy began must be in the copy, however the
    # copied file and its log fit together. The log is copied first: a log that is shorter than what the
    # file holds is what a disk leaves that wrote in order.
    if ((round % 3 == 0)) && [ -e "$archive" ]; then
        ids <"$work/out" | cat "$work/acknowledged" - >"$work/before"
        rm -f "$work"/torn*
        kill -STOP "$process" 2>/dev/null || true
        cp "$archive" "$work/torn.lagebild"
        [ -e "$archive-wal" ] && cp "$archive-wal" "$work/torn.lagebild-wal"
        kill -CONT "$process" 2>/dev/null || true
        # The last page of the log was being written when the power went.
        if [ -e "$work/torn.lagebild-wal" ] && [ "$(stat -c %s "$work/torn.lagebild-wal")" -gt 40000 ]; then
            printf 'torn' >>"$work/torn.lagebild-wal"
        fi
        check "$work/torn.lagebild" "$work/before" "copy of round $round"
    fi
    kill -9 "$process" 2>/dev/null || true
    wait "$process" 2>/dev/null || true
    ids <"$work/out" >>"$work/acknowledged"
    sort -u -o "$work/acknowledged" "$work/acknowledged"
    check "$archive" "$work/acknowledged" "round $round"
done
before=$(wc -l <"$work/acknowledged")
"$lagebild" add --archive "$archive" "$work/articles.jsonl" >"$work/out"
check "$archive" "$work/acknowledged" "the run to the end"
echo "kill: $rounds kills, $before documents acknowledged in them, 0 lost; then: $(cat "$work/out")"
