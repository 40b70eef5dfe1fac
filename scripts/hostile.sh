#!/usr/bin/env bash
# Gives the release binary big texts that no newsroom writes, at two sizes. Fails where it stops, or
# where twice the text takes much more than twice the time.
set -euo pipefail
cd "$(dirname "$0")/.."

lagebild=${LAGEBILD:-.build/release/lagebild}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Milliseconds that reading a file takes.
measure() {
    local start end
    start=$(date +%s%N)
    timeout 120 "$lagebild" read --format json "$1" >"$work/out.json"
    end=$(date +%s%N)
    echo $(((end - start) / 1000000))
}

check() {
    local name=$1 piece=$2 count=$3 small large
    for factor in 1 2; do
        python3 - "$piece" $((count * factor)) >"$work/$factor.txt" <<'PY'
import sys
sys.stdout.write(sys.argv[1].encode().decode("unicode_escape") * int(sys.argv[2]))
PY
    done
    small=$(measure "$work/1.txt")
    large=$(measure "$work/2.txt")
    echo "hostile: $name: $small ms, twice the text $large ms"
    if [ "$large" -gt $((small * 3 + 300)) ]; then
        echo "hostile: $name takes more than linear time" >&2
        exit 1
    fi
}

check "one line of words" 'Er sagte, dass er kommt ' 200000
check "one line without an end" 'a' 5000000
check "nested quotation marks" '\u201e' 50000
check "straight quotation marks" '"x ' 50000
check "open brackets" '(' 500000
check "figures" 'am 14. ' 300000
check "digits, full stops and am" 'am 1. 2. 12.3. am 31.12. 2024 am am 7 ' 30000
check "quotations and frames" '\u201eJa\u201c, sagte er, ' 100000
check "names and countries" 'Anna Klein aus Nordkorea, ' 100000
check "frames in English" 'he said that she, ' 100000
check "colons" 'Minister: ' 200000
