import Archive
import Crypto
import Foundation
import Reading
import Text

extension Desk {
    /// Answers with a page or one of its twins.
    func page(
        _ path: [String], _ request: DeskRequest, _ session: Session, host: String
    ) async throws -> DeskResponse {
        if path == ["api", "v1", "openapi.json"] {
            return tagged(
                DeskResponse(
                    type: Format.json.type,
                    body: try OpenAPI.document(version: configuration.version)),
                request)
        }
        guard let (address, format) = Address.parsed(path) else { throw DeskError.notFound("page") }
        let parameters = Parameters(request.query, isPage: format == .html)
        guard !parameters.isMalformed else { throw DeskError.badRequest("address") }
        let wording = Wording.chosen(wordings, for: request)
        var view = view(address, parameters, wording, request, session, host: host)
        // Only the token of the session tells the pages of two readers apart.
        let token = view.token
        view.token = cache.placeholder
        let key =
            "\(wording.language) \(view.hasKeys) \(today) \(host) \(request.path)?\(request.query)"
        let generation = address.route == .sources ? nil : cache.generation()
        if let generation, let known = cache.answer(key, generation) {
            return tagged(cache.filled(known, token: token), request)
        }
        let (today, reader, version) = (today, reader, configuration.version)
        let outlines = outlines
        let feeds = configuration.feeds
        let tools = PageTools(
            today: today, reader: reader, version: version, origin: view.origin, wording: wording,
            outlines: outlines, format: format, feeds: feeds)
        let content: any PageContent = try await read { snapshot in
            try Self.load(address, parameters, snapshot, tools)
        }
        var response = DeskResponse(type: format.type, body: [])
        switch format {
        case .html:
            let layout = Layout(
                view: view, title: content.title(wording),
                formats: Route.named(address.route).formats)
            response.body = layout.page { content.write(&$0, view) }
            response.headers["vary"] = "cookie, accept-language"
        case .json: response.body = try content.json()
        default:
            guard let body = try content.content(format, view) else {
                throw DeskError.notFound("page")
            }
            response.body = body
            if format != .text, format != .markdown {
                response.headers["content-disposition"] =
                    "inline; filename=\"lagebild-\(address.route.rawValue)\(format.suffix)\""
            }
        }
        if let generation { cache.store(response, key, generation) }
        return tagged(cache.filled(response, token: token), request)
    }

    /// What pages need besides the archive.
    struct PageTools: Sendable {
        let today: String
        let reader: Reader
        let version: String
        let origin: String
        let wording: Wording
        let outlines: Outlines
        let format: Format
        let feeds: @Sendable () -> [FeedHealth]
    }

    private static func load(
        _ address: Address, _ parameters: Parameters, _ snapshot: Snapshot, _ tools: PageTools
    ) throws -> any PageContent {
        let arguments = address.arguments
        switch address.route {
        case .today: return try TodayPage(parameters, today: tools.today, snapshot)
        case .articles: return try SearchPage(parameters, isArticles: true, snapshot)
        case .article: return try ArticlePage(arguments[0], reader: parameters["reader"], snapshot)
        case .difference: return try DifferencePage(arguments[0], arguments[1], snapshot)
        case .statement:
            guard let reference = RowReference(arguments[0] + "/" + arguments[1]) else {
                throw DeskError.notFound("statement")
            }
            return try StatementPage(
                reference, reader: tools.reader, version: tools.version, origin: tools.origin,
                wording: tools.wording, snapshot)
        case .search: return try SearchPage(parameters, snapshot)
        case .actors: return try ActorsPage(parameters, snapshot)
        case .actor: return try ActorPage(arguments[0], snapshot)
        case .disputes: return try DisputesPage(parameters, snapshot)
        case .expectations:
            return try ExpectationsPage(
                parameters, today: tools.today, isFeed: tools.format == .calendar, snapshot)
        case .figures: return try FiguresPage(parameters, snapshot)
        case .timeline: return try TimelinePage(parameters, snapshot)
        case .map: return try MapPage(parameters, outlines: tools.outlines, snapshot)
        case .network: return try NetworkPage(parameters, snapshot)
        case .sources: return try SourcesPage(feeds: tools.feeds(), snapshot)
        case .briefing:
            return try BriefingPage(
                parameters, today: tools.today, isWhole: tools.format != .html, snapshot)
        case .watches: return try WatchesPage(parameters, snapshot)
        case .watch: return try WatchPage(arguments[0], parameters, snapshot)
        case .corrections: return try CorrectionsPage(snapshot)
        case .help: return HelpPage()
        }
    }

    func view(
        _ address: Address, _ parameters: Parameters, _ wording: Wording, _ request: DeskRequest,
        _ session: Session, host: String
    ) -> View {
        View(
            wording: wording, languages: wordings.map(\.language).sorted(), address: address,
            parameters: parameters, token: session.token, canWrite: canWrite,
            origin: "http://" + host,
            version: configuration.version, today: today, styleLink: assets.link("desk.css"),
            scriptLink: assets.link("desk.js"), iconLink: assets.link("icon.svg"),
            hasKeys: request.cookie("lagebild-keys") != "off",
            needsLogin: configuration.access != nil)
    }

    /// The answer with a tag of its bytes, or the word that the other end has it already.
    private func tagged(_ response: DeskResponse, _ request: DeskRequest) -> DeskResponse {
        var response = response
        let tag = "\"" + hexDigits(SHA256.hash(data: response.body).prefix(12)) + "\""
        response.headers["etag"] = tag
        let known = request.headers["if-none-match"] ?? ""
        if known == "*"
            || known.split(separator: ",").contains(where: {
                $0.trimmingBlanks.replacing("W/", with: "") == tag
            })
        {
            response.status = 304
            response.body = []
            response.headers["content-type"] = nil
        }
        return response
    }

    /// The page, or the JSON, that says that something went wrong. Nothing of the request is repeated and
    /// nothing of the machine is told.
    func failure(_ error: DeskError, _ request: DeskRequest) -> DeskResponse {
        let wording = Wording.chosen(wordings, for: request)
        let path = (try? Self.parts(of: request.path)) ?? []
        var detail = ""
        switch error {
        case .badRequest(let what):
            if what.hasPrefix("query: ") { detail = String(what.dropFirst(7)) }
        case .conflict(let reason): detail = reason
        default: break
        }
        let title = wording("error.\(error.status)")
        var response: DeskResponse
        if wantsJSON(request, path) {
            let body: [String: String] = ["error": title, "detail": detail]
            response = DeskResponse(
                status: error.status, type: "application/json; charset=utf-8",
                body: (try? encodedJSON(body.filter { !$0.value.isEmpty })) ?? [])
        } else {
            let session = sessions.session(of: request)
            let isInside =
                configuration.access == nil || sessions.mayEnter(request, session, configuration)
            let view = view(
                Address(.help), Parameters(), wording, request, session, host: "localhost")
            var page = HTML()
            if isInside {
                let layout = Layout(view: view, title: title, formats: [])
                response = DeskResponse(
                    status: error.status, type: Format.html.type,
                    body: layout.page { page in
                        page.heading(title, lead: wording("error.help.\(error.status)"))
                        if !detail.isEmpty { page.element("p", .class("nothing"), text: detail) }
                        page.element("p") {
                            $0.link(Address(.today).link(), text: wording("error.home"))
                        }
                    })
            } else {
                page.element("p", text: title)
                response = DeskResponse(
                    status: error.status, type: Format.html.type, body: page.bytes)
            }
        }
        switch error {
        case .methodNotAllowed(let methods): response.headers["allow"] = methods
        case .tooMany(let seconds): response.headers["retry-after"] = String(seconds)
        case .unauthorized: response.headers["www-authenticate"] = "Bearer realm=\"Lagebild\""
        default: break
        }
        response.headers["cache-control"] = "no-store"
        return response
    }

    func loginPage(_ request: DeskRequest, _ session: Session, failed: Bool) -> DeskResponse {
        let wording = Wording.chosen(wordings, for: request)
        var page = HTML()
        page.documentType()
        page.element("html", .lang(wording.language)) { page in
            page.element("head") { head in
                head.void("meta", Attribute("charset", "utf-8"))
                head.void(
                    "meta", Attribute("name", "viewport"),
                    Attribute("content", "width=device-width, initial-scale=1"))
                head.element("title", text: "Lagebild")
                head.void("link", Attribute("rel", "stylesheet"), .href(assets.link("desk.css")))
            }
            page.element("body", .class("login")) { page in
                page.element("main") { main in
                    main.element("h1", text: "Lagebild")
                    main.element(
                        "form", Attribute("method", "post"), .action(Link(["login"])),
                        .class("block")
                    ) { form in
                        form.hidden("token", session.token)
                        form.element("label", Attribute("for", "key"), text: wording("login.label"))
                        form.void(
                            "input", .id("key"), Attribute("type", "password"),
                            Attribute("name", "key"),
                            Attribute("required"), Attribute("autocomplete", "current-password"))
                        if failed {
                            form.element(
                                "p", Attribute("role", "alert"), text: wording("login.failed"))
                        }
                        form.element("button", .class("primary"), text: wording("login.button"))
                    }
                }
            }
        }
        return DeskResponse(status: failed ? 401 : 200, type: Format.html.type, body: page.bytes)
    }
}
