/// What stands around every page: head, navigation, search, foot.
struct Layout {
    let view: View
    let title: String
    let formats: [Format]

    private static let sections: [(Route.Name, String)] = [
        (.today, "t"), (.articles, "a"), (.actors, "p"), (.disputes, "d"), (.expectations, "e"),
        (.figures, "f"), (.timeline, "l"), (.map, "m"), (.network, "n"), (.sources, "s"),
        (.watches, "w"), (.briefing, "b"), (.corrections, "c"), (.help, "h"),
    ]

    func page(_ content: (inout HTML) -> Void) -> [UInt8] {
        let wording = view.wording
        var page = HTML()
        page.documentType()
        page.element(
            "html", .lang(wording.language), Attribute("data-keys", view.hasKeys ? "on" : "off")
        ) { page in
            page.element("head") { head(&$0) }
            page.element("body") { page in
                page.link(Link(fragment: "main"), class: "skip", text: wording("skip"))
                page.element("header", .class("top")) { bar(&$0) }
                page.element("nav", .class("side"), Attribute("aria-label", wording("nav"))) {
                    sections(&$0)
                }
                page.element("main", .id("main"), Attribute("tabindex", "-1")) { content(&$0) }
                page.element("footer") { foot(&$0) }
                if view.hasKeys { keyHelp(&page) }
            }
        }
        return page.bytes
    }

    private func head(_ page: inout HTML) {
        page.void("meta", Attribute("charset", "utf-8"))
        page.void(
            "meta", Attribute("name", "viewport"),
            Attribute("content", "width=device-width, initial-scale=1"))
        page.void("meta", Attribute("name", "color-scheme"), Attribute("content", "light dark"))
        page.element("title", text: title + " — Lagebild")
        page.void("link", Attribute("rel", "icon"), .href(view.iconLink))
        page.void("link", Attribute("rel", "stylesheet"), .href(view.styleLink))
        for format in formats where format != .html {
            page.void(
                "link", Attribute("rel", "alternate"),
                Attribute("type", String(format.type.prefix { $0 != ";" })),
                .href(view.link(format)))
        }
        page.element("script", .source(view.scriptLink), Attribute("defer")) { _ in }
    }

    private func bar(_ page: inout HTML) {
        let wording = view.wording
        page.element("a", .class("brand"), .href(Address(.today).link())) { page in
            page.element("span", Attribute("aria-hidden", "true"), .class("brand-mark"), text: "")
            page.text("Lagebild")
        }
        page.element(
            "form", .class("search"), Attribute("role", "search"), Attribute("method", "get"),
            .action(Address(.search).link())
        ) { form in
            form.void(
                "input", Attribute("type", "search"), Attribute("name", "q"), .id("q"),
                Attribute("aria-label", wording("search.label")),
                Attribute("placeholder", wording("search.placeholder")),
                Attribute("maxlength", "4000"), Attribute("autocomplete", "off"),
                view.address.route == .search
                    ? Attribute("value", view.parameters["q"] ?? "") : nil)
            form.element("button", Attribute("type", "submit"), text: wording("search.button"))
        }
        page.form(["preferences"], view, class: "languages") { form in
            for language in view.languages {
                let isCurrent = language == wording.language
                form.element(
                    "button", Attribute("name", "language"), Attribute("value", language),
                    .lang(language),
                    isCurrent
                        ? Attribute("aria-pressed", "true") : Attribute("aria-pressed", "false"),
                    text: language.uppercased())
            }
        }
    }

    private func sections(_ page: inout HTML) {
        let wording = view.wording
        page.element("details", .class("menu")) { page in
            page.element("summary", text: wording("menu"))
            list(&page)
        }
        list(&page, wide: true)
    }

    private func list(_ page: inout HTML, wide: Bool = false) {
        page.element("ul", .class(wide ? "wide" : "narrow")) { list in
            for (route, key) in Self.sections {
                list.element("li") { item in
                    item.element(
                        "a", .href(Address(route).link()), Attribute("data-key", key),
                        view.address.route == route ? Attribute("aria-current", "page") : nil,
                        text: view.wording("nav." + route.rawValue))
                }
            }
        }
    }

    private func foot(_ page: inout HTML) {
        let wording = view.wording
        page.element("p") { page in
            page.text(wording("foot.also"))
            for format in formats where format != .html {
                page.text(" ")
                page.link(view.link(format), text: wording("format." + format.rawValue))
            }
        }
        page.element("p") { page in
            page.text("Lagebild \(view.version) · \(wording("foot.rule"))")
        }
        if view.needsLogin {
            page.form(["logout"], view) { $0.element("button", text: wording("logout")) }
        }
    }

    /// The keys, shown by `?`: written here so that they are in the language of the page.
    private func keyHelp(_ page: inout HTML) {
        let wording = view.wording
        page.element("dialog", .id("keys"), Attribute("aria-labelledby", "keys-title")) { page in
            page.element("h2", .id("keys-title"), text: wording("keys.title"))
            page.element("dl", .class("keys")) { Self.keys(&$0, wording) }
            page.element("p") { page in
                page.link(Address(.help).link(fragment: "keys"), text: wording("keys.off"))
            }
            page.element("form", Attribute("method", "dialog")) { form in
                form.element("button", text: wording("close"))
            }
        }
    }

    static func keys(_ page: inout HTML, _ wording: Wording) {
        let keys = [
            ("j k", "next"), ("o", "open"), ("v", "original"), ("/", "search"), ("u", "up"),
            ("?", "help"),
        ]
        for (key, what) in keys {
            page.element("dt") { term in
                for one in key.split(separator: " ") {
                    term.element("kbd", text: String(one))
                    term.text(" ")
                }
            }
            page.element("dd", text: wording("keys." + what))
        }
        for (route, key) in sections {
            page.element("dt") { term in
                term.element("kbd", text: "g")
                term.text(" ")
                term.element("kbd", text: key)
            }
            page.element("dd", text: wording("nav." + route.rawValue))
        }
    }
}
