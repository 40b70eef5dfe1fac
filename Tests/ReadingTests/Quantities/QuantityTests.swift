import Reading
import Testing
import Text

/// Figures and what they count.
@Suite struct QuantityTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let language: String
        let text: String
        let rows: [Row]
        init(_ language: String, _ text: String, _ rows: Row...) {
            (self.language, self.text, self.rows) = (language, text, rows)
        }
        var testDescription: String { text }
    }
    struct Row: Hashable, Sendable {
        var words: String
        var value: Double?
        var low: Double?
        var high: Double?
        var unit: String?
        var approximate = false
        init(
            _ words: String, _ value: Double? = nil, _ unit: String? = nil, low: Double? = nil,
            high: Double? = nil, approximate: Bool = false
        ) {
            (self.words, self.value, self.unit) = (words, value, unit)
            (self.low, self.high, self.approximate) = (low, high, approximate)
        }
    }

    @Test(arguments: [
        Case(
            "de", "Es sind bis zu 4,8 Millionen Artilleriegranaten.",
            Row(
                "bis zu 4,8 Millionen Artilleriegranaten", nil, "Artilleriegranate", high: 4_800_000
            )),
        Case(
            "de", "Mindestens drei Soldaten starben.",
            Row("Mindestens drei Soldaten", nil, "Soldat", low: 3)),
        Case(
            "de", "Mehr als 300 Zivilisten flohen.",
            Row("Mehr als 300 Zivilisten", nil, "Zivilist", low: 300)),
        Case(
            "de", "Rund 5 Prozent stimmten zu.",
            Row("Rund 5 Prozent", 5, "Prozent", approximate: true)),
        Case("de", "Er zahlte 3,5 Milliarden Euro.", Row("3,5 Milliarden Euro", 3.5e9, "Euro")),
        Case("de", "Er zahlte € 20 Mio. an sie.", Row("€ 20 Mio.", 2e7, "Euro")),
        Case(
            "de", "Es kamen zwischen 20 und 30 Menschen.",
            Row("zwischen 20 und 30 Menschen", nil, "Mensch", low: 20, high: 30)),
        Case(
            "de", "Es kamen 20 bis 30 junge Leute.",
            Row("20 bis 30 junge Leute", nil, "Leute", low: 20, high: 30)),
        Case("de", "Das sind 1.000.000 Tonnen.", Row("1.000.000 Tonnen", 1e6, "Tonne")),
        Case(
            "de", "Das sind 1\u{202F}000\u{202F}000 Tonnen.",
            Row("1\u{202F}000\u{202F}000 Tonnen", 1e6, "Tonne")),
        Case("de", "Es waren 7% der Stimmen.", Row("7%", 7, "Prozent")),
    ])
    func german(testCase: Case) throws { try check(testCase) }

    @Test(arguments: [
        Case("en", "It cost $3 billion.", Row("$3 billion", 3e9, "dollar")),
        Case("en", "Twelve people died.", Row("Twelve people", 12, "person")),
        Case(
            "en", "About 4.8 million shells arrived.",
            Row("About 4.8 million shells", 4.8e6, "shell", approximate: true)),
        Case(
            "en", "At least 1,000 soldiers left.",
            Row("At least 1,000 soldiers", nil, "soldier", low: 1000)),
        Case("en", "It rose 5 percent.", Row("5 percent", 5, "percent")),
        Case("en", "It rose 0.5%.", Row("0.5%", 0.5, "percent")),
        Case(
            "en", "Two dozen wounded soldiers left.",
            Row("Two dozen wounded soldiers", 24, "soldier")),
        Case("en", "Up to 20 ships sank.", Row("Up to 20 ships", nil, "ship", high: 20)),
    ])
    func english(testCase: Case) throws { try check(testCase) }

    /// What holds a number and is no quantity.
    @Test(arguments: [
        ("de", "Artikel 51 und Resolution 1718 gelten."), ("de", "Es endete 3:1."),
        ("de", "Tel. 0471 97 50 16"), ("de", "Das war 2014 und am 3. Mai."),
        ("de", "Ein Mann kam."),
        ("de", "Der 3. Platz ging an sie."),
        ("de", "Post an 88111 Lindau."), ("de", "Die 35-Jährige schwieg."),
        ("de", "Er war vor zwei Jahren hier."), ("en", "One of them left in 2014."),
        ("en", "Article 51 and Resolution 1718 apply."), ("en", "A man came three years ago."),
        ("en", "Several people came."), ("en", "She came third on May 3."),
    ])
    func isNoQuantity(language: String, text: String) throws {
        let found = try sharedReader.get().read(
            Document(name: "case", language: language, published: "2024-06-14", text: text))
        #expect(found.quantities == [])
    }

    @Test(arguments: ["7", "7 ", "3 bis ", "$", "$3 ", "eine Million ", "1.000."])
    func hostileTextsAreRead(piece: String) throws {
        let text = String(repeating: piece, count: 100_000 / piece.utf8.count)
        for language in ["de", "en"] {
            let found = try sharedReader.get().read(
                Document(name: "long", language: language, published: "2024-06-14", text: text))
            #expect(brokenSpans(of: found) == [])
        }
    }

    private func check(_ testCase: Case) throws {
        let found = try sharedReader.get().read(
            Document(
                name: "case", language: testCase.language, published: "2024-06-14",
                text: testCase.text))
        let scalars = Array(testCase.text.unicodeScalars)
        let rows = found.quantities.map {
            Row(
                words($0.span, of: scalars), $0.value, $0.unit, low: $0.low, high: $0.high,
                approximate: $0.approximate)
        }
        #expect(rows == testCase.rows)
    }
}
