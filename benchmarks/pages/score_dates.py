#!/usr/bin/env python3
"""Scores the day of publication that programs find on pages that write it in many ways.

    score_dates.py lagebild PATH      runs `PATH extract`
    score_dates.py htmldate

Each page has one habit of content systems, old and new, to tell the day or to name others that are not its own.
The pages are made here, of our own words; that nothing broke is what they show, not how good it is.
"""
import json
import os
import subprocess
import sys
import tempfile

DAY = "2014-05-12"
FIRST = ("Die Stadt hat gestern beschlossen, das alte Lager am Hafen im Herbst zu verkaufen, wie eine Sprecherin der Verwaltung am "
         "Rande der Sitzung sagte.")
SECOND = ("Der Rat will mit dem Geld die Schule sanieren, für die seit 1998 kein Umbau mehr vorgesehen war. Am 12. März 2009 hatte "
          "der Rat das noch abgelehnt.")
TEXT = f"<p>{FIRST}</p><p>{SECOND}</p><p>{FIRST.replace('Stadt', 'Gemeinde')}</p>"
SHORT = "<p>Das Lager wird verkauft.</p>"
NAVIGATION = "<div id=menu>" + "".join(f"<li><a href=/{i}>Punkt {i}</a></li>" for i in range(60)) + "</div>"


def page(before="", behind="", after="", head="", lang="de", h="<h1>Lager am Hafen</h1>", text=TEXT,
         foot="<div id=footer>© 2020 Tarvo Kurier | Impressum</div>"):
    """`before` and `behind` the headline, `after` the text."""
    return (f'<html lang="{lang}"><head><meta charset=utf-8><title>Lager am Hafen - Tarvo</title>{head}</head><body>'
            f"<div id=nav><ul><li><a href=/>Start</a></li><li><a href=/a>Archiv</a></li></ul></div>{before}"
            f"<div id=content>{h}{behind}<div class=text>{text}</div>{after}</div>{foot}</body></html>")


HABITS = {
    'joomla': page(behind='<dl class="article-info"><dt class="article-info-term">Details</dt><dd class="category-name">Kategorie: <a href=/x>News</a></dd><dd class="published">Veröffentlicht am Montag, 12. Mai 2014 10:33</dd><dd class="createdby">Geschrieben von Anna Weiß</dd><dd class="hits">Zugriffe: 2013</dd></dl>'),
    'joomla15': page(behind='<table class="contentpaneopen"><tr><td class="createdate" valign=top>Montag, den 12. Mai 2014 um 10:33 Uhr</td></tr></table>', after='<div class="modifydate">Zuletzt aktualisiert am Dienstag, den 20. Mai 2014 um 08:12 Uhr</div>'),
    'drupal': page(behind='<div class="meta submitted">Verfasst von Admin am Mo, 12/05/2014 - 10:33.</div>'),
    'drupalen': page(behind='<span class="submitted">Submitted by admin on Mon, 05/12/2014 - 10:33</span>', lang='en'),
    'typo3': page(behind='<div class="news-single-timedata">12.05.14</div>'),
    'typo3b': page(behind='<p>Montag, 12.05.2014 <br>Von: Anna Weiß</p>'),
    'blogger': page(before='<h2 class="date-header"><span>Montag, 12. Mai 2014</span></h2>', h='<h3 class="post-title entry-title">Lager am Hafen</h3>', after='<div class="post-footer">Eingestellt von <span class=fn>Anna</span> um <a class="timestamp-link" href="/2014/05/lager.html" title="permanent link"><abbr class="published" title="2014-05-12T10:33:00+02:00">10:33</abbr></a></div><div id="comments"><h4>2 Kommentare:</h4><dl><dt>Max</dt><dd>Toll!</dd><dd class="comment-footer"><span class="comment-timestamp"><a href="#c1">13. Mai 2014 um 12:01</a></span></dd></dl></div>'),
    'typepad': page(after='<p class="post-footer">12. Mai 2014 in <a href=/k>Kategorie</a> | <a href=/p>Permalink</a> | <a href=/c>Kommentare (2)</a></p>'),
    'wpold': page(behind='<small>Montag, 12. Mai 2014 <!-- by anna --></small>', after='<p class="postmetadata alt"><small>Dieser Eintrag wurde erstellt am Montag, 12. Mai 2014 um 10:33 und abgelegt unter <a href=/x>Hafen</a>. Kommentare zu diesem Eintrag im <a href=/f>RSS 2.0</a> Feed. Sie können einen Kommentar schreiben.</small></p><h3>2 Kommentare</h3><ol class="commentlist"><li><cite>Max</cite><br><small class="commentmetadata">14. Mai 2014 um 09:00</small><p>Gut so.</p></li></ol>'),
    'wpoldonly': page(after='<p class="postmetadata alt"><small>This entry was posted on Monday, May 12th, 2014 at 10:33 am and is filed under <a href=/x>Harbour</a>. You can follow any responses to this entry through the <a href=/f>RSS 2.0</a> feed.</small></p><ol class="commentlist"><li><small class="commentmetadata">May 14th, 2014 at 9:00 am</small><p>Good.</p></li></ol>', lang='en'),
    'wpby': page(behind='<div class="entry-meta">Posted on <a href="/2014/05/12/x" title="10:33 am" rel="bookmark"><span class="entry-date">May 12, 2014</span></a> by <a href=/a>anna</a></div>', lang='en'),
    's9y': page(behind='<div class="serendipity_entryFooter">Geschrieben von <a href=/a>Anna</a> in <a href=/k>Hafen</a> um <a href=/p>10:33</a></div>', before='<h3 class="serendipity_date">Montag, 12. Mai 2014</h3>'),
    'news1': page(behind='<p class="info">Tarvo, 12.05.2014 | 10:33 Uhr | von Anna Weiß</p>'),
    'stand': page(after='<p>Stand: 12.05.2014</p>'),
    'stand2': page(foot='<div id=footer>Letzte Änderung: 12.05.2014 | © 2020 Tarvo Kurier | Impressum</div>'),
    'uni': page(foot='<div id=footer><span>Zuletzt aktualisiert am 12. Mai 2014</span> <a href=/i>Impressum</a></div>'),
    'press': page(behind='<p>Pressemitteilung Nr. 123/2014 vom 12.05.2014</p>'),
    'press2': page(before='<div>Pressemitteilung 12. Mai 2014</div>'),
    'agency': page(text=f'<p><b>Tarvo, 12. Mai 2014</b> – {FIRST}</p><p>{SECOND}</p>'),
    'agency2': page(text=f'<p>TARVO, 12.05.2014 (tk). {FIRST}</p><p>{SECOND}</p>'),
    'copyright': page(after='<p class=copy>© Tarvo Kurier vom 12.05.2014</p>'),
    'print': page(behind='<div>Artikel vom 12.05.2014, 10:33</div>'),
    'erschienen': page(after='<p>Erschienen in der Ausgabe vom 12. Mai 2014</p>'),
    'en1': page(behind='<p class="byline">By Anna White, Staff Writer</p><p>Posted: 10:33 AM EDT, Monday, May 12, 2014</p>', lang='en'),
    'en2': page(behind='<div>Published: Monday 12 May 2014 10:33 BST | Last modified: Tuesday 20 May 2014</div>', lang='en'),
    'en3': page(behind='<div><strong>Date:</strong> 12 May 2014</div>', lang='en'),
    'en4': page(behind='<div class=pub>12th May, 2014</div>', lang='en'),
    'en5': page(behind='<div>May 12, 2014 | Updated May 20, 2014 8:00 a.m.</div>', lang='en'),
    'en6': page(behind='<div>Updated May 20, 2014 8:00 a.m. | May 12, 2014</div>', lang='en'),
    'iso': page(behind='<div>2014-05-12</div>'),
    'slash': page(behind='<div class=meta>2014/05/12 von Anna</div>'),
    'space': page(behind='<div>12. 05. 2014</div>'),
    'nospace': page(behind='<div>Mo.,12.Mai 2014</div>'),
    'pipe': page(behind='<div>Hafen | 12.05.2014 | 10:33</div>'),
    'calendar': page(before='<div class="postdate"><div class="day">12</div><div class="month">Mai</div><div class="year">2014</div></div>'),
    'calendar2': page(before='<div class="date"><span class="month">Mai</span><span class="day">12</span><span class="year">2014</span></div>'),
    'calurl': page(before='<div class="date"><span class="m">Mai</span><span class="d">12</span></div>', head='<link rel=canonical href="http://tarvo.example/2014/05/lager">'),
    'url': page(head='<link rel=canonical href="http://tarvo.example/news/2014-05-12-lager.html">'),
    'url2': page(head='<link rel=canonical href="http://tarvo.example/news/20140512-lager.html">'),
    'url3': page(head='<link rel=canonical href="http://tarvo.example/news/2014/5/12/lager">'),
    'urlq': page(head='<meta property="og:url" content="http://tarvo.example/artikel?date=2014-05-12&id=3">'),
    'img': page(head='<meta property="og:image" content="http://tarvo.example/img/2014/05/12/l.jpg">'),
    'abbr': page(behind='<abbr class="published" title="Montag, 12. Mai 2014 10:33">vor drei Jahren</abbr>'),
    'timetitle': page(behind='<span class="date" title="12.05.2014">12. Mai</span>'),
    'rdfa': page(behind='<span property="dc:date dc:created" content="2014-05-12T10:33:00+02:00" datatype="xsd:dateTime">Mo., 12/05/2014 - 10:33</span>'),
    'sidebar': page(before='<div class="sidebar"><h3>Termine</h3><ul><li>12.06.2020 Ratssitzung</li><li>13.06.2020 Flohmarkt</li></ul></div>', behind='<p>12. Mai 2014, Anna Weiß</p>'),
    'events': page(behind='<p>Von Anna Weiß · 12. Mai 2014</p>', after='<h3>Termine</h3><ul class=events><li><time datetime="2020-06-12">12.06.</time> Ratssitzung</li><li><time datetime="2020-06-13">13.06.</time> Flohmarkt</li></ul>'),
    'today': page(before='<div id=header><span class="date">Freitag, 12. Juni 2020</span></div>', behind='<p class=meta>12.05.2014</p>'),
    'todayonly-footer': page(before='<div id=header>Heute ist Freitag, 12. Juni 2020</div>', after='<p>Veröffentlicht: 12.05.2014</p>'),
    'comments': page(behind='<div class="dateline">12.05.2014</div>', after='<div class="kommentare"><div class="kommentar"><span class="date">14.05.2014</span>Gut</div></div>'),
    'related': page(behind='<span>12.05.2014</span>', after='<h3>Mehr zum Thema</h3><ul><li><span class="date">01.02.2014</span> <a href=/1>Lager wird geprüft, sagt Rat</a></li><li><span class="date">01.03.2014</span> <a href=/2>Rat streitet über Lager</a></li></ul>'),
    'dcterms': page(head='<meta name="DCTERMS.created" content="2014-05-12"><meta name="DCTERMS.modified" content="2019-01-01">'),
    'citation': page(head='<meta name="citation_publication_date" content="2014/05/12">'),
    'metade': page(head='<meta name="date" content="12.05.2014">'),
    'httpeq': page(head='<meta http-equiv="date" content="Mon, 12 May 2014 10:33:00 GMT">'),
    'lastmod': page(head='<meta http-equiv="last-modified" content="Mon, 12 May 2014 10:33:00 GMT">'),
    'jsonldgraph': page(head='<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"WebSite","name":"T"},{"@type":"WebPage","datePublished":"2014-05-12T10:33:00+02:00","dateModified":"2019-05-12T10:33:00+02:00"}]}</script>'),
    'jsonldbroken': page(head='<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle","headline":"Das "Lager" am Hafen","datePublished":"2014-05-12T10:33:00+02:00"}</script>'),
    'micro': page(behind='<div itemscope itemtype="http://schema.org/Article"><meta itemprop="datePublished" content="2014-05-12"><meta itemprop="dateModified" content="2019-05-12"></div>'),
    'strong': page(behind='<p><strong>12.05.2014 – </strong>Kategorie <a href=/h>Hafen</a></p>'),
    'lead': page(text=f'<p><em>12. Mai 2014</em><br>{FIRST}</p><p>{SECOND}</p>'),
    'h2date': page(h='<h1>Aktuelles</h1><h2>12.05.2014: Lager am Hafen</h2>'),
    'h2date2': page(h='<h1>Lager am Hafen (12.05.2014)</h1>'),
    'after2': page(after='<p>Anna Weiß, 12.5.2014</p>'),
    'online': page(behind='<p>Online seit 12. Mai 2014, 10.33 Uhr</p>'),
    'mrz': page(behind='<p>12.Mai.2014</p>'),
    'abbrmon': page(behind='<p>12-May-2014</p>', lang='en'),
    'usdash': page(behind='<p>05-12-2014 10:33 AM</p>', lang='en-US'),
    'uk': page(behind='<p>12/05/2014</p>', lang='en-GB'),
    'tableft': page(h='', before='<table><tr><td><b>Datum:</b></td><td>12.05.2014</td></tr><tr><td><b>Titel:</b></td><td>Lager am Hafen</td></tr></table>'),
    'pubby': page(behind='<p>Published by Anna White on 12 May 2014 in Harbour</p>', lang='en'),
    'arch': page(after='<div class="widget_archive"><h3>Archiv</h3><ul><li><a href=/2020/06>Juni 2020</a></li><li><a href=/2020/05>Mai 2020</a></li></ul></div>', behind='<p>am 12. Mai 2014 von anna</p>'),
    'fb': page(behind='<p>vor 6 Jahren</p>', head='<script>var page={"publishDate":"2014-05-12","id":3}</script>'),
    'ogarticle': page(head='<meta property="article:modified_time" content="2019-05-12T10:00:00Z">', behind='<p>12. Mai 2014</p>'),
    'timelist': page(behind='<time>12. Mai 2014</time>'),
    'ti': page(behind='<time datetime="10:33">12.05.2014</time>'),
    'timedt': page(behind='<time datetime="12.05.2014 10:33">Montag</time>'),
    'expires': page(head='<meta name="expires" content="2020-01-01">', behind='<p>Kurier vom 12. Mai 2014</p>'),
    'short1': page(text=SHORT, behind='<p>12.05.2014</p>'),
    'short2': page(text=SHORT, after='<p>Datum: 12.05.2014</p>'),
    'longnav': page(before=NAVIGATION, behind='<div class=info>12.05.2014, 10:33 Uhr</div>'),
    'longnavabove': page(before=NAVIGATION+'<div class=datum>12.05.2014</div>'),
    'noh1': page(h='<h2>Lager am Hafen</h2>', behind='<p class=small>Anna Weiß - 12.05.2014</p>'),
    'fontold': page(h='<font size=5><b>Lager am Hafen</b></font><br><font size=1>12.05.2014</font>', text=FIRST+'<br><br>'+SECOND),
    'tableold': '<html><head><title>Lager</title></head><body><table><tr><td><a href=/>Start</a></td><td><b>Lager am Hafen</b><br><i>Tarvo, den 12. Mai 2014</i><p>'+FIRST+'</p><p>'+SECOND+'</p></td></tr></table></body></html>',
    'letter': page(text=f'<p>Tarvo, den 12.05.2014</p><p>{FIRST}</p><p>{SECOND}</p>'),
    'letter2': page(text=f'<p align=right>Tarvo, im Mai 2014</p><p>{FIRST}</p><p>12. Mai 2014</p>'),
    'author end': page(text=TEXT + '<p><i>Anna Weiß, 12. Mai 2014</i></p>'),
    'footer meta': page(after='<div class="entry-meta">Veröffentlicht von <a href=/a>Anna</a> am 12. Mai 2014 in <a href=/k>Hafen</a></div>'),
    'share': page(behind='<div class="social"><span>Teilen</span> <span>Drucken</span></div><div class="article-header-info">12.05.2014 <span>Aktualisiert 20.05.2014, 9:00</span></div>'),
    'akt': page(behind='<p>Aktualisiert am 20. Mai 2014 - 9:00 Uhr</p><p>Erschienen am 12. Mai 2014</p>'),
    'akt2': page(behind='<p>12.05.2014, 10:33 Uhr (aktualisiert: 20.05.2014)</p>'),
    'aktonly': page(behind='<p>Aktualisiert: 12.05.2014 10:33</p>'),
    'zuletzt': page(after='<p>Zuletzt bearbeitet von Anna am 12. Mai 2014</p>'),
    'edit': page(after='<p>This page was last modified on 12 May 2014, at 10:33.</p>', lang='en'),
    'comments list h': page(behind='<p>12.05.2014</p>', after='<h3>Kommentare</h3><ul><li><b>Max</b> 14.05.2014 10:00<p>Toll</p></li><li><b>Pia</b> 15.05.2014 10:00<p>Toll</p></li></ul>'),
    'comments only end': page(after='<p>12. Mai 2014</p><h3>3 Kommentare</h3><ul><li><b>Max</b> am 14.05.2014<p>Toll</p></li><li><b>Pia</b> am 15.05.2014<p>Toll</p></li></ul>'),
    'prevnext': page(behind='<div><a href=/p>« Vorheriger Artikel vom 01.05.2014</a> <a href=/n>Nächster Artikel vom 20.05.2014 »</a></div><p class=date>12.05.2014</p>'),
    'breadcrumb': page(before='<div class=breadcrumb><a href=/>Start</a> › <a href=/2014>2014</a> › 12.05.2014</div>'),
    'li': page(behind='<ul class="meta"><li>Anna Weiß</li><li>12. Mai 2014</li><li>3 Kommentare</li></ul>'),
    'spanicon': page(behind='<div><i class="fa fa-calendar"></i> 12. Mai 2014 <i class="fa fa-user"></i> Anna</div>'),
    'dtdd': page(behind='<dl><dt>Autor</dt><dd>Anna</dd><dt>Datum</dt><dd>12.05.2014</dd></dl>'),
    'teaserbefore': page(before='<div class=teaser><h3><a href=/1>Rat streitet über das Lager</a></h3><span class=date>01.03.2014</span></div><div class=teaser><h3><a href=/2>Rat prüft das Lager am Hafen</a></h3><span class=date>02.03.2014</span></div><div class=teaser><h3><a href=/3>Rat schweigt über das Lager</a></h3><span class=date>03.03.2014</span></div>', behind='<span class=date>12.05.2014</span>'),
    'sidebarposts': page(before='<aside class=widget><h3>Neueste Beiträge</h3><ul><li><a href=/1>Rat</a> <span class="post-date">1. Juni 2020</span></li><li><a href=/2>Rat2</a> <span class="post-date">2. Juni 2020</span></li></ul></aside>', behind='<p>12. Mai 2014</p>'),
    'sidebar aft': page(behind='<p>von Anna am 12. Mai 2014</p>', after='<div class=sidebar><ul><li><time datetime="2020-06-01">1. Juni</time></li></ul></div>'),
    'picture credit': page(text=f'<p>{FIRST}</p><figure><img src=a><figcaption>Das Lager am 3. April 2010. Foto: Anna</figcaption></figure><p>{SECOND}</p>', after='<p>12.05.2014</p>'),
    'event page': page(behind='<p>Wann: 20.06.2014, 19 Uhr</p><p>Wo: Hafen</p>', after='<p>Eingestellt am 12.05.2014</p>'),
    'lastpara': page(text=TEXT + '<p>(tk/12.05.2014)</p>'),
    'source': page(after='<p>Quelle: Tarvo Kurier, 12.05.2014</p>'),
    'twoyear': page(behind='<p>12.5.14</p>'),
    'twoyear2': page(behind='<p>Mo, 12.05.14, 10:33</p>'),
    'uhrfirst': page(behind='<p>10:33 Uhr | 12. Mai 2014</p>'),
    'enlong': page(behind='<p>Monday, the 12th of May 2014</p>', lang='en'),
    'en us': page(behind='<p>Mon May 12, 2014 10:33am EDT</p>', lang='en'),
    'en dot': page(behind='<p>May. 12, 2014</p>', lang='en'),
    'en caps': page(behind='<p>MAY 12, 2014</p>', lang='en'),
    'en slash': page(behind='<p>5/12/2014</p>', lang='en-US'),
    'en slash2': page(behind='<p>Posted 5/12/14</p>', lang='en-US'),
    'en first pub': page(after='<p>First published on Mon 12 May 2014 10.33 BST</p>', lang='en'),
    'en filed': page(after='<p>Filed under Harbour on May 12, 2014</p>', lang='en'),
    'nbsp': page(behind='<p>12.&nbsp;Mai&nbsp;2014</p>'),
    'ent': page(behind='<p>12. M&#97;i 2014</p>'),
    'og only': page(head='<meta property="og:article:published_time" content="2014-05-12T10:33">'),
    'name': page(head='<meta name="article:published_time" content="2014-05-12T10:33">'),
    'sail': page(head='<meta name="sailthru.date" content="Mon, 12 May 2014 10:33:00 +0000">'),
    'unix': page(head='<meta name="published" content="1399890780">'),
    'article_date': page(head='<meta name="article_date_original" content="Monday, May 12, 2014, 10:33 AM">'),
    'dcdatescheme': page(head='<meta name="DC.Date" scheme="W3CDTF" content="2014-05-12">'),
    'vevent': page(behind='<span class="dtstart">20.06.2014</span><span class="published">12.05.2014</span>'),
    'longline': page(behind='<div>Startseite / Nachrichten / Hafen / 12.05.2014 / Lager am Hafen</div>'),
    'inh1 parent': page(h='<div class=head><div class=d>12.05.2014</div><h1>Lager am Hafen</h1></div>'),
    'archive link': page(behind='<p>Kategorie: <a href="/archiv/2014/05/12/">12. Mai 2014</a></p>'),
    'apostrophe': page(behind="<p>12.5.'14</p>"),
    'apostrophe en': page(behind="<p>May 12, ’14</p>", lang='en'),
    'roman': page(behind='<p>12. V. 2014</p>'),
    'year first': page(behind='<p>2014, 12 May</p>', lang='en'),
    'year first dash': page(behind='<p>2014-May-12</p>', lang='en'),
    'month first dash': page(behind='<p>May-12-2014</p>', lang='en'),
    'en dash': page(behind='<p>12–05–2014</p>'),
    'underscore': page(behind='<p>2014_05_12</p>'),
    'narrow blank': page(behind='<p>12.&#8239;Mai&#8239;2014</p>'),
    'comment of html': page(behind='<!-- Erstellt am 12.05.2014 um 10:33 -->'),
    'comment of html en': page(behind='<!-- published 2014-05-12 -->', lang='en'),
    'fr': page(behind='<p>Publié le 12 mai 2014 à 10h33</p>', lang='fr'),
    'pt': page(behind='<p>12 de Maio, 2014</p>', lang='pt'),
    'es': page(behind='<p>12 de mayo del 2014</p>', lang='es'),
    'hu': page(behind='<p>2014. május 12. 10:33</p>', lang='hu'),
    'hu number': page(behind='<p>2014. 05. 12.</p>', lang='hu'),
    'pl': page(behind='<p>12 maja 2014 r.</p>', lang='pl'),
    'sk': page(behind='<p>12. mája 2014</p>', lang='sk'),
    'el': page(behind='<p>12 Μαΐου 2014</p>', lang='el'),
    'bg': page(behind='<p>12 май 2014</p>', lang='bg'),
    'hr': page(behind='<p>Objavljeno 12. svibnja 2014.</p>', lang='hr'),
    'sr': page(behind='<p>12. мај 2014.</p>', lang='sr'),
    'lt': page(behind='<p>2014 m. gegužės 12 d.</p>', lang='lt'),
    'lv': page(behind='<p>2014. gada 12. maijs</p>', lang='lv'),
    'et': page(behind='<p>12. mai 2014</p>', lang='et'),
    'ca': page(behind='<p>12 de maig de 2014</p>', lang='ca'),
    'id': page(behind='<p>Senin, 12 Mei 2014</p>', lang='id'),
    'vi': page(behind='<p>12 tháng 5 năm 2014</p>', lang='vi'),
    'ar': page(behind='<p>12 مايو 2014</p>', lang='ar'),
    'he': page(behind='<p>12 במאי 2014</p>', lang='he'),
    'url with the year last': page(head='<link rel=canonical href="http://tarvo.example/news/12-05-2014-lager.html">'),
    'url mmdd': page(head='<link rel=canonical href="http://tarvo.example/news/2014/0512/lager.html">'),
    'url yyyymm': page(head='<link rel=canonical href="http://tarvo.example/news/201405/12/lager.html">'),
    'url yyyy-mm': page(head='<link rel=canonical href="http://tarvo.example/news/2014-05/12/lager.html">'),
    'url section': page(head='<link rel=canonical href="http://tarvo.example/2014/news/hafen/05/12/lager.html">'),
    'data': page(behind='<div class=meta data-published-date="2014-05-12T10:33:00Z"></div>'),
    'data created': page(behind='<div data-created-at="2014-05-12T10:33:00Z">vor 6 Jahren</div>'),
    'data seconds': page(behind='<span data-livestamp="1399890780">vor 6 Jahren</span>'),
    'value-title': page(behind='<span class="published"><span class="value-title" title="2014-05-12"></span>gestern</span>'),
    'rdfa body': page(behind='<span property="schema:datePublished" content="2014-05-12">gestern</span>'),
    'title attribute': page(behind='<span title="12. Mai 2014, 10:33">gestern</span>'),
    'calendar month first': page(before='<div class="date"><span class=my>Mai 2014</span> <span class=d>12</span></div>'),
    'script bare keys': page(head='<script>window.x={publishDate:"2014-05-12",id:3}</script>'),
    'script single quotes': page(head="<script>dataLayer=[{'articlePublishDate':'12.05.2014','x':1}]</script>"),
    'script number': page(head='<script>window.__STATE__={"a":{"firstPublished":1399890780000,"publisherId":1012345678}}</script>'),
    'script change known': page(head='<meta property="article:modified_time" content="2019-05-12"><script>x={"pub_date":"2014-05-12 10:33"}</script>'),
    'script in attribute': page(behind='<div data-props="{&quot;createdAt&quot;:&quot;2014-05-12T10:33:00Z&quot;}"></div>'),
    'meta datum': page(head='<meta name="artikel-datum" content="12.05.2014">'),
    'job': page(head='<script type="application/ld+json">{"@type":"JobPosting","datePosted":"2014-05-12","validThrough":"2014-06-30"}</script>'),
    'forum': page(h='<h1>Lager am Hafen</h1>', text='', after=''.join(f'<div class="post has-profile"><dl class=postprofile><dt><a class=username>Anna{i}</a></dt><dd class=profile-joined><strong>Registriert:</strong> 12.05.2010 10:11</dd></dl><div class=postbody><p class=author><a href=./x>Beitrag</a>von <strong><a>Anna{i}</a></strong> » {day}</p><div class=content>{text}</div></div></div>' for i, (day, text) in enumerate([('12.05.2014, 10:30', FIRST), ('13.05.2014, 11:00', SECOND), ('17.05.2014, 09:00', FIRST)]))),
    'link before the day': page(behind='<p><a href=/a>Anna Weiß</a>, 12.05.2014</p>', after='<p>12.06.2014</p>'),
    'midnight in utc': page(head='<meta property="article:published_time" content="2014-05-11T22:00:00Z">', behind='<p>12.05.2014</p>'),
    'days of a fair': page(behind='<p>20. - 22. Juni 2014</p>', after='<p>Eingestellt am 12.05.2014</p>'),
    'to come': page(head='<meta name="date" content="2099-12-31">', behind='<p>12.05.2014</p>'),
    'wiki': page(text=TEXT * 8, after='<ol class=references><li>Tarvo Kurier, 3. März 2013, S. 3.</li><li>Abgerufen am 3. Januar 2013.</li></ol>', foot='<ul><li id=footer-info-lastmod>Diese Seite wurde zuletzt am 12. Mai 2014 um 10:30 Uhr bearbeitet.</li></ul>'),
    'visited': page(after='<p>Abgerufen am 12.12.2013</p><p>Tarvo, 12.05.2014</p>'),
    'span of an event': page(behind='<p>20.06.2014 – 22.06.2014</p>', after='<p>Eingestellt am 12.05.2014</p>'),
    'column of the headline': page(h='', before='<div class="sidebar-left"><h1>Lager am Hafen</h1><span class=date>12.05.2014</span></div>'),
    'order of other dates': page(behind='<p class=date>05/12/2014</p>', after='<div class=related><ul><li><a href=/1>Rat streitet über das Lager</a> 03/28/2014</li></ul></div>'),
    'order of other dates en': page(behind='<p class=date>12/05/2014</p>', after='<div class=related><ul><li><a href=/1>Town quarrels about the store</a> 28/03/2014</li></ul></div>', lang='en'),
    'overview': page(text='', h='<h1>Aktuelles</h1>', after=''.join(f'<div class=teaser><a href=/{day}><h3>Lager am Hafen</h3><time class=day datetime="{day}">x</time></a></div>' for day in ('2014-05-12', '2014-05-10', '2014-05-01'))),
}


def lagebild(binary, folder, names):
    paths = [os.path.join(folder, f"{i}.html") for i in range(len(names))]
    run = subprocess.run([binary, "extract", "--format", "json", *paths], capture_output=True, text=True)
    for line in run.stdout.splitlines():
        row = json.loads(line)
        yield names[paths.index(row["name"])], ((row.get("published") or {}).get("value") or "")[:10]


def main():
    names = sorted(HABITS)
    with tempfile.TemporaryDirectory() as folder:
        for number, name in enumerate(names):
            with open(os.path.join(folder, f"{number}.html"), "w", encoding="utf-8") as file:
                file.write(HABITS[name])
        if sys.argv[1] == "lagebild":
            results = {"lagebild": dict(lagebild(sys.argv[2], folder, names))}
        else:
            import htmldate
            results = {f"htmldate {kind}": {n: htmldate.find_date(HABITS[n], original_date=True, extensive_search=kind == "extensive")
                                            for n in names} for kind in ("fast", "extensive")}
    for program, days in results.items():
        wrong = {n: days.get(n) for n in names if days.get(n) != DAY}
        print(f"{program}: {len(names) - len(wrong)} of {len(names)} days right")
        if "-v" in sys.argv:
            for name, day in wrong.items():
                print(f"  {name}: {day or None}")


main()
