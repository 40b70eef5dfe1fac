#!/usr/bin/env python3
"""Measures the pages of a running desk: up to N addresses of each kind, one after the other, each asked once.

    lagebild desk --archive big.lagebild --port 4747 --no-open &
    scripts/desk_load.py http://127.0.0.1:4747 [--each 30] [--queries FILE] [--article FILE]

--queries: searches, one a line (scripts/archive_load.py --queries 30). --article: a text for POST /api/v1/read, by one
client and by 8 at once. The desk must be on this machine. Prints milliseconds by the clock: median, 99 %, longest.
"""
import argparse
import http.client
import json
import statistics
import threading
import time
import urllib.parse


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("desk")
    parser.add_argument("--each", type=int, default=30)
    parser.add_argument("--queries")
    parser.add_argument("--article")
    options = parser.parse_args()
    host = urllib.parse.urlsplit(options.desk).netloc
    if host.rsplit(":", 1)[0] not in ("127.0.0.1", "localhost", "[::1]"):
        parser.error("the desk must be on this machine")
    client = http.client.HTTPConnection(host, timeout=30)
    times = {}
    largest = (0, "")
    for kind, path in addresses(client, options):
        took, status, body = get(client, path)
        if status != 200:
            raise SystemExit(f"{path}: {status} {body[:200]!r}")
        times.setdefault(kind, []).append((took, path))
        largest = max(largest, (len(body), path))
    print(f"{'page':14} {'asked':>5} {'median':>7} {'99 %':>7} {'longest':>7}")
    for kind, rows in list(times.items()) + [("all", [row for rows in times.values() for row in rows])]:
        ordered = sorted(rows)
        print(f"{kind:14} {len(rows):5} {statistics.median(r[0] for r in rows):7.1f} "
              f"{share(ordered):7.1f} {ordered[-1][0]:7.1f}  {ordered[-1][1][:60]}")
    print(f"largest page: {largest[0]} bytes, {largest[1]}")
    if options.article:
        read(host, open(options.article, "rb").read())


def share(ordered, part=0.99):
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))][0]


def get(client, path):
    start = time.perf_counter()
    client.request("GET", path, headers={"Accept": "text/html", "Accept-Language": "de"})
    answer = client.getresponse()
    body = answer.read()
    return (time.perf_counter() - start) * 1000, answer.status, body


def rows(client, path):
    took, status, body = get(client, "/api/v1/" + path)
    return json.loads(body).get("rows", []) if status == 200 else []


def addresses(client, options):
    """Kinds and addresses; what leads to them is asked of the lists, whose own pages are asked with other queries."""
    each = options.each
    quote = urllib.parse.quote
    queries = []
    if options.queries:
        queries = [line.strip() for line in open(options.queries, encoding="utf-8") if line.strip()][:each]
    documents = rows(client, f"articles?limit={each}")
    statements = [row for row in rows(client, f"search?q=act:deny&limit={each}")]
    statements += rows(client, f"search?q=act:announce&limit={each}")
    actors = rows(client, f"actors?limit={each}")
    names = [row["name"] for row in actors]
    plain = ["q=" + quote(f'about:"{name}"') for name in names] + ["", "q=act:deny", "q=lang:de", "q=lang:en"]
    yield "today", "/"
    for day in range(1, each):
        yield "today", f"/?day=2023-{day % 12 + 1:02}-{day % 28 + 1:02}&days={[1, 7, 30][day % 3]}"
    for query in queries:
        yield "search", "/search?q=" + quote(query)
    for name in ["hafen", "act:state", "act:deny", "lang:de", "from:2022", "a or b or grain", "regierung", "tons"]:
        yield "common word", "/search?q=" + quote(name)
    for row in documents:
        yield "article", "/articles/" + row["document"]["id"] if "document" in row else "/articles/" + row["id"]
    for row in statements[:each]:
        reference = row["statement"]["reference"] if "statement" in row else row["reference"]
        if isinstance(reference, dict):
            reference = f"{reference['document']}/{reference['row']}@{reference['reader']}"
        yield "statement", "/s/" + reference
    for row in actors:
        yield "actor", "/actors/" + quote(row["id"])
    for kind in ["articles", "actors", "disputes", "expectations", "figures", "timeline", "map", "network", "briefing"]:
        for query in plain[:each] + plain[-4:]:
            if kind != "actors" or not query.startswith("q=about"):
                yield kind, f"/{kind}" + ("?" + query if query else "")
    for kind in ["sources", "watches", "corrections", "help"]:
        yield kind, "/" + kind


def read(host, article):
    def ask(client):
        start = time.perf_counter()
        client.request("POST", "/api/v1/read", body=article, headers={"Content-Type": "text/plain"})
        answer = client.getresponse()
        answer.read()
        return (time.perf_counter() - start) * 1000, answer.status

    def run(count, all_times):
        client = http.client.HTTPConnection(host, timeout=30)
        for _ in range(count):
            took, status = ask(client)
            all_times.append((took, status))

    for clients in (1, 8):
        found = []
        start = time.perf_counter()
        threads = [threading.Thread(target=run, args=(100, found)) for _ in range(clients)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        seconds = time.perf_counter() - start
        ordered = sorted(found)
        errors = sum(status != 200 for _, status in found)
        print(f"read, {clients} at once: median {statistics.median(t for t, _ in found):.1f} ms, 99 % "
              f"{share(ordered):.1f}, {len(found) / seconds:.0f}/s, {errors} errors")


main()
