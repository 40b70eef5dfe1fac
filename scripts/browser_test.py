#!/usr/bin/env python3
"""Drives the desk in a real browser: first run, read, search, correct, watch, print; accessibility; hostile articles.

Needs: chromium, and from PyPI playwright and axe-playwright-python.
Usage: browser_test.py [--lagebild .build/release/lagebild] [--screenshots FOLDER]
"""
import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time
import urllib.request

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

HERE = os.path.dirname(os.path.abspath(__file__))
SIZES = [(1280, 900), (390, 844)]
FIRST_PAINT_LIMIT = 200
failures = []


def check(condition, what):
    if not condition:
        failures.append(what)
        print("FAILED: " + what)


class Desk:
    """The program itself, on an archive of its own."""

    def __init__(self, program, folder, name="archive"):
        self.process = subprocess.Popen(
            [program, "desk", "--archive", os.path.join(folder, name), "--port", "0", "--no-open",
             "--today", "2025-03-18"], stdout=subprocess.PIPE, text=True)
        line = self.process.stdout.readline()
        found = re.search(r"http://\S+?(?=/?$)", line.strip())
        if not found:
            raise SystemExit("the desk did not start: " + line)
        self.address = found.group(0).rstrip("/")

    def stop(self):
        self.process.terminate()
        self.process.wait(timeout=20)

    def json(self, path):
        with urllib.request.urlopen(self.address + path) as answer:
            return json.load(answer)

    def post(self, path, value):
        request = urllib.request.Request(
            self.address + path, json.dumps(value).encode(), {"content-type": "application/json"})
        with urllib.request.urlopen(request) as answer:
            return json.load(answer)


def watched(context, desk, strange):
    """A page whose every request, error and dialog is noted."""
    page = context.new_page()
    page.on("request", lambda r: strange.append("request to " + r.url)
            if not r.url.startswith(desk.address) else None)
    page.on("pageerror", lambda e: strange.append("error: %s" % e))
    page.on("console", lambda m: strange.append("console: " + m.text) if m.type == "error" else None)
    def dialog(d):
        strange.append("dialog: " + d.message)
        d.dismiss()
    page.on("dialog", dialog)
    return page


def paths(desk):
    statements = desk.json("/api/v1/search?q=act:deny")["rows"]
    reference = statements[0]["reference"]
    articles = desk.json("/api/v1/articles?limit=50")["rows"]
    documents = [row["document"] for row in articles]
    long = max(articles, key=lambda row: row["statements"])
    second = next(d for d in documents if d["version"] == 2)
    versions = desk.json("/api/v1/articles/" + second["id"])["versions"]
    people = desk.json("/api/v1/actors?kind=person")["rows"]
    return {
        "today": "/", "articles": "/articles",
        "article": "/articles/" + long["document"]["id"],
        "difference": "/articles/%s/since/%s" % (second["id"], versions[0]["id"]),
        "statement": "/s/" + reference, "search": "/search?q=about:diesel",
        "search-help": "/search", "actors": "/actors", "actor": "/actors/" + people[0]["id"],
        "disputes": "/disputes", "expectations": "/expectations", "figures": "/figures",
        "timeline": "/timeline?q=in:statements", "map": "/map", "network": "/network?q=in:statements",
        "sources": "/sources", "briefing": "/briefing?q=about:diesel", "watches": "/watches?q=about:diesel",
        "corrections": "/corrections", "help": "/help", "missing": "/nowhere",
    }


def first_run(page, desk):
    page.goto(desk.address + "/")
    started = time.time()
    page.get_by_role("button", name=re.compile("sample story")).click()
    page.wait_for_selector("text=Monday, 17 March 2025")
    took = time.time() - started
    print("first run: the story is read and shown after %.1f s" % took)
    check(took < 60, "the sample story takes less than a minute")


def read(page, desk, where):
    page.goto(desk.address + where["article"])
    check(page.locator(".text .m-content").count() > 2, "an article shows its contents marked")
    page.locator(".text .m-content").first.click()
    check(page.evaluate("document.activeElement.classList.contains('note')"), "a mark leads to its note")
    page.keyboard.press("j")
    page.keyboard.press("o")
    page.wait_for_url(re.compile("/s/"))
    check("SHA-256" in page.content(), "a statement tells the hash of its text")
    check(page.locator(".reasons li").count() > 0, "a statement tells its rules")
    bibtex = page.request.get(page.url.split("#")[0] + ".bib").text()
    check(bibtex.startswith("@misc{"), "a statement is cited in BibTeX")


def search(page, desk):
    page.goto(desk.address + "/")
    page.keyboard.press("/")
    page.keyboard.type("about:diesel")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("q=about"))
    before = page.locator("article.statement").count()
    check(before > 3, "a search finds statements")
    page.locator(".facets a").first.click()
    page.wait_for_url(re.compile("act"))
    check(0 < page.locator("article.statement").count() <= before, "a facet narrows")
    page.keyboard.press("g")
    page.keyboard.press("d")
    page.wait_for_url(re.compile("/disputes"))
    page.keyboard.press("?")
    check(page.locator("dialog#keys").is_visible(), "? shows the keys")
    page.keyboard.press("Escape")


def correct(page, desk, where):
    page.goto(desk.address + where["statement"])
    page.get_by_label("Reason").fill("quoted from a play")
    page.get_by_role("button", name="Mark as wrong").click()
    page.wait_for_selector("text=quoted from a play")
    check(page.locator("h1 ~ .flag").count() == 1, "a wrong row is shown as such")
    page.get_by_role("button", name="Take back").first.click()
    page.wait_for_load_state()
    check(page.locator("h1 ~ .flag").count() == 0, "a correction can be taken back")


def watch(page, desk):
    page.goto(desk.address + "/watches?q=about:diesel")
    check(page.locator(".bars meter").count() > 0, "a watch is previewed")
    page.get_by_label("Name of the watch").fill("Diesel")
    page.get_by_role("button", name="Save watch").click()
    page.wait_for_selector("article.watch")
    feed = page.request.get(desk.address + "/watches/1.atom")
    check(feed.status == 200 and "<entry>" in feed.text(), "a watch has a feed")


def printed(page, desk, where, folder):
    page.goto(desk.address + where["briefing"])
    page.emulate_media(media="print")
    check(not page.locator(".top").is_visible(), "paper shows no navigation")
    check(page.locator(".footnotes li").count() > 0, "a briefing has footnotes")
    pdf = page.pdf()
    check(pdf.startswith(b"%PDF"), "a briefing can be printed")
    if folder:
        with open(os.path.join(folder, "briefing.pdf"), "wb") as file:
            file.write(pdf)
    page.emulate_media(media="screen")


def languages(page, desk):
    page.goto(desk.address + "/articles?q=outlet:K%C3%BCstenbote")
    page.get_by_role("button", name="DE", exact=True).click()
    page.wait_for_selector("html[lang=de]")
    check("outlet" in page.url, "the language is switched on the same page")
    page.get_by_role("button", name="EN", exact=True).click()
    page.wait_for_selector("html[lang=en]")
    page.goto(desk.address + "/help")
    page.get_by_role("button", name="Switch the keys off").click()
    page.wait_for_selector("html[data-keys=off]")
    page.keyboard.press("/")
    check(page.evaluate("document.activeElement.id") != "q", "the keys can be switched off")
    page.get_by_role("button", name="Switch the keys on").click()
    page.wait_for_selector("html[data-keys=on]")


def without_script(browser, desk, where):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for name, path in where.items():
        answer = page.goto(desk.address + path)
        check(answer.status == (404 if name == "missing" else 200), "without script: " + name)
        check(page.locator("main h1").count() == 1, "without script there is one heading: " + name)
    page.goto(desk.address + where["timeline"])
    whole = page.locator("ol.timeline > li").count()
    page.locator(".axis-drawing a:has(text)").first.click()
    page.wait_for_url(re.compile("from"))
    closer = page.locator("ol.timeline > li").count()
    check(0 < closer < whole, "a mark of the axis leads to its days without script")
    page.get_by_role("link", name="all days").click()
    check(page.locator("ol.timeline > li").count() == whole, "and the whole time back")
    context.close()


def painted(page):
    """When the page was painted first; told some frames after it is loaded."""
    for _ in range(50):
        paint = page.evaluate("performance.getEntriesByName('first-contentful-paint').map(e => e.startTime)")
        if paint:
            return paint
        page.wait_for_timeout(20)
    return []


def looked_at(browser, desk, where, folder, is_debug):
    """Every page at both sizes, light and dark: accessibility, width, paint, requests; pictures."""
    axe = Axe()
    paints = []
    serious = pages = 0
    for width, height in SIZES:
        for scheme in ["light", "dark"]:
            context = browser.new_context(
                viewport={"width": width, "height": height}, color_scheme=scheme, locale="en-GB")
            strange = []
            page = watched(context, desk, strange)
            for name, path in where.items():
                label = "%s at %d px, %s" % (name, width, scheme)
                page.goto(desk.address + path)
                pages += 1
                wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
                check(wide <= 0, "nothing stands out of the page: %s by %d px" % (label, wide))
                paints += painted(page)
                for violation in axe.run(page).response["violations"]:
                    if violation["impact"] in ("serious", "critical"):
                        serious += 1
                        nodes = [n["html"][:140] for n in violation["nodes"][:2]]
                        check(False, "accessibility: %s: %s %s" % (label, violation["id"], nodes))
                    else:
                        print("note: %s: %s" % (label, violation["id"]))
                if folder:
                    page.screenshot(path=os.path.join(folder, "%s-%d-%s.png" % (name, width, scheme)))
            strange = [s for s in strange if "404" not in s]
            check(not strange, "nothing strange happens: %s" % strange[:3])
            context.close()
    paints.sort()
    middle, last = paints[len(paints) // 2], paints[-1]
    print("first contentful paint: median %.0f ms, slowest %.0f ms of %d" % (middle, last, len(paints)))
    check(is_debug or middle <= FIRST_PAINT_LIMIT, "the first paint comes within %d ms" % FIRST_PAINT_LIMIT)
    print("accessibility: %d serious findings on %d pages" % (serious, pages))


def paints_of(browser, program, archive):
    """The first paint of the pages of another archive, which is only read."""
    desk = Desk(program, os.path.dirname(archive), os.path.basename(archive))
    try:
        statement = desk.json("/api/v1/search?q=act:deny&limit=1")["rows"][0]["reference"]
        article = desk.json("/api/v1/articles?limit=1")["rows"][0]["document"]["id"]
        actor = desk.json("/api/v1/actors?limit=1")["rows"][0]["id"]
        where = ["/", "/articles", "/articles/" + article, "/s/" + statement, "/search?q=act:deny", "/actors",
                 "/actors/" + urllib.request.quote(actor), "/disputes", "/expectations", "/figures",
                 "/timeline?q=in:statements", "/map", "/network?q=in:statements", "/sources",
                 "/briefing?q=act:deny", "/watches?q=act:deny", "/corrections", "/help"]
        paints = []
        for width, height in SIZES:
            for scheme in ["light", "dark"]:
                context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)
                page = context.new_page()
                for path in where:
                    page.goto(desk.address + path)
                    paints += painted(page)
                context.close()
        paints.sort()
        middle = paints[len(paints) // 2]
        print("first contentful paint of %s: median %.0f ms, 90 %% %.0f ms, slowest %.0f ms of %d" % (
            os.path.basename(archive), middle, paints[len(paints) * 9 // 10], paints[-1], len(paints)))
        check(middle <= FIRST_PAINT_LIMIT, "the first paint comes within %d ms" % FIRST_PAINT_LIMIT)
    finally:
        desk.stop()


def hostile(browser, desk):
    """Articles that try to run something: nothing may run, no page may break."""
    pieces = [
        "<script>alert(%d)</script>", "<img src=x onerror=alert(%d)>", "<svg onload=alert(%d)>",
        "\"><script>alert(%d)</script>", "' onfocus='alert(%d)' autofocus='", "<iframe srcdoc='<script>alert(%d)</script>'>",
        "<a href=javascript:alert(%d)>x</a>", "</title><script>alert(%d)</script>", "</script><script>alert(%d)</script>",
        "<details open ontoggle=alert(%d)>", "<style>@import '//evil.example/%d.css';</style>",
        "<base href=//evil.example/%d>", "<meta http-equiv=refresh content='0;url=//evil.example/%d'>",
        "\u202egpj.exe %d", "\u2066\u2067 %d", "a\u200bb %d", "x\r\nset-cookie: a=%d", "{{7*%d}}", "${alert(%d)}",
        "<input autofocus onfocus=alert(%d)>", "<marquee onstart=alert(%d)>", "<svg><animate onbegin=alert(%d)>",
        "<math><mtext><style><img src=x onerror=alert(%d)></style></mtext></math>", "<object data=//evil.example/%d>",
        "<link rel=stylesheet href=//evil.example/%d.css>", "W" * 3000 + "%d", "<b>" * 500 + "%d", "=cmd|'/C calc'!A%d",
    ]
    number = 0
    added = []
    for round_ in range(4):
        for piece in pieces:
            number += 1
            text = piece % number
            frames = [
                "Minister %s said on Monday that %s would come.",
                "\"%s\", said Anna Berg. According to %s the talks begin on 3 April.",
                "Bürgermeister %s kündigte an, %s werde kommen.",
                "„%s“, sagte Paul Weber. Das Amt bestritt, dass %s stimme.",
            ]
            body = "%d. " % number + frames[round_] % (text, text)
            added.append(desk.post("/api/v1/articles", {
                "text": body, "title": text, "outlet": text[:200], "author": text, "date": "2025-04-01",
                "url": "https://example.org/%d" % number}))
    context = browser.new_context()
    strange = []
    page = watched(context, desk, strange)
    broken = 0
    targets = ["/articles/" + a["document"] for a in added]
    targets += ["/", "/articles?limit=200", "/sources", "/actors?limit=200", "/timeline?q=in:statements&limit=200",
                "/network?q=in:statements", "/expectations", "/disputes", "/figures", "/briefing?q=berg"]
    targets += ["/search?q=" + urllib.request.quote((p % 1)[:500]) for p in pieces]
    for target in targets:
        page.goto(desk.address + target)
        if page.locator("main h1").count() != 1 or page.locator("footer").count() != 1:
            broken += 1
            check(False, "a page is broken: " + target)
    strange = [s for s in strange if "400" not in s]
    check(not strange, "hostile articles run nothing: %s" % strange[:5])
    print("hostile: %d articles, %d pages: %d ran or reached out, %d broken" % (
        len(added), len(targets), len(strange), broken))
    context.close()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--lagebild", default=os.path.join(HERE, "../.build/release/lagebild"))
    parser.add_argument("--screenshots")
    parser.add_argument("--archive", help="another archive: how fast its pages are painted, and nothing else")
    parser.add_argument("--debug", action="store_true", help="a debug build: how fast it paints is told, not judged")
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    options = parser.parse_args()
    if options.screenshots:
        os.makedirs(options.screenshots, exist_ok=True)
    if options.archive:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=options.chromium, args=["--no-sandbox"])
            paints_of(browser, options.lagebild, options.archive)
            browser.close()
        sys.exit(1 if failures else 0)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        desk = Desk(options.lagebild, folder)
        browser = playwright.chromium.launch(executable_path=options.chromium, args=["--no-sandbox"])
        try:
            context = browser.new_context(
                viewport={"width": 1280, "height": 900}, locale="en-GB")
            strange = []
            page = watched(context, desk, strange)
            if options.screenshots:
                page.goto(desk.address + "/")
                page.screenshot(path=os.path.join(options.screenshots, "welcome-1280-light.png"))
            first_run(page, desk)
            where = paths(desk)
            read(page, desk, where)
            search(page, desk)
            correct(page, desk, where)
            watch(page, desk)
            printed(page, desk, where, options.screenshots)
            languages(page, desk)
            check(not strange, "nothing strange happens on the main paths: %s" % strange[:3])
            context.close()
            without_script(browser, desk, where)
            looked_at(browser, desk, where, options.screenshots, options.debug)
            hostile(browser, desk)
        finally:
            browser.close()
            desk.stop()
    print("%d checks failed" % len(failures) if failures else "all checks hold")
    sys.exit(1 if failures else 0)


main()
