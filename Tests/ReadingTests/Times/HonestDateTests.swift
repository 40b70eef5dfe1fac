import Foundation
import Reading
import Testing
import Text

/// No date becomes more exact than the text and the publication allow.
@Suite struct HonestDateTests {
    @Test(arguments: [
        TimeCase(
            "de", "2024-06", "Am Freitag sagte sie ab.",
            .date("Freitag", "2024-06-XX", "[2024-06-07,2024-06-14,2024-06-21,2024-06-28]")),
        TimeCase(
            "en", "2024-06", "She left on Friday.",
            .date("Friday", "2024-06-XX", "[2024-06-07,2024-06-14,2024-06-21,2024-06-28]")),
        TimeCase("de", "2024", "Am Freitag sagte sie ab.", .date("Freitag", "2024-WXX-5", "2024")),
        TimeCase(
            "de", "2024-06", "Diese Woche tagt der Rat.",
            .date("Diese Woche", "2024-W2X", "[2024-W22,2024-W23,2024-W24,2024-W25,2024-W26]")),
        TimeCase(
            "de", "2024-06", "Gestern fiel Regen.",
            .date("Gestern", "2024-0X-XX", "[2024-05-31..2024-06-29]")),
        TimeCase("de", "2024-06", "Dieses Jahr war gut.", .exact("Dieses Jahr", "2024")),
        TimeCase(
            "de", "2024-06-12/2024-06-16", "Am Freitag sagte sie ab.",
            .exact("Freitag", "2024-06-14")),
    ])
    func openPublication(testCase: TimeCase) throws { try testCase.check() }

    @Test(arguments: [
        TimeCase("de", nil, "Am Freitag sagte sie ab.", .date("Freitag", "XXXX-WXX-5")),
        TimeCase("de", nil, "Im März sagte sie ab.", .exact("März", "XXXX-03")),
        TimeCase("de", nil, "Am 3. Mai sagte sie ab.", .exact("3. Mai", "XXXX-05-03")),
        TimeCase("de", nil, "Gestern sagte sie ab.", .date("Gestern", "XXXX-XX-XX")),
        TimeCase("en", nil, "She left last week.", .date("last week", "XXXX-WXX")),
        TimeCase("en", nil, "She left last year.", .date("last year", "XXXX")),
        TimeCase("en", nil, "She left two years ago.", .duration("two years ago", "P2Y")),
    ])
    func noPublication(testCase: TimeCase) throws { try testCase.check() }

    /// Vague windows and general references keep what is open open.
    @Test(arguments: [
        TimeCase(
            "de", "2024-06", "Er reist in den kommenden Tagen.",
            .date("den kommenden Tagen", "FUTURE_REF", "2024-06/2024-07~")),
        TimeCase(
            "de", "2024", "Er reist in den kommenden Tagen.",
            .date("den kommenden Tagen", "FUTURE_REF", "2024/2025~")),
        TimeCase(
            "de", nil, "Er reist in den kommenden Tagen.",
            .date("den kommenden Tagen", "FUTURE_REF")),
        TimeCase(
            "en", "2024-06", "It will open soon.", .date("soon", "FUTURE_REF", "2024-06/..")),
        TimeCase("en", nil, "It was opened recently.", .date("recently", "PAST_REF")),
        TimeCase(
            "en", "2024-06", "It fell over the past two years.",
            .duration("the past two years", "P2Y", "2022/2024")),
        TimeCase(
            "en", nil, "It fell over the past two years.", .duration("the past two years", "P2Y")),
        TimeCase(
            "de", nil, "Am Tag darauf kam er.", .date("Tag darauf", "XXXX-XX-XX")),
        TimeCase(
            "de", nil, "Das war 2015. Zwei Tage später kam er.", .exact("2015", "2015"),
            .date("Zwei Tage später", "XXXX-XX-XX")),
        TimeCase(
            "en", nil, "The plan runs to 2031 or later.",
            .date("2031 or later", "2031", "2031/..", mod: "ON_OR_AFTER")),
    ])
    func windowsStayOpen(testCase: TimeCase) throws { try testCase.check() }

    @Test(arguments: [
        TimeCase(
            "de", "2024-06-14", "Der 31. Februar 2024 kam nie.", .date("31. Februar 2024", nil)),
        TimeCase("de", nil, "Der 30. Februar kam nie.", .date("30. Februar", nil)),
        TimeCase("en", "2024-06-14", "It was Feb. 30, 2024.", .date("Feb. 30, 2024", nil)),
        TimeCase("de", nil, "Der 29. Februar 2024 kam.", .exact("29. Februar 2024", "2024-02-29")),
        TimeCase("de", nil, "Der 29. Februar 2023 kam nie.", .date("29. Februar 2023", nil)),
        TimeCase("en", nil, "Due 2023-02-29.", .date("2023-02-29", nil)),
    ])
    func impossibleDates(testCase: TimeCase) throws { try testCase.check() }

    /// Whatever the text, what is given as EDTF is EDTF, and values are never empty.
    @Test(
        arguments: ["de", "en"], [nil, "2024-06-14", "2024-06", "2024", "2024-06-01/2024-07-15"])
    func randomWordsGiveValidDates(language: String, published: String?) throws {
        let words = [
            "am", "Freitag", "Friday", "3.", "31", "Februar", "May", "2024", "last", "year",
            "letzten", "Jahr", "Woche", "week", "vor", "zwei", "two", "ago", "Uhr", "15.30", "8:30",
            "Ende", "bis", "-", "to", "ersten", "first", "Quartal", "quarter", "99999", "1990er",
            "1990s", "Jahren", "years", "next", "kommenden", "jeden", "every", "Sommer", "summer",
            "um", "at", "heute", "today", "5,5", "Jahrhundert", "century", "Ostern", "Easter",
        ]
        var random = SeededGenerator(seed: 7)
        for _ in 0..<60 {
            let text = (0..<40).map { _ in words.randomElement(using: &random)! }
                .joined(separator: " ")
            let reading = try sharedReader.get().read(
                Document(name: "random", language: language, published: published, text: text))
            #expect(brokenSpans(of: reading) == [])
            for row in reading.times {
                if let edtf = row.edtf { #expect(isValidEDTF(edtf), "\(edtf) in \(text)") }
                #expect(row.value != "")
            }
            for (a, b) in zip(reading.times, reading.times.dropFirst()) {
                #expect(a.span.end <= b.span.start)
            }
        }
    }

    @Test(arguments: [
        "am Freitag ", "7", "3. ", "vor zwei Jahren und ", "2024-", "the first of the ", "bis ",
    ])
    func hostileTextsAreRead(piece: String) throws {
        let text = String(repeating: piece, count: 100_000 / piece.utf8.count)
        let reading = try sharedReader.get().read(
            Document(name: "long", language: "de", published: "2024-06-14", text: text))
        #expect(brokenSpans(of: reading) == [])
    }
}
