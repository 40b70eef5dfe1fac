#!/usr/bin/env bash
# Fuzzes the readers of Intake for SECONDS (default 300) each: damaged pages, feeds, web archives and mails made from
# the test fixtures. Ends with an error where one crashes, hangs or takes more than a second a megabyte.
set -euo pipefail
cd "$(dirname "$0")/.."
LAGEBILD_FUZZ_SECONDS="${1:-300}" swift test --filter IntakeFuzzTests
