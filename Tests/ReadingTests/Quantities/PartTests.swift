import Reading
import Testing
import Text

/// Parts of a whole, multitudes, and what is no figure.
@Suite struct PartTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var language: String
        var text: String
        var value: Double?
        var low: Double?
        var unit: String
        var testDescription: String { text }
    }

    @Test(arguments: [
        Case(language: "de", text: "Ein Viertel der Stimmen zählt.", value: 0.25, unit: "Stimme"),
        Case(language: "de", text: "Die Hälfte der Mitglieder kam.", value: 0.5, unit: "Mitglied"),
        Case(language: "de", text: "Dutzende Menschen flohen.", low: 24, unit: "Mensch"),
        Case(language: "de", text: "Zehntausende Menschen flohen.", low: 20_000, unit: "Mensch"),
        Case(language: "en", text: "A quarter of the voters left.", value: 0.25, unit: "voter"),
        Case(language: "en", text: "Dozens of people fled.", low: 24, unit: "person"),
        Case(language: "en", text: "Hundreds of families fled.", low: 200, unit: "family"),
        Case(language: "de", text: "Zwölf Häftlinge flohen.", value: 12, unit: "Häftling"),
    ])
    func figures(item: Case) throws {
        let rows = try sharedReader.get().read(
            Document(name: "test", language: item.language, text: item.text)
        ).quantities
        #expect(rows.count == 1)
        #expect(rows.first?.value == item.value)
        #expect(rows.first?.low == item.low)
        #expect(rows.first?.unit == item.unit)
    }

    @Test(arguments: [
        ("de", "Sie wohnt in 10115 Berlin."), ("de", "Er ist 34 Jahre alt."),
        ("de", "Das Spiel endete 3:1."), ("en", "The first half was dull."),
        ("de", "Mehrere Häuser brannten."), ("en", "Article 51 says so."),
    ])
    func noFigure(language: String, text: String) throws {
        let rows = try sharedReader.get().read(
            Document(name: "test", language: language, text: text)
        ).quantities
        #expect(rows.isEmpty)
    }
}
