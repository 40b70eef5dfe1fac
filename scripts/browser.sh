#!/bin/bash
# Drives the desk in Chromium where it is installed or can be; says so where it cannot.
set -euo pipefail
program=${1:-.build/release/lagebild}
here=$(cd "$(dirname "$0")" && pwd)
chromium=$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)
if [ -z "$chromium" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    apt-get install -y --no-install-recommends chromium >/dev/null 2>&1 || true
    chromium=$(command -v chromium || true)
fi
if [ -z "$chromium" ]; then
    echo "skipped: no Chromium here"
    exit 0
fi
folder=$here/../.build/browser
if [ ! -x "$folder/bin/python3" ]; then
    if ! { python3 -m venv "$folder" && "$folder/bin/pip" install -q playwright axe-playwright-python; } 2>/dev/null; then
        rm -rf "$folder"
        echo "skipped: playwright and axe-playwright-python cannot be installed from PyPI"
        exit 0
    fi
fi
"$folder/bin/python3" "$here/browser_test.py" --lagebild "$program" --chromium "$chromium" "${@:2}"
