import Archive
import Foundation
import Testing

@testable import Desk

/// Every page of the table, on the story that is shipped.
@Suite struct PageTests {
    /// Addresses that together use every route.
    static func addresses(_ desk: TestDesk) async throws -> [Address] {
        let found = try await desk.archive.read { snapshot in
            (
                try snapshot.find(Query("act:deny"), page: PageRequest(limit: 1)).statements.first,
                try snapshot.find(Query("in:documents"), page: PageRequest(limit: 50)).documents,
                try snapshot.actors(page: PageRequest(limit: 1)).rows.first
            )
        }
        let statement = try #require(found.0)
        let latest = try #require(found.1.first { $0.document.version == 2 })
        let versions = try await desk.archive.read { try $0.document(latest.document.id).versions }
        let watch = try desk.archive.addWatch("leck", query: Query("about:diesel"))
        return Route.Name.allCases.map { name in
            switch name {
            case .article: Address(.article, latest.document.id)
            case .difference: Address(.difference, latest.document.id, versions[0].id)
            case .statement: .statement(statement.reference)
            case .actor: Address(.actor, found.2?.id ?? "")
            case .watch: Address(.watch, String(watch.id))
            default: Address(name)
            }
        }
    }

    @Test func everyPageHasItsTwins() async throws {
        let desk = try await TestDesk.withStory()
        for address in try await Self.addresses(desk) {
            for format in Route.named(address.route).formats {
                let needsQuery = [.search, .briefing].contains(address.route)
                let link = address.link(format, query: needsQuery ? [("q", "about:diesel")] : [])
                    .address
                let answer = await desk.get(link)
                #expect(answer.status == 200, "\(link)")
                #expect(answer.headers["content-type"] == format.type, "\(link)")
                #expect(
                    !answer.body.isEmpty && answer.body.count <= 100_000,
                    "\(link): \(answer.body.count)")
                if format == .json || format == .citation || format == .annotation {
                    #expect(answer.json != nil, "\(link)")
                }
                if format == .json {
                    let path =
                        address.route == .today
                        ? "/api/v1/today"
                        : "/api/v1"
                            + link.dropLast(0)
                            .replacing(".json", with: "")
                    let twin = await desk.get(path)
                    #expect(twin.status == 200 && twin.body == answer.body, "\(path)")
                }
                if format == .html {
                    #expect(answer.text.hasPrefix("<!DOCTYPE html>"))
                    #expect(!answer.text.contains("<script>") && !answer.text.contains(" style="))
                }
            }
        }
    }

    @Test func pagesSpeakBothLanguages() async throws {
        let desk = try await TestDesk.withStory()
        let german = await desk.get("/", ["accept-language": "de-AT,de;q=0.9,en;q=0.5"])
        #expect(german.text.contains("<html lang=\"de\"") && german.text.contains("Widersprüche"))
        let english = await desk.get("/", ["accept-language": "fr, en-GB;q=0.8, de;q=0.2"])
        #expect(english.text.contains("<html lang=\"en\""))
        let chosen = await desk.get(
            "/", ["accept-language": "en", "cookie": "lagebild-language=de"])
        #expect(chosen.text.contains("<html lang=\"de\""))
    }

    /// Nothing is said in one language alone, and no key of the source is missing.
    @Test func wordingIsWhole() throws {
        let wordings = try Wording.all(folder: resources + "/interface")
        for wording in wordings { #expect(wording.keys == wordings[0].keys, "\(wording.language)") }
        let sources =
            FileManager.default.enumerator(
                atPath: repository.appending(path: "Sources/Desk").path)?
            .compactMap { $0 as? String }.filter { $0.hasSuffix(".swift") } ?? []
        for file in sources {
            let text = try String(
                contentsOfFile: repository.appending(path: "Sources/Desk/" + file).path,
                encoding: .utf8)
            for match in text.matches(of: /wording\("([a-z.]+[a-z])"[,)]/) {
                #expect(wordings[0].keys.contains(String(match.1)), "\(file): \(match.1)")
            }
        }
    }

    @Test func listsGoOnWithACursor() async throws {
        let desk = try await TestDesk.withStory()
        var seen: [String] = []
        var cursor: String?
        repeat {
            let link = Address(.search).link(
                .json, query: [("q", "in:statements"), ("limit", "7"), ("cursor", cursor)])
            let page = try #require(await desk.get(link.address).json as? [String: Any])
            let rows = try #require(page["rows"] as? [[String: Any]])
            seen += rows.compactMap { row in
                row["reference"] as? String
            }
            cursor = page["next"] as? String
        } while cursor != nil && seen.count < 500
        #expect(seen.count > 20 && Set(seen).count == seen.count)
    }

    @Test func tagsSaveTheWay() async throws {
        let desk = try await TestDesk.withStory()
        let first = await desk.get("/api/v1/sources")
        let tag = try #require(first.headers["etag"])
        #expect(await desk.get("/api/v1/sources", ["if-none-match": tag]).status == 304)
        #expect(await desk.get("/api/v1/sources", ["if-none-match": "\"other\""]).status == 200)
    }

    /// A page is kept for all, the token of its forms is each reader's own.
    @Test func keptPagesHoldNoToken() async throws {
        let desk = try await TestDesk.withStory()
        // Within 50 ms of a write nothing is kept.
        try await Task.sleep(for: .milliseconds(100))
        let first = await desk.session("/watches?q=about:diesel")
        let second = await desk.session("/watches?q=about:diesel")
        #expect(!first.token.isEmpty && first.token != second.token)
        let again = await desk.get("/watches?q=about:diesel", ["cookie": first.cookie])
        #expect(again.text.contains(first.token) && !again.text.contains(second.token))
        #expect(!again.text.contains(desk.desk.cache.placeholder))
        // What was kept does not outlive a change, and the language of one is not another's.
        #expect(!again.text.contains("Schiffe"))
        _ = try desk.archive.addWatch("Schiffe", query: Query("about:diesel"))
        #expect(await desk.get("/watches?q=about:diesel").text.contains("Schiffe"))
        let german = await desk.get("/help", ["accept-language": "de"]).text
        #expect(await desk.get("/help", ["accept-language": "en"]).text != german)
        #expect(
            await desk.get("/help", ["cookie": "lagebild-keys=off"]).text.contains(
                "data-keys=\"off\""))
    }

    /// Facets count what the query finds, whichever way they are asked for.
    @Test(arguments: ["in:statements", "about:diesel", "in:documents", "act:deny sort:date"])
    func facetsCountTheRows(_ text: String) async throws {
        let desk = try await TestDesk.withStory()
        let query = try Query(text)
        let (both, alone, rows) = try await desk.archive.read { snapshot in
            (
                try snapshot.findWithFacets(query), try snapshot.facets(query),
                try snapshot.find(
                    query.setting(.within, to: "statements"), page: PageRequest(limit: 200)
                ).statements
            )
        }
        #expect(both.facets == alone && alone.counted == rows.count && !rows.isEmpty)
        let byAct = Dictionary(grouping: rows, by: \.act).mapValues(\.count)
        #expect(Dictionary(uniqueKeysWithValues: alone.acts.map { ($0.value, $0.count) }) == byAct)
        let byOutlet = Dictionary(grouping: rows, by: { $0.document.outlet ?? "" })
            .mapValues(\.count)
        #expect(
            Dictionary(uniqueKeysWithValues: alone.outlets.map { ($0.value, $0.count) })
                == byOutlet)
    }

    /// Joined actors are counted as one, copies as one source.
    @Test func actorsAreCountedOverTheirMembers() async throws {
        let desk = try await TestDesk.withStory()
        let all = try await desk.archive.read { try $0.actors(page: PageRequest(limit: 200)).rows }
        #expect(all.contains { $0.independentDocuments < $0.documents })
        let first = try #require(all.first)
        let second = try #require(all.dropFirst().first { $0.kind == first.kind })
        try desk.archive.correct(.join(second.id, into: first.id), note: nil)
        let joined = try await desk.archive.read { try $0.actor(first.id).summary }
        let listed = try await desk.archive.read {
            try $0.actors(page: PageRequest(limit: 200)).rows.first { $0.id == first.id }
        }
        #expect(joined == listed)
        #expect(joined.documents >= max(first.documents, second.documents))
        #expect(joined.documents <= first.documents + second.documents)
    }

    /// Countries are called as the reader's language calls them, whatever the texts say.
    @Test func countriesHaveTheNamesOfTheInterface() async throws {
        let desk = try await TestDesk.withStory()
        #expect(await desk.get("/map", ["accept-language": "en"]).text.contains(">Denmark<"))
        #expect(await desk.get("/map", ["accept-language": "de"]).text.contains(">Dänemark<"))
    }

    /// A briefing speaks the language of the reader, and no codes.
    @Test func briefingHasNoCodes() async throws {
        let desk = try await TestDesk.withStory()
        for language in ["de", "en"] {
            let page = await desk.get(
                "/briefing?q=about:diesel", ["accept-language": language]
            ).text
            #expect(page.contains("class=\"brief-lines\""))
            #expect(page.firstMatch(of: /\[[a-z]+, (CT|PR|PS|Uu)/) == nil)
        }
    }

    @Test func everythingThatIsShownIsLinked() async throws {
        let desk = try await TestDesk.withStory()
        for address in try await Self.addresses(desk) {
            let page = await desk.get(address.link().address)
            for match in page.text.matches(of: /href="(\/[^"#]*)/).prefix(60) {
                let target = String(match.1).replacing("&amp;", with: "&").replacing(
                    "&#39;", with: "'")
                let answer = await desk.get(target)
                #expect(answer.status == 200, "\(address.route) → \(target)")
            }
        }
    }
}

/// The description of the API and the API say the same.
@Suite struct APITests {
    @Test func descriptionMatchesRoutes() async throws {
        let desk = try await TestDesk.withStory()
        let document = try #require(await desk.get("/api/v1/openapi.json").json as? [String: Any])
        #expect(document["openapi"] as? String == "3.1.0")
        let paths = try #require(document["paths"] as? [String: [String: Any]])
        let gets = Set(paths.filter { $0.value["get"] != nil }.keys)
        #expect(gets == Set(Route.all.map(OpenAPI.path)))
        for address in try await PageTests.addresses(desk) {
            var arguments = address.arguments[...]
            let path = OpenAPI.path(of: Route.named(address.route)).split(separator: "/").map {
                part in
                part.hasPrefix("{") ? (arguments.popFirst() ?? "") : String(part)
            }
            #expect(await desk.get(Link(path).address).status == 200, "\(path)")
        }
    }

    @Test func readsWhatIsHandedIn() async throws {
        let desk = try TestDesk()
        let plain = await desk.post(
            "/api/v1/read", "Der Minister sagte, die Brücke sei sicher.", type: "text/plain")
        #expect(plain.status == 200)
        let reading = try #require(plain.json as? [String: Any])
        #expect(reading["format"] as? String == "lagebild.reading/1")
        #expect((reading["statements"] as? [Any])?.count == 1)
        let json = await desk.post(
            "/api/v1/read", #"{"text":"The mayor said the bridge is safe.","date":"2025-03-01"}"#,
            type: "application/json")
        #expect(json.status == 200 && json.text.contains("2025-03-01"))
        for (body, type) in [
            ("", "text/plain"), ("{}", "application/json"), ("[", "application/json"),
        ] {
            #expect((400..<500).contains(await desk.post("/api/v1/read", body, type: type).status))
        }
        #expect(
            await desk.post("/api/v1/read", "x", type: "application/x-www-form-urlencoded").status
                == 400)
    }

    @Test func programsChangeWithJSON() async throws {
        let desk = try await TestDesk.withStory()
        let watch = await desk.post(
            "/api/v1/watches", #"{"name":"diesel","query":"about:diesel"}"#,
            type: "application/json")
        #expect(watch.status == 201)
        #expect(await desk.get("/watches").text.contains("diesel"))
        let wrong = await desk.post(
            "/api/v1/watches", #"{"name":"x","query":"act:fly"}"#, type: "application/json")
        #expect(wrong.status == 400)
        let added = await desk.post(
            "/api/v1/articles", #"{"text":"The mayor said the quay is dry.","title":"Quay"}"#,
            type: "application/json")
        #expect(added.status == 201)
    }
}

@Suite struct ChangeTests {
    @Test func emptyArchiveOffersTheStory() async throws {
        let desk = try TestDesk()
        #expect(await desk.get("/").text.contains("action=\"/sample\""))
        #expect(await desk.submit("/sample", [:]).status == 303)
        let today = await desk.get("/").text
        #expect(today.contains("Monday, 17 March 2025") && today.contains("Sigrid Moe"))
    }

    @Test func rowIsCorrectedAndTakenBack() async throws {
        let desk = try await TestDesk.withStory()
        let statement = try #require(
            try await desk.archive.read { try $0.find(Query("act:deny")).statements.first })
        let address = Address.statement(statement.reference).link().address
        let answer = await desk.submit(
            "/corrections",
            [
                "kind": "wrong", "row": statement.reference.description, "note": "irony",
                "back": address,
            ])
        #expect(answer.status == 303 && answer.headers["location"] == address)
        #expect(await desk.get(address).text.contains("irony"))
        #expect(
            await desk.submit("/corrections", ["kind": "undo", "correction": "1"]).status == 303)
        let page = try await desk.archive.read { try $0.statement(statement.reference) }
        #expect(!page.isWrong)
        #expect(
            await desk.submit("/corrections", ["kind": "undo", "correction": "1"]).status == 409)
    }

    @Test func watchIsPreviewedAndSaved() async throws {
        let desk = try await TestDesk.withStory()
        let preview = await desk.get("/watches?q=about:diesel").text
        #expect(preview.contains("Mar 2025") || preview.contains("March 2025"))
        #expect(
            await desk.submit("/watches", ["name": "Diesel", "q": "about:diesel"]).status == 303)
        #expect(await desk.get("/watches/1.atom").text.contains("<entry>"))
        #expect(await desk.submit("/watches", ["remove": "Diesel"]).status == 303)
        #expect(await desk.get("/watches/1").status == 404)
    }
}
