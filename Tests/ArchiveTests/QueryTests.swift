import Testing
import Text

@testable import Archive

@Suite struct QueryTests {
    @Test(arguments: [
        "hafen", "\"port of Tarvo\" ship", "who:\"Shin Won-sik\" act:deny about:container",
        "ship or vessel or \"big boat\" -outlet:Testblatt",
        "act:deny,accuse from:2024-06 to:2024-07",
        "norm:\"UNSCR 1718\" -about:visit", "about:\"a \\\"b\\\" \\\\ c\"",
        "who:\"or\" lang:de sort:date",
        "\"-x\" \"10:30\" in:documents",
    ])
    func printsWhatItRead(_ text: String) throws {
        let query = try Query(text)
        #expect(query.description == text)
        #expect(try Query(query.description) == query)
    }

    @Test(arguments: [
        ("or ship", "'or'"), ("ship or", "'or'"), ("act:shout", "use one of"),
        ("from:yesterday", "no date"),
        ("colour:red", "no field"), ("\"open", "not closed"), ("who:", "missing"),
        ("a, b", "missing"),
    ])
    func saysWhatIsWrong(_ text: String, _ part: String) throws {
        do {
            let query = try Query(text)
            Issue.record("\(query) was understood")
        } catch {
            #expect(error.description.contains(part))
        }
    }

    @Test func choosesWhatComesBack() throws {
        #expect(try Query("hafen").scope == .documents)
        #expect(try Query("hafen act:deny").scope == .statements)
        #expect(try Query("hafen act:deny in:documents").scope == .documents)
    }

    @Test func takesAFieldOutAndPutsItIn() throws {
        let query = try Query("hafen from:2024-06").setting(.from, to: "2025")
        #expect(query.description == "hafen from:2025")
        #expect(query.setting(.from, to: nil).description == "hafen")
        #expect(query.setting(.who, to: "A B").description == "hafen from:2025 who:\"A B\"")
    }

    @Test(arguments: [
        ("Größe der Straße", "groesse der strasse"), ("Zoë's ÉCLAIR", "zoe s eclair"),
        ("Łódź – Kiew/Київ", "lodz kiew київ"), ("Ærø 12,5 %", "aeroe 12 5"),
    ])
    func foldsWords(_ text: String, _ expected: String) { #expect(folded(text) == expected) }

    @Test func marksWordsAndCompoundsInASnippet() throws {
        let matcher = WordMatcher(try Query("hafen \"sehr alt\""))
        let parts = matcher.snippet("Der Seehafenbau ist sehr alt, der Häfler nicht.")
        #expect(parts.filter(\.isMatch).map(\.text) == ["Seehafenbau", "sehr", "alt"])
        #expect(parts.map(\.text).joined() == "Der Seehafenbau ist sehr alt, der Häfler nicht.")
    }
}
