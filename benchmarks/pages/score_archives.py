#!/usr/bin/env python3
"""Web archives of made pages, whole and damaged: how many records come back, how fast, and what is said of damage.

    score_archives.py PAGES PATH [--others]

PAGES is a folder of make_pages.py, PATH the program. warcio is run where it is installed.
"""
import glob
import gzip
import io
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time


def record(number, page, pad):
    # Real pages are mostly markup and script.
    filler = "".join(f"<script>var a{i}={random.Random(number * 1000 + i).random()};function f{i}(x){{return x*{i}}}</script>" for i in range(pad))
    body = page.replace(b"</head>", filler.encode() + b"</head>", 1)
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{number}>\r\nWARC-Target-URI: https://tarvo.example/{number}\r\nWARC-Date: 2024-06-14T10:30:00Z\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
    return head.encode() + block + b"\r\n\r\n"


def lagebild(binary, path):
    start = time.time()
    run = subprocess.run([binary, "extract", "--format", "json", path], capture_output=True, text=True)
    elapsed = time.time() - start
    found = {json.loads(line)["url"] for line in run.stdout.splitlines()}
    return found, run.stderr.count("damaged at byte"), elapsed


def warcio(path):
    from warcio.archiveiterator import ArchiveIterator
    found, errors = set(), 0
    start = time.time()
    try:
        with open(path, "rb") as file:
            for entry in ArchiveIterator(file):
                if entry.rec_type == "response":
                    entry.content_stream().read()
                    found.add(entry.rec_headers.get_header("WARC-Target-URI"))
    except Exception:
        errors += 1
    return found, errors, time.time() - start


def main():
    pages = [open(p, "rb").read() for p in sorted(glob.glob(os.path.join(sys.argv[1], "*.html")))]
    count = 600
    records = [record(i, pages[i % len(pages)], 300) for i in range(count)]
    members = [gzip.compress(r, mtime=0) for r in records]
    whole = b"".join(members)
    rng = random.Random(1)
    flipped = bytearray(whole)
    for _ in range(5):
        flipped[rng.randrange(len(flipped))] ^= 1 << rng.randrange(8)
    wrong = list(records)
    wrong[count // 2] = wrong[count // 2].replace(b"Content-Length: ", b"Content-Length: 9", 1)
    cases = {"whole": whole, "plain": b"".join(records), "one stream": gzip.compress(b"".join(records), mtime=0), "five bits flipped": bytes(flipped),
             "cut off": whole[: len(whole) * 2 // 3], "wrong length": b"".join(wrong)}
    programs = [("lagebild", lambda path: lagebild(sys.argv[2], path))]
    if "--others" in sys.argv:
        programs.append(("warcio", warcio))
    for name, data in cases.items():
        with tempfile.NamedTemporaryFile(suffix=".warc.gz" if data[:2] == b"\x1f\x8b" else ".warc", delete=False) as file:
            file.write(data)
        for program, run in programs:
            found, damages, elapsed = run(file.name)
            print(f"{name:18} {program:9} {len(found)} of {count} records, {damages} damages reported, {len(data)/elapsed/1e6:.0f} MB/s of the file ({len(data)/1e6:.1f} MB)")
        os.unlink(file.name)
    print(f"peak memory of children {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024} MB")


main()
