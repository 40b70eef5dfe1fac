#!/usr/bin/env bash
# Makes a machine ready to build Lagebild: system packages where they are missing, and a check for
# the Swift toolchain. Running it again changes nothing.
set -euo pipefail

say() { printf 'setup: %s\n' "$*"; }

as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"
    elif command -v sudo >/dev/null 2>&1; then sudo "$@"
    else
        say "needs root to run: $*; run it as root, then run make again" >&2
        exit 1
    fi
}

# Packages of Debian and Ubuntu that are needed and not there.
missing_packages() {
    command -v python3 >/dev/null 2>&1 || echo python3
    command -v git >/dev/null 2>&1 || echo git
    [ -e /etc/ssl/certs/ca-certificates.crt ] || echo ca-certificates
    [ -e /usr/include/stdlib.h ] || echo libc6-dev
    [ -e /usr/include/sqlite3.h ] || echo libsqlite3-dev
    [ -e /usr/include/zstd.h ] || echo libzstd-dev
    command -v pkg-config >/dev/null 2>&1 || echo pkg-config
    # Intake: HTML, gzip, and text of PDF files.
    [ -e /usr/include/gumbo.h ] || echo libgumbo-dev
    [ -e /usr/include/zlib.h ] || echo zlib1g-dev
    [ -e /usr/include/brotli/decode.h ] || echo libbrotli-dev
    [ -e /usr/include/libdeflate.h ] || echo libdeflate-dev
    command -v pdftotext >/dev/null 2>&1 || echo poppler-utils
    return 0
}

if command -v apt-get >/dev/null 2>&1; then
    mapfile -t packages < <(missing_packages)
    if [ "${#packages[@]}" -gt 0 ]; then
        say "installing ${packages[*]}"
        as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq
        as_root env DEBIAN_FRONTEND=noninteractive \
            apt-get install -y -qq --no-install-recommends "${packages[@]}"
    else
        say "system packages: all there"
    fi
else
    for tool in python3 git; do
        command -v "$tool" >/dev/null 2>&1 || say "please install $tool with your package manager"
    done
fi

version=$(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9]*\.[0-9]*\).*/\1/p' | head -1) || true
major=${version%%.*}
minor=${version#*.}
if [ -z "$version" ] || [ "$major" -lt 6 ] || { [ "$major" -eq 6 ] && [ "$minor" -lt 1 ]; }; then
    say "Lagebild needs Swift 6.3 (at least 6.1; found: ${version:-none}); install it from https://www.swift.org/install/" >&2
    exit 1
fi
say "Swift $version: good"
