#!/usr/bin/env python3
"""Feeds as they come, good and bad, each with what a reader should take from its first entry.

    score_feeds.py PATH [--others]     runs `PATH extract --format json`, and feedparser where it is installed

Written for this project; no feed of anybody else is in it.
"""
import json
import os
import subprocess
import sys
import tempfile

CASES = []


def case(name, data, encoding="utf-8", **wanted):
    CASES.append((name, data if isinstance(data, bytes) else data.encode(encoding), wanted))


def rss(item, head="", version="2.0", attributes="", declaration='<?xml version="1.0" encoding="UTF-8"?>'):
    return f'{declaration}<rss version="{version}"{attributes}><channel><title>Tarvo Kurier</title><link>https://tarvo.example/</link>{head}<item>{item}</item></channel></rss>'


def atom(entry, attributes="", head=""):
    return f'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"{attributes}><title>Tarvo</title>{head}<entry>{entry}</entry></feed>'


BASE = "<title>Kai wird teurer</title><link>https://tarvo.example/kai</link>"
NS = ' xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
URL = "https://tarvo.example/kai"
for version in ("0.91", "0.92", "0.93", "2.0"):
    case("rss " + version, rss(BASE, version=version), title="Kai wird teurer", url=URL)
case("rss 1.0", f'<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>T</title></channel><item rdf:about="{URL}">{BASE}<dc:date>2024-06-14T10:30:00+02:00</dc:date><dc:creator>Anna Weiß</dc:creator></item></rdf:RDF>', title="Kai wird teurer", url=URL, date="2024-06-14T10:30:00+02:00", author="Anna Weiß")
case("rss 0.90", f'<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://my.netscape.com/rdf/simple/0.9/"><channel><title>T</title></channel><item>{BASE}</item></rdf:RDF>', title="Kai wird teurer", url=URL)
case("prefixed rss 1.0", f'<?xml version="1.0"?><r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:rss="http://purl.org/rss/1.0/"><rss:channel><rss:title>T</rss:title></rss:channel><rss:item><rss:title>Kai</rss:title><rss:link>{URL}</rss:link></rss:item></r:RDF>', title="Kai", url=URL)
case("atom 1.0", atom(f'<title>Kai</title><link href="{URL}"/><id>urn:1</id><published>2024-06-14T10:30:00Z</published><updated>2024-06-15T10:30:00Z</updated><author><name>Anna Weiß</name><uri>https://x.example</uri></author>'), title="Kai", url=URL, date="2024-06-14T10:30:00Z", modified="2024-06-15T10:30:00Z", author="Anna Weiß")
case("atom 0.3", '<?xml version="1.0"?><feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>T</title><entry><title>Kai</title><link rel="alternate" href="%s"/><issued>2024-06-14T10:30:00Z</issued><modified>2024-06-15T10:30:00Z</modified></entry></feed>' % URL, title="Kai", url=URL, date="2024-06-14T10:30:00Z")
case("atom with prefix", '<?xml version="1.0"?><atom:feed xmlns:atom="http://www.w3.org/2005/Atom"><atom:title>T</atom:title><atom:entry><atom:title>Kai</atom:title><atom:link href="%s"/></atom:entry></atom:feed>' % URL, title="Kai", url=URL)
case("atom base", atom('<title>Kai</title><link href="kai"/>', ' xml:base="https://tarvo.example/"'), url=URL)
case("atom nested base", atom('<title>Kai</title><link xml:base="/news/" href="kai"/>', ' xml:base="https://tarvo.example/"'), url="https://tarvo.example/news/kai")
case("atom links", atom(f'<title>K</title><link rel="self" href="https://x.example/self"/><link rel="enclosure" href="https://x.example/a.mp3"/><link rel="alternate" href="{URL}"/>'), url=URL)
case("atom html title", atom(f'<title type="html">Kai &amp;amp; Hafen &lt;b&gt;neu&lt;/b&gt;</title><link href="{URL}"/>'), title="Kai & Hafen neu")
case("atom text title", atom(f'<title type="text">1 &lt; 2 &amp; 3</title><link href="{URL}"/>'), title="1 < 2 & 3")
case("atom xhtml", atom(f'<title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">Kai <em>neu</em></div></title><link href="{URL}"/><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Der Rat sagt &amp; schweigt.</p></div></content>'), title="Kai neu", text="Der Rat sagt & schweigt.")
case("json feed", json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": [{"id": "1", "url": URL, "title": "Kai", "content_html": "<p>Der Rat schweigt.</p>", "date_published": "2024-06-14T10:30:00+02:00", "authors": [{"name": "Anna"}]}]}), title="Kai", url=URL, date="2024-06-14T10:30:00+02:00", author="Anna", text="Der Rat schweigt.")
case("json feed 1.0 text", json.dumps({"version": "https://jsonfeed.org/version/1", "title": "T", "items": [{"id": URL, "url": URL, "content_text": "Der Rat <schweigt>.", "author": {"name": "Anna"}}]}), text="Der Rat <schweigt>.", author="Anna")
for name, text, date in [("rfc822", "Fri, 14 Jun 2024 10:30:00 +0200", "2024-06-14T10:30:00+02:00"), ("gmt", "Fri, 14 Jun 2024 10:30:00 GMT", "2024-06-14T10:30:00Z"),
                         ("two digits", "Fri, 14 Jun 24 10:30:00 GMT", "2024-06-14T10:30:00Z"), ("no seconds", "Fri, 14 Jun 2024 10:30 EST", "2024-06-14T10:30:00-05:00"),
                         ("german names", "Fr, 14 Juni 2024 10:30:00 +0200", "2024-06-14T10:30:00+02:00"), ("MEZ", "Do, 14 Mrz 2024 10:30:00 MEZ", "2024-03-14T10:30:00+01:00"),
                         ("MESZ", "Fr, 14 Jun 2024 10:30:00 MESZ", "2024-06-14T10:30:00+02:00"), ("CEST", "Fri, 14 Jun 2024 10:30:00 CEST", "2024-06-14T10:30:00+02:00"),
                         ("Dez", "Sa, 14 Dez 2024 10:30:00 +0100", "2024-12-14T10:30:00+01:00"), ("iso in rss", "2024-06-14T10:30:00+02:00", "2024-06-14T10:30:00+02:00"),
                         ("sql", "2024-06-14 10:30:00", "2024-06-14T10:30:00"), ("german numbers", "14.06.2024 10:30", "2024-06-14T10:30"),
                         ("words", "June 14, 2024", "2024-06-14"), ("no weekday", "14 Jun 2024 10:30:00 +0200", "2024-06-14T10:30:00+02:00"),
                         ("colon zone", "Fri, 14 Jun 2024 10:30:00 +02:00", "2024-06-14T10:30:00+02:00"), ("spaces", " \n Fri,  14 Jun 2024 10:30:00  GMT \n", "2024-06-14T10:30:00Z"),
                         ("wrong weekday", "Mon, 14 Jun 2024 10:30:00 GMT", "2024-06-14T10:30:00Z"), ("short iso", "2024-06", "2024-06"), ("day only", "2024-06-14", "2024-06-14"),
                         ("fraction", "2024-06-14T10:30:00.123456Z", "2024-06-14T10:30:00Z"), ("lower case", "fri, 14 jun 2024 10:30:00 gmt", "2024-06-14T10:30:00Z"),
                         ("full month", "Friday, 14 June 2024 10:30:00 GMT", "2024-06-14T10:30:00Z"), ("PDT", "Fri, 14 Jun 2024 10:30:00 PDT", "2024-06-14T10:30:00-07:00"),
                         ("UT", "Fri, 14 Jun 2024 10:30:00 UT", "2024-06-14T10:30:00Z"), ("asctime", "Fri Jun 14 10:30:00 2024", "2024-06-14T10:30:00"), ("no date", "gestern", None)]:
    case("date " + name, rss(BASE + f"<pubDate>{text}</pubDate>"), date=date)
case("dc date", rss(BASE + "<dc:date>2024-06-14</dc:date>", attributes=NS), date="2024-06-14")
case("bare ampersand", rss("<title>Müller & Söhne</title><link>https://tarvo.example/?a=1&b=2</link>"), title="Müller & Söhne", url="https://tarvo.example/?a=1&b=2")
case("html entities", rss("<title>Gr&uuml;&szlig;e &ndash; heute&nbsp;neu &euro;</title><link>%s</link>" % URL), title="Grüße – heute neu €")
case("unknown entity", rss("<title>Kai &foo; neu</title><link>%s</link>" % URL), title="Kai &foo; neu")
case("numbers", rss("<title>&#220;ber &#xE4; &#150; hier</title><link>%s</link>" % URL), title="Über ä – hier")
case("double escaped", rss("<title>Kai &amp;amp; Hafen</title><link>%s</link>" % URL), title="Kai & Hafen")
case("undeclared prefix", rss(BASE + "<dc:creator>Anna Weiß</dc:creator><content:encoded><![CDATA[<p>Der Rat schweigt.</p>]]></content:encoded>"), author="Anna Weiß", text="Der Rat schweigt.")
case("text before declaration", "\n\n  Warning: mysql in line 3\n" + rss(BASE), title="Kai wird teurer", url=URL)
case("bom and newline", "\ufeff\n" + rss(BASE), title="Kai wird teurer")
case("truncated", rss(BASE + "<description>Der Rat schweigt")[:-30], title="Kai wird teurer", url=URL)
case("cut in tag", rss(BASE + "<pubDate>Fri, 14 Jun 2024 10:30:00 GMT</pubDate><descr")[:-32], title="Kai wird teurer", date="2024-06-14T10:30:00Z")
case("naked html", rss(BASE + "<description><p>Der Rat <b>schweigt</b> dazu.</p><br><p>Mehr nicht.</p></description>"), text="Der Rat schweigt dazu.\n\nMehr nicht.")
case("escaped html", rss(BASE + "<description>&lt;p&gt;Der Rat &amp;amp; die Werft.&lt;/p&gt;</description>"), text="Der Rat & die Werft.")
case("cdata", rss(BASE + "<description><![CDATA[<p>Der Rat & die Werft.</p>]]></description>"), text="Der Rat & die Werft.")
case("split cdata", rss(BASE + "<description><![CDATA[<p>Der Rat]]><![CDATA[ schweigt.</p>]]></description>"), text="Der Rat schweigt.")
case("content wins", rss(BASE + "<description>Kurz.</description><content:encoded><![CDATA[<p>Der Rat schweigt dazu seit Wochen.</p>]]></content:encoded>", attributes=NS), text="Der Rat schweigt dazu seit Wochen.")
case("content first", rss(BASE + "<content:encoded><![CDATA[<p>Der Rat schweigt dazu seit Wochen.</p>]]></content:encoded><description>Kurz.</description>", attributes=NS), text="Der Rat schweigt dazu seit Wochen.")
case("guid is link", rss(f"<title>K</title><guid>{URL}</guid>"), url=URL)
case("guid is no link", rss(f'<title>K</title><guid isPermaLink="false">{URL}</guid><link>https://tarvo.example/b</link>'), url="https://tarvo.example/b")
case("link in cdata", rss(f"<title><![CDATA[Kai & Co]]></title><link><![CDATA[ {URL} ]]></link>"), title="Kai & Co", url=URL)
case("link with newline", rss(f"<title>K</title><link>\n  {URL}\n</link>"), url=URL)
case("atom link in rss", rss(f'<title>K</title><atom:link href="{URL}" rel="alternate"/>', attributes=' xmlns:atom="http://www.w3.org/2005/Atom"'), url=URL)
case("self link in channel", rss(BASE, head='<atom:link rel="self" href="https://tarvo.example/feed"/>'), url=URL, title="Kai wird teurer")
case("image title", rss(BASE, head="<image><title>Logo</title><url>x.png</url><link>https://logo.example</link></image>"), title="Kai wird teurer", url=URL)
case("media title", rss('<media:content url="a.jpg"><media:title>Bild</media:title></media:content>' + BASE), title="Kai wird teurer")
case("author with mail", rss(BASE + "<author>anna@tarvo.example (Anna Weiß)</author>"), author="Anna Weiß")
case("two creators", rss(BASE + "<dc:creator>Anna Weiß</dc:creator><dc:creator>Jonas Vogt</dc:creator>", attributes=NS), author="Anna Weiß, Jonas Vogt")
case("upper case", "<RSS VERSION=\"2.0\"><CHANNEL><ITEM><TITLE>Kai</TITLE><LINK>%s</LINK></ITEM></CHANNEL></RSS>" % URL, title="Kai", url=URL)
case("missing end tag", rss(f"<title>Kai wird teurer<link>{URL}</link>"), title="Kai wird teurer", url=URL)
case("wrong order", f"<rss version='2.0'><channel><item><title><b>Kai</title></b><link>{URL}</link></item></channel></rss>", title="Kai", url=URL)
case("unquoted attribute", f"<rss version=2.0><channel><item><title>Kai</title><link>{URL}</link></item></channel></rss>", title="Kai", url=URL)
case("latin1 declared", '<?xml version="1.0" encoding="ISO-8859-1"?>' + rss("<title>Grüße</title><link>%s</link>" % URL, declaration=""), "latin-1", title="Grüße")
case("latin1 is cp1252", '<?xml version="1.0" encoding="ISO-8859-1"?>' + rss("<title>„Grüße“ – 5 €</title><link>%s</link>" % URL, declaration=""), "cp1252", title="„Grüße“ – 5 €")
case("latin9", '<?xml version="1.0" encoding="ISO-8859-15"?>' + rss("<title>5 € für Œuvre</title><link>%s</link>" % URL, declaration=""), "iso-8859-15", title="5 € für Œuvre")
case("utf8 declared latin1", '<?xml version="1.0" encoding="ISO-8859-1"?>' + rss("<title>Grüße – heute</title><link>%s</link>" % URL, declaration=""), title="Grüße – heute")
case("cp1252 declared utf8", rss("<title>„Grüße“</title><link>%s</link>" % URL), "cp1252", title="„Grüße“")
case("no declaration cp1252", rss("<title>Grüße</title><link>%s</link>" % URL, declaration=""), "cp1252", title="Grüße")
case("utf16 le", ("\ufeff" + rss("<title>Grüße</title><link>%s</link>" % URL, declaration='<?xml version="1.0" encoding="UTF-16"?>')).encode("utf-16-le"), title="Grüße")
case("utf16 be", ("\ufeff" + rss("<title>Grüße</title><link>%s</link>" % URL, declaration='<?xml version="1.0" encoding="UTF-16"?>')).encode("utf-16-be"), title="Grüße")
case("utf16 no bom", rss("<title>Grüße</title><link>%s</link>" % URL, declaration='<?xml version="1.0" encoding="UTF-16"?>').encode("utf-16-le"), title="Grüße")
case("utf8 declared utf16", '<?xml version="1.0" encoding="UTF-16"?>' + rss("<title>Grüße</title><link>%s</link>" % URL, declaration=""), title="Grüße")
case("koi8", '<?xml version="1.0" encoding="koi8-r"?>' + rss("<title>Привет</title><link>%s</link>" % URL, declaration=""), "koi8-r", title="Привет")
case("control characters", rss("<title>Kai\x0b\x01 neu</title><link>%s</link>" % URL), title="Kai neu")
case("entity bomb", '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><rss><channel><item><title>x &b; y</title><link>%s</link></item></channel></rss>' % URL, title="x &b; y")
case("external entity", '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY e SYSTEM "file:///etc/hostname">]><rss><channel><item><title>x &e; y</title><link>%s</link></item></channel></rss>' % URL, title="x &e; y")
case("comment inside", rss(f"<!-- <title>no</title> --><title>Kai</title><link>{URL}</link>"), title="Kai")
case("processing instruction", '<?xml version="1.0"?><?xml-stylesheet href="x.xsl"?>' + rss(BASE, declaration=""), title="Kai wird teurer")
case("language", rss(BASE + "<description>x</description>", head="<language>de-AT</language>"), language="de")
case("relative link", rss("<title>K</title><link>/kai</link>", attributes=' xml:base="https://tarvo.example/"'), url=URL)
case("empty title", rss(f"<title></title><link>{URL}</link><description>Der Rat schweigt.</description>"), url=URL, text="Der Rat schweigt.")
case("markup in title", rss(f"<title>Kai &lt;i&gt;neu&lt;/i&gt;</title><link>{URL}</link>"), title="Kai neu")
case("items outside channel", f"<rss version='2.0'><channel><title>T</title></channel><item>{BASE}</item></rss>", title="Kai wird teurer", url=URL)
case("html around", f"<html><body>{rss(BASE, declaration='')}</body></html>", title="Kai wird teurer")
case("whole html page", "<html><body><p>Kein Feed.</p></body></html>", title=None)


def found(rows):
    row = rows[0] if rows else {}
    value = lambda key: (row.get(key) or {}).get("value")
    return {"title": value("title"), "url": row.get("url"), "date": value("published"), "modified": value("modified"),
            "author": ", ".join(a["value"] for a in row.get("authors", [])), "text": row.get("text"), "language": value("language")}


def lagebild(binary, data):
    with tempfile.NamedTemporaryFile(suffix=".xml", delete=False) as file:
        file.write(data)
    try:
        run = subprocess.run([binary, "extract", "--from", "feed", "--format", "json", file.name], capture_output=True, text=True, timeout=60)
        if run.returncode not in (0, 1):
            return {"crash": run.returncode}
        return found([json.loads(line) for line in run.stdout.splitlines()])
    finally:
        os.unlink(file.name)


def feedparser(data):
    import re
    import time
    import feedparser
    entries = feedparser.parse(data).entries
    if not entries:
        return {}
    e = entries[0]
    clean = lambda text: re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", text)).strip() if text is not None else None
    utc = lambda t: time.strftime("%Y-%m-%dT%H:%M:%S", t) if t else None
    body = max([c.value for c in e.get("content", [])] + [e.get("summary") or ""], key=len)
    return {"title": clean(e.get("title")), "url": e.get("link"), "date": utc(e.get("published_parsed")), "modified": utc(e.get("updated_parsed")),
            "author": ", ".join(a.get("name", "") for a in e.get("authors", [])), "text": clean(body), "language": "de"}


def utc(text):
    """A date as UTC, to be compared with what feedparser gives."""
    import datetime
    if not text or len(text) < 16:
        return text
    moment = datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))
    if moment.tzinfo:
        moment = moment.astimezone(datetime.timezone.utc)
    return moment.strftime("%Y-%m-%dT%H:%M:%S")


def main():
    programs = [("lagebild", lambda data: lagebild(sys.argv[1], data), False)]
    if "--others" in sys.argv:
        programs.append(("feedparser", feedparser, True))
    for name, run, isUTC in programs:
        right = 0
        for title, data, wanted in CASES:
            try:
                row = run(data)
            except Exception as error:
                row = {"error": repr(error)}
            bad = {}
            for key, value in wanted.items():
                got = row.get(key)
                if isUTC and key in ("date", "modified"):
                    value, got = utc(value), got
                    if value and got and len(value) < 16:
                        got = got[:len(value)]
                if isUTC and key == "text":
                    value = " ".join(value.split())
                if (got or None) != value:
                    bad[key] = (got, value)
            right += not bad and "crash" not in row
            if bad or "crash" in row:
                print(f"  {name}: {title}: {bad or row}")
        print(f"{name}: {right} of {len(CASES)} cases right")


main()
