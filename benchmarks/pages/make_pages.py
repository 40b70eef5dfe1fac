#!/usr/bin/env python3
"""Makes news pages whose text, title, author and dates are known, to measure `lagebild extract`.

    make_pages.py FOLDER [--seed N] [--each N]

The designs are our own, after the habits of many content systems; the texts are put together from small
parts, so that nothing of anybody else's is in them. Writes FOLDER/NAME.html and FOLDER/gold.jsonl. The same
seed gives the same bytes.
"""
import argparse
import html
import json
import os
import random
import re

DE = {
    "lang": "de",
    "who": ["Die Hafenbehörde", "Der Stadtrat von Tarvo", "Die Ministerin", "Ein Sprecher der Werft", "Die Gewerkschaft",
            "Der Betreiber der Fähre", "Die Staatsanwaltschaft", "Das Landesamt", "Bürgermeisterin Ilse Kranz", "Der Verband"],
    "does": ["hat am {day} angekündigt", "will nach eigenen Angaben prüfen", "bestätigte gegenüber dieser Zeitung",
             "hat vor dem Ausschuss erklärt", "rechnet damit", "wies den Vorwurf zurück", "verlangt seit Monaten"],
    "what": ["dass die neue Kaimauer erst im nächsten Jahr fertig wird", "dass der Bau um {n} Millionen Euro teurer wird",
             "dass {n} Beschäftigte ihre Stelle behalten sollen", "dass die Linie nach Orsund wieder täglich fährt",
             "dass das Gutachten nicht veröffentlicht wird", "dass die Frist für Einwände am Monatsende abläuft"],
    "more": ["Eine Entscheidung wird nicht vor dem Herbst erwartet.", "Genauere Zahlen lagen zunächst nicht vor.",
             "Der Vertrag läuft noch {n} Jahre.", "In den Nachbarorten sieht man das anders, auch weil die Straße dort schon heute überlastet ist.",
             "„Wir haben lange genug gewartet“, sagte sie nach der Sitzung.", "Das Verfahren geht auf eine Anzeige aus dem Frühjahr zurück.",
             "Die Kosten trägt zu zwei Dritteln das Land, den Rest teilen sich die drei Gemeinden.", "Beobachter halten das für wenig wahrscheinlich."],
    "days": ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag"],
    "title": ["Kaimauer in Tarvo wird {n} Millionen Euro teurer", "Streit um die Fähre nach Orsund: Rat vertagt Entscheidung",
              "Werft behält {n} Stellen, doch die Zukunft bleibt offen", "Warum das Gutachten zum Hafen geheim bleibt",
              "Gemeinden fordern Geld für die Küstenstraße", "Nach dem Sturm: Hafen öffnet erst in {n} Tagen wieder"],
    "sub": ["Kritik aus den Gemeinden", "Was das Gutachten sagt", "So geht es weiter", "Zweifel an den Zahlen"],
    "names": ["Anna Weiß", "Jonas Petersen", "Mira Özdemir", "Karl-Heinz Vogt", "Lena Brandt"],
    "outlet": ["Tarvo Kurier", "Küstenbote", "Orsunder Nachrichten", "Nordwind Magazin"],
    "by": "Von", "related": "Mehr zum Thema", "read": "Lesen Sie auch", "comments": "Kommentare", "photo": "Foto",
    "cookie": "Wir verwenden Cookies, um Inhalte und Anzeigen zu personalisieren und die Zugriffe auf unsere Website zu analysieren. Mit Klick auf Zustimmen erlauben Sie uns und unseren 142 Partnern, Daten auf Ihrem Gerät zu speichern und auszulesen.",
    "newsletter": "Abonnieren Sie unseren Newsletter und erhalten Sie jeden Morgen die wichtigsten Nachrichten aus der Region kostenlos in Ihr Postfach.",
    "footer": "Alle Rechte vorbehalten. Impressum Datenschutz AGB Kontakt Mediadaten Abo kündigen",
    "nav": ["Startseite", "Politik", "Wirtschaft", "Kultur", "Sport", "Regionales", "Wetter", "Abo", "E-Paper"],
    "pay": "Jetzt weiterlesen mit unserem Digital-Abo: vier Wochen für einen Euro, jederzeit kündbar, Zugang zu allen Inhalten.",
    "months": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split(),
    "caption": "Blick auf den Hafen von Tarvo bei Niedrigwasser, im Hintergrund die alte Werft.",
    "comment": ["Endlich sagt es mal jemand, das war doch seit Jahren absehbar und keiner hat etwas unternommen!", "Ich wohne dort und kann nur sagen: Die Straße ist eine Zumutung, da hilft auch kein Gutachten.", "Typisch, bezahlen müssen am Ende wieder alle anderen, nur nicht die Verursacher dieser Misere."],
    "teaser": ["Der Ausschuss berät am Abend über drei Vorschläge, die seit dem Winter auf dem Tisch liegen.", "Warum die Preise für Strom im Norden noch einmal steigen und wer jetzt wechseln sollte.", "Ein Besuch auf der Insel, auf der seit vierzig Jahren niemand mehr wohnt."],
    "bio": "arbeitet seit 2015 in der Redaktion und schreibt über Häfen, Schiffe und alles, was am Wasser liegt.",
    "published": "Veröffentlicht am", "updated": "Aktualisiert am", "ad": "Anzeige", "share": ["Teilen", "Twittern", "WhatsApp", "E-Mail", "Drucken"],
}
EN = {
    "lang": "en",
    "who": ["The port authority", "The city council of Tarvo", "The minister", "A spokesman for the shipyard", "The union",
            "The operator of the ferry", "Prosecutors", "The regional office", "Mayor Ilse Kranz", "The association"],
    "does": ["announced on {day}", "intends to examine whether it is true", "confirmed to this newspaper", "told the committee",
             "expects", "rejected the claim", "has said for months"],
    "what": ["that the new quay wall will not be finished before next year", "that building will cost another {n} million euros",
             "that {n} workers are to keep their jobs", "that the line to Orsund will run every day again",
             "that the report will not be published", "that the time for objections ends this month"],
    "more": ["A decision is not expected before autumn.", "No exact figures were given at first.", "The contract runs for another {n} years.",
             "People in the neighbouring towns see it differently, not least because the road there is overloaded today.",
             "“We have waited long enough,” she said after the meeting.", "The case goes back to a complaint made in spring.",
             "The state carries two thirds of the cost, and the three towns share the rest.", "Observers think this is unlikely."],
    "days": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"],
    "title": ["Quay wall in Tarvo to cost {n} million more", "Row over Orsund ferry: council puts off decision",
              "Shipyard keeps {n} jobs, but its future is open", "Why the report on the harbour stays secret",
              "Towns demand money for the coastal road", "After the storm: harbour to open in {n} days"],
    "sub": ["Criticism from the towns", "What the report says", "What happens now", "Doubts about the figures"],
    "names": ["Anna White", "Jonas Peterson", "Mira Ozdemir", "Charles Vought", "Lena Brand"],
    "outlet": ["Tarvo Courier", "Coast Messenger", "Orsund News", "Northwind Magazine"],
    "by": "By", "related": "Related stories", "read": "Read more", "comments": "Comments", "photo": "Photo",
    "cookie": "We use cookies to personalise content and ads and to analyse our traffic. By clicking Accept you allow us and our 142 partners to store and access information on your device for the purposes described below.",
    "newsletter": "Sign up for our newsletter and get the most important stories of the region in your inbox every morning for free.",
    "footer": "All rights reserved. Imprint Privacy Terms Contact Advertise Cancel subscription",
    "nav": ["Home", "Politics", "Business", "Culture", "Sports", "Local", "Weather", "Subscribe", "E-paper"],
    "pay": "Subscribe to continue reading: four weeks for one euro, cancel at any time, access to all our journalism.",
    "months": "January February March April May June July August September October November December".split(),
    "caption": "A view of the harbour of Tarvo at low tide with the old shipyard in the background.",
    "comment": ["At last somebody says it, this has been coming for years and nobody did a thing about it!", "I live there and all I can say is that the road is a disgrace and no report will change it.", "Typical, in the end everybody else has to pay but never those who caused the mess."],
    "teaser": ["The committee debates three proposals tonight that have been on the table since winter.", "Why electricity prices in the north rise again and who should switch supplier now.", "A visit to the island on which nobody has lived for forty years."],
    "bio": "has worked for the paper since 2015 and writes about harbours, ships and all that lies on the water.",
    "published": "Published", "updated": "Updated", "ad": "Advertisement", "share": ["Share", "Tweet", "WhatsApp", "Email", "Print"],
}


def esc(text):
    return html.escape(text, quote=False)


class Story:
    def __init__(self, rng, pool):
        self.rng, self.pool = rng, pool
        self.title = self.fill(rng.choice(pool["title"]))
        self.author = rng.choice(pool["names"])
        self.outlet = rng.choice(pool["outlet"])
        self.date = (rng.randint(2009, 2025), rng.randint(1, 12), rng.randint(1, 28))
        self.time = (rng.randint(0, 23), rng.randint(0, 59))
        self.lead = self.para(2)
        self.blocks = []
        count = rng.choice([4, 6, 8, 10, 14, 20])
        for i in range(count):
            if i and rng.random() < 0.15:
                self.blocks.append(("h", rng.choice(pool["sub"])))
            kind = rng.random()
            if kind < 0.06 and i > 1:
                self.blocks.append(("ul", [self.para(1) for _ in range(3)]))
            elif kind < 0.12 and i > 1:
                self.blocks.append(("q", self.para(2)))
            else:
                self.blocks.append(("p", self.para(rng.choice([1, 2, 3, 4]))))
        if self.blocks[-1][0] == "h":
            self.blocks.pop()

    def fill(self, text):
        return text.format(n=self.rng.randint(2, 90), day=self.rng.choice(self.pool["days"]))

    def sentence(self):
        p, r = self.pool, self.rng
        if r.random() < 0.4:
            return self.fill(r.choice(p["more"]))
        return self.fill(f'{r.choice(p["who"])} {r.choice(p["does"])}, {r.choice(p["what"])}.')

    def para(self, n):
        return " ".join(self.sentence() for _ in range(n))

    def texts(self):
        out = []
        for kind, value in self.blocks:
            out += value if kind == "ul" else [value]
        return out

    @property
    def iso(self):
        return "%04d-%02d-%02d" % self.date

    @property
    def isotime(self):
        return self.iso + "T%02d:%02d:00+02:00" % self.time

    @property
    def words(self):
        y, m, d = self.date
        name = self.pool["months"][m - 1]
        return f"{d}. {name} {y}" if self.pool["lang"] == "de" else f"{name} {d}, {y}"

    @property
    def numbers(self):
        y, m, d = self.date
        return f"{d:02d}.{m:02d}.{y}" if self.pool["lang"] == "de" else f"{m:02d}/{d:02d}/{y}"


def link(story, text=None):
    return f'<a href="/{story.rng.randint(1000, 99999)}/x.html">{esc(text or story.fill(story.rng.choice(story.pool["title"])))}</a>'


def nav(s, cls="nav", tag="nav"):
    return f'<{tag} class="{cls}"><ul>' + "".join(f'<li><a href="/{i}">{esc(n)}</a></li>' for i, n in enumerate(s.pool["nav"])) + f"</ul></{tag}>"


def related(s, wrap="div", cls="related", n=4, teaser=True):
    items = "".join(
        f'<div class="item"><h3>{link(s)}</h3>' + (f'<p>{esc(s.rng.choice(s.pool["teaser"]))}</p>' if teaser else "") + "</div>"
        for _ in range(n))
    return f'<{wrap} class="{cls}"><h2>{esc(s.pool["related"])}</h2>{items}</{wrap}>'


def comments(s, cls="comments", n=5):
    items = "".join(
        f'<li class="comment"><div class="comment-author">Nutzer{i}</div><div class="comment-body"><p>{esc(s.rng.choice(s.pool["comment"]))} {esc(s.rng.choice(s.pool["comment"]))}</p></div></li>'
        for i in range(n))
    return f'<section id="{cls}"><h2>{n} {esc(s.pool["comments"])}</h2><ol class="commentlist">{items}</ol></section>'


def cookie(s, cls="cookie-banner"):
    return f'<div class="{cls}" role="dialog"><p>{esc(s.pool["cookie"])}</p><button>OK</button></div>'


def figure(s):
    return f'<figure><img src="a.jpg" alt="x"><figcaption>{esc(s.pool["caption"])} <span class="credit">{esc(s.pool["photo"])}: {esc(s.author)}</span></figcaption></figure>'


def share(s, cls="share-buttons"):
    return f'<div class="{cls}">' + "".join(f'<a href="#">{esc(t)}</a> ' for t in s.pool["share"]) + "</div>"


def footer(s, tag="footer"):
    return f'<{tag} class="footer"><p>© 2025 {esc(s.outlet)}. {esc(s.pool["footer"])}</p>{nav(s, "footer-nav", "div")}</{tag}>'


def body(s, p='<p>{}</p>', h='<h2>{}</h2>', inline=None, every=3, q='<blockquote><p>{}</p></blockquote>', ul='<ul>{}</ul>', li='<li>{}</li>'):
    out = []
    for i, (kind, value) in enumerate(s.blocks):
        if kind == "p":
            text = esc(value)
            if s.rng.random() < 0.2:
                parts = text.split(" ")
                if len(parts) > 8:
                    parts[3] = f'<a href="/x{i}">{parts[3]}</a>'
                    parts[6] = f'<em>{parts[6]}</em>'
                text = " ".join(parts)
            out.append(p.format(text))
        elif kind == "h":
            out.append(h.format(esc(value)))
        elif kind == "q":
            out.append(q.format(esc(value)))
        else:
            out.append(ul.format("".join(li.format(esc(v)) for v in value)))
        if inline and i % every == every - 1 and i < len(s.blocks) - 1:
            out.append(inline(s))
    return "\n".join(out)


def jsonld(s, with_body=False, kind="NewsArticle", graph=False):
    node = {"@context": "https://schema.org", "@type": kind, "headline": s.title, "datePublished": s.isotime,
            "author": [{"@type": "Person", "name": s.author}], "publisher": {"@type": "Organization", "name": s.outlet}}
    if with_body:
        node["articleBody"] = s.lead + "\n\n" + "\n\n".join(s.texts())
    if graph:
        node = {"@context": "https://schema.org", "@graph": [{"@type": "WebSite", "name": s.outlet}, node]}
    return f'<script type="application/ld+json">{json.dumps(node, ensure_ascii=False)}</script>'


def head(s, extra="", title=None, meta=""):
    return f'<!DOCTYPE html><html lang="{s.pool["lang"]}"><head><meta charset="utf-8"><title>{esc(title or s.title + " | " + s.outlet)}</title>{meta}{extra}<style>.a{{color:red}}</style><script>var a="<p>no</p>";</script></head>'


def og(s):
    return f'<meta property="og:title" content="{html.escape(s.title)}"><meta property="og:site_name" content="{esc(s.outlet)}"><meta property="article:published_time" content="{s.isotime}"><meta name="author" content="{esc(s.author)}"><link rel="canonical" href="https://news.example/{s.rng.randint(1, 9999)}/story">'


def gold(s, lead=True, date=True, author=True):
    return {"title": s.title, "text": ([s.lead] if lead else []) + s.texts(), "date": s.iso if date else None,
            "author": s.author if author else None, "language": s.pool["lang"]}


DESIGNS = {}


def design(f):
    DESIGNS[f.__name__] = f
    return f


def reading_inline(s):
    return f'<p><strong>{esc(s.pool["read"])}:</strong> {link(s)}</p>'


def ad_inline(s):
    return f'<div class="ad-slot"><span>{esc(s.pool["ad"])}</span></div>'


def newsletter_inline(s):
    return f'<div class="newsletter-box"><h3>Newsletter</h3><p>{esc(s.pool["newsletter"])}</p><form><input type="email"><button>OK</button></form></div>'


def teaser_paragraph(s):
    return f'<div class="teaser-absatz"><div class="teaser-absatz__teaserinfo"><span>{s.words}</span></div><a href="/x"><h3>{esc(s.fill(s.rng.choice(s.pool["title"])))}</h3><p>{esc(s.pool["teaser"][0])}</p></a></div>'


def teaser_and_video(s):
    return f'<aside class="teaser-reco"><h4>{link(s)}</h4></aside><div class="video-player"><p>{esc(s.pool["caption"])}</p></div>'


@design
def semantic(s):
    return head(s, jsonld(s), meta=og(s)) + f'<body>{cookie(s)}<header>{nav(s)}</header><main><article><header><h1>{esc(s.title)}</h1><p class="lead">{esc(s.lead)}</p><div class="byline">{s.pool["by"]} <a rel="author" href="/a">{s.author}</a></div><time datetime="{s.isotime}">{s.words}</time></header>{figure(s)}<div class="article-body">{body(s, inline=reading_inline)}</div>{share(s)}</article>{related(s, "aside")}</main>{footer(s)}</body></html>', gold(s)


@design
def wordpress(s):
    return head(s, jsonld(s, graph=True, kind="BlogPosting")) + f'<body class="post-template-default single single-post has-sidebar"><div id="page"><header id="masthead">{nav(s, "main-navigation")}</header><div id="content" class="site-content"><div id="primary" class="content-area"><main id="main"><article id="post-1" class="post-1 post type-post hentry category-news tag-harbour"><header class="entry-header"><h1 class="entry-title">{esc(s.title)}</h1><div class="entry-meta"><span class="posted-on"><a href="/x"><time class="entry-date published" datetime="{s.isotime}">{s.words}</time></a></span> <span class="byline">{s.pool["by"]} <span class="author vcard"><a class="url fn n" href="/author">{s.author}</a></span></span></div></header><div class="entry-content"><p>{esc(s.lead)}</p>{body(s)}<div class="sharedaddy sd-sharing-enabled"><h3>Share this:</h3>{share(s)}</div><div id="jp-relatedposts" class="jp-relatedposts">{related(s)}</div></div><footer class="entry-footer"><span class="tags-links"><a href="/t">Hafen</a>, <a href="/u">Rat</a></span></footer></article><nav class="post-navigation"><div class="nav-previous">{link(s)}</div></nav><div id="comments" class="comments-area">{comments(s, "c")}<div id="respond"><h3>Leave a reply</h3><form><p>Your email address will not be published. Required fields are marked.</p></form></div></div></main></div><aside id="secondary" class="widget-area">{related(s, cls="widget")}</aside></div>{footer(s)}</div></body></html>', gold(s)


@design
def divs_only(s):
    return head(s) + f'<body><div id="wrap"><div id="top">{nav(s, "mainnav", "div")}</div><div id="mid"><div id="left"><div class="headline">{esc(s.title)}</div><div class="datum">{s.words}</div><div class="vorspann">{esc(s.lead)}</div><div class="artikel"><div class="text">{body(s, "<div>{}</div>", "<div><b>{}</b></div>", q="<div>{}</div>", ul="<div>{}</div>", li="<div>{}</div>")}</div></div></div><div id="right">{related(s, cls="box")}</div></div><div id="bottom">{s.pool["footer"]}</div></div></body></html>', gold(s, author=False)


@design
def br_breaks(s):
    text = "<br><br>\n".join(esc(t) for t in [s.lead] + s.texts())
    return f'<html><head><title>{esc(s.title)}</title></head><body bgcolor=white><table width=760><tr><td colspan=2>{nav(s, "n", "div")}</td></tr><tr><td width=160 valign=top>{"<br>".join(link(s) for _ in range(8))}</td><td valign=top><font size=5><b>{esc(s.title)}</b></font><br><font size=1>{s.numbers}</font><br><br><font face=Arial>{text}</font></td></tr><tr><td colspan=2><font size=1>{s.pool["footer"]}</font></td></tr></table></body></html>', gold(s, author=False)


@design
def paragraphs_wrapped(s):
    return head(s, meta=og(s)) + f'<body><div class="app"><div class="c-header">{nav(s)}</div><div class="layout"><div class="layout__main"><h1 class="c-title">{esc(s.title)}</h1><div class="c-byline">{s.pool["by"]} {s.author}</div>{body(s, "<div class=block><div class=inner><p>{}</p></div></div>", "<div class=block><h3>{}</h3></div>", inline=ad_inline)}</div><div class="layout__side">{related(s, cls="c-teasers")}{related(s, cls="c-most-read")}</div></div>{footer(s, "div")}</div></body></html>', gold(s, lead=False)


@design
def comments_heavy(s):
    return head(s) + f'<body>{nav(s)}<div id="main"><h1>{esc(s.title)}</h1><p class="meta">{s.pool["by"]} {s.author}, {s.words}</p><div class="content">{body(s)}</div>{comments(s, n=25)}</div>{footer(s)}</body></html>', gold(s, lead=False)


@design
def teasers_heavy(s):
    return head(s, meta=og(s)) + f'<body>{nav(s)}<div class="page-wrapper"><article class="article"><h1>{esc(s.title)}</h1><div class="article__content">{body(s)}</div></article>' + "".join(f'<article class="teaser"><h3>{link(s)}</h3><p>{esc(s.pool["teaser"][i % 3])} {esc(s.pool["teaser"][(i + 1) % 3])}</p></article>' for i in range(14)) + f'</div>{footer(s)}</body></html>', gold(s, lead=False)


@design
def paywall(s):
    s.blocks = [b for b in s.blocks if b[0] == "p"][:2]
    return head(s, jsonld(s)) + f'<body>{nav(s)}<main class="content"><h1>{esc(s.title)}</h1><p class="intro">{esc(s.lead)}</p>{figure(s)}<div class="article-text">{body(s)}</div><div class="paywall"><h2>{esc(s.pool["pay"])}</h2><p>{esc(s.pool["pay"])}</p><a href="/abo">Abo</a></div>{related(s, n=6)}</main>{footer(s)}</body></html>', gold(s)


@design
def jsonld_body(s):
    return head(s, jsonld(s, True)) + f'<body><div class="x1"><div class="x2">{nav(s, "x9", "div")}<div class="x3"><h1>{esc(s.title)}</h1><div class="x4"><p>{esc(s.lead)}</p></div>{body(s, "<div class=x5><p>{}</p></div>", inline=lambda s: "<div class=x6>" + related(s, cls="x7", n=2) + "</div>")}</div><div class="x8">{related(s, cls="x7", n=8)}</div></div></div></body></html>', gold(s)


@design
def amp(s):
    return f'<!doctype html><html amp lang="{s.pool["lang"]}"><head><meta charset="utf-8"><script async src="https://cdn.example/v0.js"></script><title>{esc(s.title)}</title>{jsonld(s)}</head><body><amp-consent id="consent" layout="nodisplay"><div id="ui">{esc(s.pool["cookie"])}</div></amp-consent><amp-sidebar id="sb">{nav(s)}</amp-sidebar><article><h1>{esc(s.title)}</h1><p class="dek">{esc(s.lead)}</p><amp-img src="a.jpg"></amp-img><div class="caption">{esc(s.pool["caption"])}</div>{body(s, inline=lambda s: "<amp-ad></amp-ad>")}</article><div class="amp-related">{related(s)}</div>{footer(s)}</body></html>', gold(s)


@design
def elementor(s):
    return head(s, jsonld(s, graph=True)) + f'<body class="elementor-default"><div class="elementor elementor-12"><section class="elementor-section"><div class="elementor-container"><div class="elementor-column"><div class="elementor-widget-wrap"><div class="elementor-element elementor-widget elementor-widget-theme-post-title"><h1>{esc(s.title)}</h1></div><div class="elementor-element elementor-widget elementor-widget-theme-post-content"><div class="elementor-widget-container"><p>{esc(s.lead)}</p>{body(s)}</div></div><div class="elementor-element elementor-widget elementor-widget-share-buttons">{share(s)}</div><div class="elementor-element elementor-widget elementor-widget-posts">{related(s)}</div></div></div></div></section></div>{footer(s)}</body></html>', gold(s)


@design
def typo3(s):
    return head(s) + f'<body><div id="header">{nav(s, "menu", "div")}</div><div id="subnav">{nav(s, "subnav", "div")}</div><div id="contentMain"><div class="news news-single"><div class="article" itemscope itemtype="http://schema.org/Article"><div class="header"><h1 itemprop="headline">{esc(s.title)}</h1></div><p class="news-list-date"><time itemprop="datePublished" datetime="{s.iso}">{s.numbers}</time></p><div class="teaser-text" itemprop="description"><p>{esc(s.lead)}</p></div><div class="news-img-wrap"><p class="news-img-caption">{esc(s.pool["caption"])}</p></div><div class="news-text-wrap" itemprop="articleBody">{body(s, p="<p class=bodytext>{}</p>")}</div><div class="news-backlink-wrap"><a href="/">Zurück</a></div></div></div></div>{footer(s, "div")}</body></html>', gold(s, author=False)


@design
def drupal(s):
    return head(s, meta=og(s)) + f'<body class="node-type-article"><div class="region region-header">{nav(s)}</div><div class="region region-content"><div class="node node-article view-mode-full"><h1 class="page-title">{esc(s.title)}</h1><div class="submitted">{s.pool["by"]} {s.author} – {s.words}</div><div class="field field-name-field-lead"><div class="field-items"><div class="field-item even">{esc(s.lead)}</div></div></div><div class="field field-name-body"><div class="field-items"><div class="field-item even" property="content:encoded">{body(s)}</div></div></div><div class="field field-name-field-tags"><ul class="links"><li><a href="/t">Hafen</a></li><li><a href="/t2">Rat</a></li></ul></div></div>{comments(s)}</div><div class="region region-sidebar-second">{related(s, cls="block block-views")}</div>{footer(s)}</body></html>', gold(s)


@design
def agency_release(s):
    city = "BERLIN" if s.pool["lang"] == "de" else "TARVO"
    s.blocks[0] = ("p", f"{city}, {s.words} – " + (s.blocks[0][1] if isinstance(s.blocks[0][1], str) else s.para(2)))
    return head(s) + f'<body>{nav(s)}<div class="container"><div class="row"><div class="col-md-8"><h1>{esc(s.title)}</h1><div class="release">{body(s)}<p class="contact"><b>{"Pressekontakt" if s.pool["lang"] == "de" else "Media contact"}</b><br>{s.author}<br>+49 30 123456<br>presse@tarvo.example</p></div></div><div class="col-md-4">{related(s, cls="panel", teaser=False)}</div></div></div>{footer(s)}</body></html>', gold(s, lead=False, author=False)


@design
def live_ticker(s):
    posts = "".join(f'<div class="liveblog-post"><time datetime="{s.iso}T{10 + i % 10:02d}:15">{10 + i % 10}:15</time><h3>{esc(s.fill(s.rng.choice(s.pool["title"])))}</h3><p>{esc(v if isinstance(v, str) else v[0])}</p></div>' for i, (k, v) in enumerate(s.blocks))
    g = gold(s)
    g["warning"] = "live-ticker"
    g["text"] = [s.lead] + [v if isinstance(v, str) else v[0] for k, v in s.blocks]
    return head(s, meta=og(s)) + f'<body>{nav(s)}<main><h1>Liveticker: {esc(s.title)}</h1><p class="lead">{esc(s.lead)}</p><div class="liveblog">{posts}</div></main>{related(s, "aside")}{footer(s)}</body></html>', g


@design
def data_table(s):
    rows = [("2022", "14", "200"), ("2023", "17", "260"), ("2024", "21", "310"), ("2025", "23", "340")]
    table = "<table class=data><tr><th>Jahr</th><th>Schiffe</th><th>Tonnen</th></tr>" + "".join("<tr>" + "".join(f"<td>{c}</td>" for c in r) + "</tr>" for r in rows) + "</table>"
    g = gold(s)
    cut = len(s.blocks) // 2
    first, second = s.blocks[:cut], s.blocks[cut:]
    s.blocks = first
    a = body(s)
    s.blocks = second
    b = body(s)
    s.blocks = first + second
    g["text"].append("Jahr Schiffe Tonnen " + " ".join(" ".join(r) for r in rows))
    return head(s, meta=og(s)) + f'<body>{nav(s)}<article><h1>{esc(s.title)}</h1><p class="standfirst">{esc(s.lead)}</p><div class="story-body">{a}{table}{b}</div></article>{footer(s)}</body></html>', g


@design
def gallery(s):
    shots = "".join(f'<li class="gallery-item"><img src="{i}.jpg"><div class="gallery-caption">{esc(s.pool["caption"])}</div></li>' for i in range(6))
    return head(s, jsonld(s)) + f'<body>{nav(s)}<div id="article"><h1>{esc(s.title)}</h1><div class="gallery"><ul>{shots}</ul></div><div class="body">{body(s, inline=lambda s: figure(s))}</div></div>{footer(s)}</body></html>', gold(s, lead=False)


@design
def broken_markup(s):
    text = body(s, "<p>{}", "</div><h3>{}</b>", q="<blockquote>{}", ul="<ul>{}", li="<li>{}")
    return f'<html><title>{esc(s.title)}</title><body><div class=head>{nav(s, "nav", "div")}<div id=content><h1>{esc(s.title)}<p class="date">{s.words}<p>{esc(s.lead)}</span></p>{text}</td></tr><div class=footer>{esc(s.pool["footer"])}</body>', gold(s, author=False)


@design
def asp_form(s):
    return head(s, title=s.title) + f'<body><form method="post" action="./x.aspx" id="aspnetForm"><div class="aspNetHidden"><input type="hidden" name="__VIEWSTATE" value="dDwtMTA4"></div><div id="ctl00_header">{nav(s, "menu", "div")}</div><div id="ctl00_ContentPlaceHolder1_pnlMain"><h2 class="pagetitle">{esc(s.title)}</h2><span id="ctl00_lblDate">{s.numbers}</span><div id="ctl00_ContentPlaceHolder1_lblText">{body(s)}</div></div><div id="ctl00_right">{related(s, cls="box")}</div></form></body></html>', gold(s, lead=False, author=False)


@design
def custom_elements(s):
    return head(s, jsonld(s)) + f'<body><site-header>{nav(s)}</site-header><story-page><story-headline><h1>{esc(s.title)}</h1></story-headline><story-text>{body(s, inline=lambda s: "<ad-slot>" + esc(s.pool["ad"]) + "</ad-slot>")}</story-text><story-teasers>{related(s, cls="teasers")}</story-teasers></story-page>{footer(s)}</body></html>', gold(s, lead=False)


@design
def sections(s):
    cut = max(len(s.blocks) // 3, 1)
    parts = [s.blocks[i:i + cut] for i in range(0, len(s.blocks), cut)]
    out, whole = "", s.blocks
    for part in parts:
        s.blocks = part
        out += f'<div class="paragraphs">{body(s)}</div>{ad_inline(s)}'
    s.blocks = whole
    return head(s, meta=og(s)) + f'<body>{nav(s)}<div class="detail"><h1>{esc(s.title)}</h1><p class="subtitle">{esc(s.lead)}</p>{out}<div class="author-box"><b>{s.author}</b> {esc(s.pool["bio"])}</div></div>{related(s)}{footer(s)}</body></html>', gold(s)


@design
def newsletter_inside(s):
    return head(s, jsonld(s)) + f'<body>{cookie(s, "cmp-overlay")}{nav(s)}<main id="content"><article class="story"><h1>{esc(s.title)}</h1><p class="summary">{esc(s.lead)}</p><span class="updated">{s.pool["updated"]} {s.words}</span>{body(s, inline=newsletter_inline)}</article></main>{footer(s)}</body></html>', gold(s)


@design
def hidden_copy(s):
    return head(s, meta=og(s)) + f'<body>{nav(s)}<div class="mobile-only" style="display:none"><p>{esc(s.lead)}</p>{body(s)}</div><div class="desktop"><h1>{esc(s.title)}</h1><p class="lede">{esc(s.lead)}</p>{body(s)}</div>{footer(s)}</body></html>', gold(s)


@design
def medium_like(s):
    return head(s, meta=og(s)) + f'<body><div id="root"><div class="a b c"><div class="d e">{nav(s, "f", "div")}</div><article><div class="g h"><section><div><div class="i j"><h1 id="90ab" class="k l">{esc(s.title)}</h1><div class="m"><a href="/@x">{s.author}</a> · {s.words} · 4 min read</div>' + body(s, '<p id="1a" class="pw-post-body n o">{}</p>', '<h2 class="p q">{}</h2>') + f'</div></div></section></div></article><div class="r s">{related(s, cls="t u", n=6)}</div></div></div></body></html>', gold(s, lead=False)


@design
def substack_like(s):
    return head(s, jsonld(s)) + f'<body><div class="main-menu">{nav(s)}</div><div class="single-post-container"><div class="single-post"><article class="typography newsletter-post post"><div class="post-header"><h1 class="post-title">{esc(s.title)}</h1><h3 class="subtitle">{esc(s.lead)}</h3></div><div class="available-content"><div class="body markup">{body(s, inline=lambda s: "<div class=subscription-widget-wrap><p>" + esc(s.pool["newsletter"]) + "</p></div>")}</div></div></article></div></div>{comments(s)}{footer(s)}</body></html>', gold(s)


@design
def list_article(s):
    g = gold(s)
    items = "".join(f"<li><p>{esc(t)}</p></li>" for t in s.texts())
    return head(s, meta=og(s)) + f'<body>{nav(s)}<article><h1>{esc(s.title)}</h1><p class="excerpt">{esc(s.lead)}</p><div class="content-body"><ol>{items}</ol></div></article>{related(s, "aside")}{footer(s)}</body></html>', g


@design
def magazine_grid(s):
    rail = "".join(f'<section class="rail"><h2>{n}</h2>{related(s, cls="grid", n=3)}</section>' for n in s.pool["nav"][1:5])
    return head(s, jsonld(s)) + f'<body>{nav(s)}<div class="page"><div class="hero"><h1>{esc(s.title)}</h1><p class="deck">{esc(s.lead)}</p></div><div class="body-copy">{body(s, inline=reading_inline, every=2)}</div>{rail}</div>{footer(s)}</body></html>', gold(s)


@design
def short_news(s):
    s.blocks = [("p", s.para(2))]
    return head(s, meta=og(s)) + f'<body>{cookie(s)}{nav(s)}<div class="content"><div class="news"><h1>{esc(s.title)}</h1><div class="date">{s.words}</div><p>{esc(s.blocks[0][1])}</p></div>{related(s, n=8)}</div>{footer(s)}</body></html>', gold(s, lead=False)


@design
def spans(s):
    return head(s, meta=og(s)) + f'<body><div class="header">{nav(s)}</div><div class="story"><h1>{esc(s.title)}</h1>{body(s, "<span class=para style=display:block>{}</span><br/><br/>", "<strong>{}</strong><br/><br/>", q="<i>{}</i><br/><br/>", ul="{}", li="{}<br/><br/>")}</div>{footer(s, "div")}</body></html>', gold(s, lead=False)


@design
def public_radio(s):
    text = body(s, '<p class="textabsatz columns twelve">{}</p>', '<h2 class="meldung__subhead">{}</h2>', inline=teaser_paragraph)
    return head(s, jsonld(s, graph=True)) + f'<body><div class="skiplinks"><a href="#c">Zum Inhalt</a></div><div class="globalnav">{nav(s, "gn", "div")}</div><div class="wrapper" id="content"><article class="container content-wrapper__group"><div class="seitenkopf"><div class="seitenkopf__headline"><span class="seitenkopf__topline">Hafen</span> <h1><span class="seitenkopf__headline--text">{esc(s.title)}</span></h1></div></div><p class="metatextline">{"Stand" if s.pool["lang"] == "de" else "As of"}: {s.numbers} {s.time[0]:02d}:{s.time[1]:02d} {"Uhr" if s.pool["lang"] == "de" else ""}</p><p class="textabsatz columns twelve"><strong>{esc(s.lead)}</strong></p>{text}<p class="autorenzeile">{s.pool["by"]} {s.author}, {s.outlet}</p></article></div>{footer(s)}</body></html>', gold(s)


@design
def tabloid(s):
    return head(s, meta=og(s)) + f'<body>{nav(s)}<main><article><h2 class="overline">Hafen</h2><h1>{esc(s.title)}</h1>{figure(s)}<div class="article-body"><div class="dateline">{s.words}</div>{body(s, "<p>{}</p>", "<h3>{}</h3>", inline=teaser_and_video)}<p>{s.pool["share"][0]}: {share(s)}</p></div></article></main>{related(s, n=12)}{footer(s)}</body></html>', gold(s, lead=False)


@design
def wiki(s):
    text = body(s, '<p>{}<sup class="reference"><a href="#c1">[1]</a></sup></p>', '<h2><span class="mw-headline">{}</span><span class="mw-editsection">[<a href="/e">edit</a>]</span></h2>')
    return head(s, title=s.title) + f'<body class="mediawiki"><div id="content" class="mw-body"><h1 id="firstHeading">{esc(s.title)}</h1><div id="bodyContent"><div id="mw-content-text"><div class="mw-parser-output"><p><strong class="published">{s.words}</strong></p><p>{esc(s.lead)}</p>{text}</div></div><div id="catlinks"><a href="/c">Hafen</a></div></div></div><div id="mw-navigation">{nav(s, "vector-menu", "div")}</div>{footer(s)}</body></html>', gold(s, author=False)


@design
def blogger(s):
    text = "".join(f'<div style="text-align: justify;">{esc(t)}</div><div><br /></div>' for t in [s.lead] + s.texts())
    return head(s) + f'<body><div class="content"><div class="main section" id="main"><div class="widget Blog"><div class="blog-posts hfeed"><h2 class="date-header"><span>{s.words}</span></h2><div class="post hentry"><h3 class="post-title entry-title">{esc(s.title)}</h3><div class="post-body entry-content">{text}</div><div class="post-footer"><span class="post-author vcard">Posted by <span class="fn">{s.author}</span></span></div></div><div class="comments" id="comments">{comments(s, "x", 8)}</div></div></div></div><div class="sidebar section">{related(s, cls="widget BlogArchive", n=8, teaser=False)}</div></div></body></html>', gold(s)


@design
def interview(s):
    s.blocks = []
    text = ""
    for _ in range(6):
        q, a = s.sentence(), s.para(3)
        s.blocks += [("p", q), ("p", a)]
        text += f"<p><strong>{esc(q)}</strong></p><p>{esc(a)}</p>"
    return head(s, jsonld(s)) + f'<body>{nav(s)}<article itemscope><h1>{esc(s.title)}</h1><p class="article__lead">{esc(s.lead)}</p><div itemprop="articleBody">{text}</div></article>{related(s)}{footer(s)}</body></html>', gold(s)


@design
def infobox(s):
    box = f'<div class="infobox"><h3>Info</h3><p>{esc(s.pool["bio"])}</p></div>'
    return head(s, meta=og(s)) + f'<body>{nav(s)}<main><div class="article-header"><h1>{esc(s.title)}</h1></div><section class="article-content">{body(s, inline=lambda s: "<div class=pullquote>" + esc(s.blocks[0][1] if isinstance(s.blocks[0][1], str) else "") + "</div>", every=4)}</section></main>{share(s)}{footer(s)}</body></html>', gold(s, lead=False)


@design
def two_columns_js(s):
    return head(s, jsonld(s, kind="ReportageNewsArticle")) + f'<body data-page="article"><noscript><p>Please enable JavaScript to see this page as it was made.</p></noscript>{nav(s)}<div class="StoryPage__wrapper"><div class="ArticleHeader__title"><h1>{esc(s.title)}</h1></div><div class="ArticleBody__container"><div class="ArticleBody-articleBody"><div class="group">{body(s)}</div></div></div><div class="RelatedContent-container">{related(s)}</div><div class="TrendingNow-container">{related(s, n=6)}</div></div>{footer(s)}</body></html>', gold(s, lead=False)


@design
def next_page(s):
    g = gold(s)
    g["warning"] = "multiple-pages"
    label = "Auf einer Seite lesen" if s.pool["lang"] == "de" else "Single page"
    return head(s, meta=og(s)) + f'<body>{nav(s)}<article class="article"><h1>{esc(s.title)}</h1><p class="summary">{esc(s.lead)}</p><div class="article-page">{body(s)}</div><div class="article-pagination"><ul><li><a href="?p=1">1</a></li><li><a href="?p=2">2</a></li></ul><a href="?full">{label}</a></div></article>{footer(s)}</body></html>', g


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--each", type=int, default=3)
    parser.add_argument("--without-names", action="store_true", help="take all classes and identifiers off")
    options = parser.parse_args()
    os.makedirs(options.folder, exist_ok=True)
    with open(os.path.join(options.folder, "gold.jsonl"), "w", encoding="utf-8") as rows:
        for name, make in DESIGNS.items():
            for pool in (DE, EN):
                for number in range(options.each):
                    rng = random.Random(f"{options.seed}/{name}/{pool['lang']}/{number}")
                    page, row = make(Story(rng, pool))
                    if options.without_names:
                        page = re.sub(r""" (?:class|id|itemprop|itemscope|data-[a-z]+)=("[^"]*"|'[^']*'|[^\s>]+)""", "", page)
                    row["file"] = f"{name}-{pool['lang']}-{number}.html"
                    with open(os.path.join(options.folder, row["file"]), "w", encoding="utf-8") as file:
                        file.write(page)
                    rows.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
