import Archive
import Foundation
import Reading
import Text

extension Desk {
    /// Answers a request that changes something, or that hands something in.
    func change(_ path: [String], _ request: DeskRequest, _ session: Session) async throws
        -> DeskResponse
    {
        guard request.body.count <= configuration.bodyLimit else { throw DeskError.tooLarge }
        let type = request.headers["content-type"]?.prefix { $0 != ";" }.lowercased() ?? ""
        if path == ["api", "v1", "read"] { return try read(request, type) }
        if path.count == 3, path[0] == "api", path[1] == "v1" {
            // Only a program, or a page of the desk, can send this type: browsers ask before they let
            // another site do so, and are not answered.
            guard type == "application/json" else { throw DeskError.badRequest("type") }
            return try await change(path[2], Data(request.body))
        }
        guard type == "application/x-www-form-urlencoded" else {
            throw DeskError.badRequest("type")
        }
        let form = Parameters(String(decoding: request.body, as: UTF8.self))
        guard !form.isMalformed else { throw DeskError.badRequest("form") }
        guard sessions.isOurs(form["token"], session) else { throw DeskError.forbidden("token") }
        switch path {
        case ["preferences"]: return setPreferences(form)
        case ["logout"]:
            sessions.leave(session)
            return .seeOther(Address(.today).link())
        case ["corrections"]:
            try requireWriting()
            try archive.correct(
                try correction(form), note: form["note"].map { String($0.prefix(500)) })
        case ["watches"]:
            try requireWriting()
            if let name = form["remove"] {
                try archive.removeWatch(name)
                return .seeOther(Address(.watches).link())
            }
            guard let name = form["name"] else { throw DeskError.badRequest("form") }
            _ = try archive.addWatch(String(name.prefix(100)), query: try Query(form["q"] ?? ""))
            return .seeOther(Address(.watches).link())
        case ["sample"]:
            try requireWriting()
            try await add(DocumentStream(paths: [configuration.resources + "/story"]))
            return .seeOther(Address(.today).link())
        case ["articles"]:
            try requireWriting()
            let document = try document(form)
            var key = Address(.today)
            try await add([Result<Document, InputError>.success(document)]) { outcome in
                key = Address(.article, outcome.document)
            }
            return .seeOther(key.link())
        default: throw DeskError.notFound("page")
        }
        return .seeOther(back(form))
    }

    private func requireWriting() throws(DeskError) {
        guard canWrite else { throw .forbidden("readonly") }
    }

    /// The page that a form came from: read as one of the desk's own addresses and made anew, so that it
    /// can lead nowhere else.
    private func back(_ form: Parameters) -> Link {
        let parts = (form["back"] ?? "/").split(
            separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        guard let path = parts.first, let names = try? Self.parts(of: String(path)),
            let (address, format) = Address.parsed(names), format == .html
        else { return Address(.today).link() }
        let values = Parameters(parts.count > 1 ? String(parts[1]) : "")
        return address.link(
            query: Route.named(address.route).fields.compactMap { field in
                values[field.name].map { (field.name, $0) }
            })
    }

    private func setPreferences(_ form: Parameters) -> DeskResponse {
        var response = DeskResponse.seeOther(back(form))
        let end = "; Path=/; SameSite=Strict; Max-Age=31536000"
        if let language = form["language"], wordings.contains(where: { $0.language == language }) {
            response.headers["set-cookie"] = "lagebild-language=\(language)" + end
        } else if let keys = form["keys"], ["on", "off"].contains(keys) {
            response.headers["set-cookie"] = "lagebild-keys=\(keys)" + end
        }
        return response
    }

    private func correction(_ form: Parameters) throws -> Correction {
        func value(_ name: String) throws(DeskError) -> String {
            guard let value = form[name] else { throw .badRequest("form") }
            return value
        }
        func row() throws(DeskError) -> RowReference {
            guard let row = RowReference(try value("row")) else { throw .badRequest("form") }
            return row
        }
        switch form["kind"] {
        case "wrong": return .wrong(try row())
        case "act": return .act(try row(), try value("act"))
        case "source": return .source(try row(), try value("actor"))
        case "join": return .join(try value("actor"), into: try value("into"))
        case "part": return .part(alias: try value("alias"), from: try value("from"))
        case "undo":
            guard let id = Int(try value("correction")) else { throw DeskError.badRequest("form") }
            return .undo(id)
        default: throw DeskError.badRequest("form")
        }
    }

    private func document(_ form: Parameters) throws(DeskError) -> Document {
        guard let text = form["text"], text.contains(where: { !$0.isWhitespace }) else {
            throw .badRequest("form")
        }
        var published: String?
        if let date = form["published"] {
            published = isValidEDTF(date) ? date : nil
            if published == nil { throw .badRequest("query: " + "date") }
        }
        return Document(
            name: form["title"] ?? "desk", title: form["title"], published: published,
            outlet: form["outlet"], url: form["url"], text: Document.cleaned(text))
    }

    /// Reads and stores documents, then compares them with what is there.
    private func add(
        _ documents: some Sequence<Result<Document, InputError>>,
        stored: (AddOutcome) -> Void = { _ in }
    ) async throws {
        let ingest = Ingest(
            archive: archive, reader: reader, version: configuration.version, jobs: 2)
        var problem: String?
        try await ingest.run(
            documents, stored: { $0.forEach(stored) },
            failed: { if problem == nil { problem = $0 } })
        if problem != nil { throw DeskError.conflict("unreadable") }
        try archive.link(lexicon: LinkLexicon(dataRoot: dataRoot, languages: reader.languages))
    }

    // MARK: For programs

    /// `POST /api/v1/read`: a text in, its reading out; nothing is stored.
    private func read(_ request: DeskRequest, _ type: String) throws -> DeskResponse {
        let document: Document
        do {
            switch type {
            case "application/json":
                document = try Document(jsonLine: request.body, file: "body", line: 1)
            case "text/plain":
                guard let text = String(validating: request.body, as: UTF8.self),
                    text.contains(where: { !$0.isWhitespace })
                else { throw DeskError.badRequest("text") }
                document = Document(name: "body", text: Document.cleaned(text))
            default: throw DeskError.badRequest("type")
            }
            let reading = try reader.read(document, explain: true)
            return DeskResponse(
                type: Format.json.type, body: Array(reading.json(explain: true).utf8) + [0x0A])
        } catch let error as DeskError {
            throw error
        } catch let error as InputError {
            throw DeskError.conflict("\(error)")
        }
    }

    private struct WatchRequest: Decodable {
        var name: String
        var query: Query
    }
    private struct CorrectionRequest: Decodable {
        var change: Correction
        var note: String?
        var by: String?
    }

    private func change(_ what: String, _ body: Data) async throws -> DeskResponse {
        try requireWriting()
        func decoded<Value: Decodable>(_ type: Value.Type) throws -> Value {
            do { return try JSONDecoder().decode(type, from: body) } catch let error as ArchiveError
            {
                throw error
            } catch { throw DeskError.badRequest("body") }
        }
        let answer: [UInt8]
        switch what {
        case "watches":
            let request = try decoded(WatchRequest.self)
            answer = try encodedJSON(
                try archive.addWatch(String(request.name.prefix(100)), query: request.query))
        case "corrections":
            let request = try decoded(CorrectionRequest.self)
            answer = try encodedJSON(
                try archive.correct(
                    request.change, by: request.by.map { String($0.prefix(100)) },
                    note: request.note.map { String($0.prefix(500)) }))
        case "articles":
            let document: Document
            do { document = try Document(jsonLine: Array(body), file: "body", line: 1) } catch {
                throw DeskError.conflict("\(error)")
            }
            var outcomes: [AddOutcome] = []
            try await add([Result<Document, InputError>.success(document)]) { outcomes.append($0) }
            answer = try encodedJSON(outcomes.first)
        default: throw DeskError.notFound("page")
        }
        return DeskResponse(status: 201, type: Format.json.type, body: answer)
    }

    // MARK: Coming in

    func logIn(_ request: DeskRequest, _ session: Session) throws -> DeskResponse {
        guard let access = configuration.access else { throw DeskError.notFound("page") }
        guard request.method == "POST" else {
            return Self.withCookie(loginPage(request, session, failed: false), session)
        }
        try sessions.checkFailures(of: request.peer)
        guard request.body.count < 4096 else { throw DeskError.tooLarge }
        let form = Parameters(String(decoding: request.body, as: UTF8.self))
        guard sessions.isOurs(form["token"], session), !session.isNew else {
            throw DeskError.forbidden("token")
        }
        guard let key = form["key"], access.knows(key) else {
            try sessions.countFailure(of: request.peer)
            return loginPage(request, session, failed: true)
        }
        sessions.forgetFailures(of: request.peer)
        sessions.enter(session)
        return .seeOther(Address(.today).link())
    }
}
