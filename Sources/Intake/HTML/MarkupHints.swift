/// What the names of classes and identifiers say of an element: they are written for designers, but they are
/// much the same on all sites. German and English words, since sites name their parts in both.
struct MarkupHints: OptionSet {
    let rawValue: UInt16

    /// Never part of the main text: navigation, comments, advertisements, teasers of other articles.
    static let foreign = MarkupHints(rawValue: 1 << 0)
    /// Mostly not part of it, but the name is used for other things too.
    static let doubtful = MarkupHints(rawValue: 1 << 1)
    /// Half of a name for the main text: `article`, `post`, `story`.
    static let subject = MarkupHints(rawValue: 1 << 2)
    /// The other half: `body`, `content`, `text`.
    static let content = MarkupHints(rawValue: 1 << 3)
    /// The whole name: `articlebody`.
    static let body = MarkupHints(rawValue: 1 << 4)
    /// The paragraph between headline and text.
    static let lead = MarkupHints(rawValue: 1 << 5)
    static let date = MarkupHints(rawValue: 1 << 6)
    static let author = MarkupHints(rawValue: 1 << 7)
    static let hidden = MarkupHints(rawValue: 1 << 8)
    static let ticker = MarkupHints(rawValue: 1 << 9)
    static let pages = MarkupHints(rawValue: 1 << 10)
    static let paywall = MarkupHints(rawValue: 1 << 11)
    static let modified = MarkupHints(rawValue: 1 << 12)
    static let caption = MarkupHints(rawValue: 1 << 13)
    /// What readers and lawyers add to a page: comments, requests for consent. It may be longer than the text.
    static let addition = MarkupHints(rawValue: 1 << 14)
    /// Foreign where there is little prose or many links: the words occur in names of the text too ("has-ads").
    static let soft = MarkupHints(rawValue: 1 << 15)

    /// Names of classes that take an element off the screen. As a part of a longer name they do not
    /// ("overflow-hidden"), nor beside one that shows it on wide screens ("hidden lg:block").
    static func hides(_ names: String) -> Bool {
        var hides = false
        for name in names.split(whereSeparator: \.isWhitespace) {
            if hiddenNames.contains(name) { hides = true }
            if name.hasSuffix("block") || name.hasSuffix("flex") || name.hasSuffix("grid")
                || name.hasSuffix("inline")
            {
                return false
            }
        }
        return hides
    }

    private static let hiddenNames: Set<Substring> = [
        "hidden", "visuallyhidden", "visually-hidden", "sr-only", "screen-reader-text",
        "screenreader", "d-none",
        "is-hidden", "offscreen", "u-hidden", "u-visually-hidden", "hide", "invisible",
        "element-invisible",
    ]

    /// The hints of a `class` or an `id`. Names are cut at every mark and at `aB`.
    static func of(_ names: String) -> MarkupHints {
        var hints: MarkupHints = []
        var word: [UInt8] = []
        var previous: String?
        var wasLower = false
        func close() {
            guard !word.isEmpty else { return }
            let text = String(decoding: word, as: UTF8.self)
            word.removeAll(keepingCapacity: true)
            if let found = words[text] { hints.formUnion(found) }
            if let previous, let found = words[previous + "-" + text] { hints.formUnion(found) }
            previous = text
        }
        for byte in names.utf8.prefix(400) {
            switch byte {
            case 0x61...0x7A:
                word.append(byte)
                wasLower = true
            case 0x41...0x5A:
                if wasLower { close() }
                word.append(byte | 0x20)
                wasLower = false
            case 0x30...0x39: wasLower = false
            case 0x20:
                close()
                previous = nil
                wasLower = false
            default:
                close()
                wasLower = false
            }
        }
        close()
        return hints
    }

    private static let words: [String: MarkupHints] = {
        var table: [String: MarkupHints] = [:]
        func add(_ hints: MarkupHints, _ names: String) {
            for name in names.split(whereSeparator: \.isWhitespace) {
                table[String(name), default: []].formUnion(hints)
            }
        }
        add(
            .foreign,
            """
            nav navi navigation navbar navlist subnav topnav breadcrumb breadcrumbs brotkrumen sitemap sidebar
            seitenleiste randspalte rightcol footer fusszeile related relatedcontent
            relatedarticles recommended recommendation recommendations recirculation recirc outbrain taboola
            plista ligatus zergnet sharebar sharedaddy addthis addtoany shariff teilen
            socialmedia newsletter newsletters signup
            advertisement advertising advertorial adslot
            adcontainer adbox anzeige anzeigen werbung sponsored sponsor             promobox teaserlist teasers trending popular mostread mostpopular meistgelesen meistgeklickt
            bestof upsell subscribe subscription abonnieren registration
            pagination pager paging paginator prevnext tooltip
            skiplink jp-relatedposts yarpp tagcloud taglist hashtags
            quiz survey umfrage donate donation spenden voting             authorbox author-bio author-box author-card author-info autorenbox autoreninfo about-author
            biography next-article previous-article prev-next post-navigation nav-links more-stories
            more-news more-articles more-from more-on mehr-zum mehr-von read-more read-next readmore readnext
            mehrzumthema zumthema zum-thema article-end article-footer post-footer entry-footer article-tools
            articletools story-tools morefrom moreon linkbox link-box teaserbox contextbox context-box
            relatedlinks related-links alsoread readalso recommend empfehlung empfehlungen empfohlen latest-posts
            latestnews tagbox tag-box article-tags post-tags entry-tags post-meta entry-meta article-meta
            weiterlesen also-read lesen-auch related-posts see-also hat-note hatnote
            mw-editsection editsection reflist navbox metadata catlinks toc inhaltsverzeichnis
            schlagworte imprint impressum copyright correction-form
            print-button printbutton followus vorlesen readaloud
            tweet twitter-tweet instagram-media fb-post videoplayer
            audioplayer podcastplayer bildergalerie fotostrecke bilderstrecke
            ticker-teaser livebox infobar servicebar metabar toolbox linklist linkliste
            latest-news latest-articles top-stories topstories headlines seemore appbanner
            affiliate coupon gutschein stellenmarkt immobilien partnerangebot
            partner-content partnerangebote contentad native-ad
            """)
        add(
            .soft,
            """
            ad ads adv advert adverts banner banners social share shares sharing tags topics themen keywords product
            products shop buy tools toolbar gallery slider carousel slideshow player rating ratings vote likes skip
            overlay noprint poll weather wetter jobs angebote feedback follow bookmark merken promo promos
            promotion marketing disclaimer masthead login register lightbox popup modal
            """)
        add(
            .addition.union(.foreign),
            """
            cookie cookies cookiebanner cookieconsent consent gdpr dsgvo cmp onetrust usercentrics comments
            commentlist commentform comment-list comment-form comment-section disqus respond kommentare
            kommentarbereich leserkommentare kommentarliste discussion leserbriefe livefyre replies comment-body
            comment-content comment-respond user-comments commentarea kommentarspalte talkback fb-comments cmts
            postings leserforum commentbox kommentarbox debatte-comments
            """
        )
        add(
            .caption.union(.foreign),
            "caption captions bildunterschrift bildtext imagecaption figcaption wp-caption-text credit credits bildnachweis bildquelle photocredit image-caption photo-caption media-caption legend"
        )
        add(
            .doubtful,
            """
            aside header meta byline author authors autor autoren verfasser dateline timestamp date datum time
            published pubdate info infobox factbox box teaser teaserbox more mehr menu menue list links
            link comment kommentar tag category categories kategorie section-title kicker overline dachzeile topic
            print tool button buttons btn icon label share-text paywall premium plus abo offer
            register-wall note notice alert service facts bottom top-bar topbar
            summary-list video audio podcast image images bild bilder foto media photo source quelle
            sources quellen notes footnotes trust reading-time readtime lesezeit updated modified stand
            contact kontakt widget widgets embed embedded prev next search suche side ticker wall sticky
            """)
        add(.subject, "article post entry story artikel beitrag news meldung bericht blog")
        add(
            .content,
            "body content text inhalt copy maincontent main richtext paragraphs fliesstext wysiwyg rte copytext prose"
        )
        add(
            .body,
            """
            articlebody articletext articlecontent article-body article-content article-text article-copy
            post-content post-body postcontent postbody entry-content entrycontent story-body storybody
            story-content storytext story-text storycontent artikeltext artikelinhalt artikel-text
            artikel-inhalt artikel-body beitragstext beitrag-text news-text newstext news-body news-content
            body-text bodytext bodycopy body-copy field-body text-body td-post-content
            node-body post-text single-content page-content article-main article-detail rich-text richtext
            content-body contentbody main-text maintext fliesstext copytext news-text-wrap storycontent
            article-paragraphs articlepage-content body-content body-main
            """)
        add(
            .lead,
            "lead lede intro introduction vorspann standfirst dek deck teasertext teaser-text summary subtitle subheadline subhead excerpt description anriss einleitung unterzeile abstract article-intro lead-text leadtext"
        )
        add(
            .date,
            "date datum time timestamp datetime published pubdate publish publication dateline updated modified stand veroeffentlicht created posted erstellt aktualisiert datepublished pubtime postdate entry-date dtstamp"
        )
        add(
            .modified,
            "updated modified update aktualisiert geaendert datemodified lastmodified last-updated")
        add(
            .author,
            "author authors autor autoren byline byl verfasser writer reporter redakteur contributor creator vcard fn"
        )
        add(
            .ticker, "liveblog liveticker live-blog live-ticker newsticker liveupdates live-updates"
        )
        add(
            .pages,
            "pagination pager multipage page-numbers page-links pagelinks paging seiten article-pagination"
        )
        add(
            .paywall,
            "paywall regwall piano paid premium-content plus-content subscriber-only bezahlschranke register-wall metered"
        )
        return table
    }()
}
