import Foundation
import Reading
import Testing
import Text

@Suite struct PlainTextTests {
    private func document(_ text: String) throws -> Document {
        try Document(plainText: Array(text.utf8), name: "test")
    }

    @Test(arguments: [
        ("a\r\nb\rc\n", "a\nb\nc\n"), ("\u{FEFF}Text", "Text"),
        ("Re\u{AD}gie\u{AD}rung", "Regierung"),
        ("a\u{200B}b\u{2060}c", "abc"), ("Mu\u{308}ller", "Müller"), ("ﬁx", "ﬁx"),
    ])
    func textIsCleaned(raw: String, expected: String) throws {
        #expect(Array(try document(raw).text.unicodeScalars) == Array(expected.unicodeScalars))
    }

    @Test(arguments: [
        (" date 2024-06 Ein Titel\n\nText.", "2024-06", "Ein Titel\n\nText."),
        ("date 2024-06-14 Ein Titel\nText.", "2024-06-14", "Ein Titel\nText."),
        ("date: 2024 Titel\nText.", "2024", "Titel\nText."),
        ("date 2024-06\n\nText.", "2024-06", "Text."),
        ("date night is fun\n\nText.", nil, "date night is fun\n\nText."),
        ("Datum 2024-06 Titel\n", nil, "Datum 2024-06 Titel\n"),
    ])
    func headerLine(raw: String, published: String?, text: String) throws {
        let document = try document(raw)
        #expect(document.published == published)
        #expect(document.text == text)
        #expect(document.title == nil)
    }

    @Test func frontMatter() throws {
        let document = try document(
            """
            ---
            title: "Ein: Titel"
            date: 2024-06-14
            source: Nordfunk
            url: https://example.org/a
            tags:
              - a
            ---

            Der Text.
            """)
        #expect(document.title == "Ein: Titel")
        #expect(document.published == "2024-06-14")
        #expect(document.outlet == "Nordfunk")
        #expect(document.url == "https://example.org/a")
        #expect(document.text == "Der Text.")
    }

    @Test func aRuleIsNoFrontMatter() throws {
        #expect(try document("---\nKein Kopf, sondern Text.\n").title == nil)
    }

    @Test func spansCountInThePrintedText() throws {
        let document = try document(
            "\u{FEFF} date 2024-06 Titel\r\n\r\nMu\u{308}l\u{AD}ler sagte: „Gut.“")
        let reading = try sharedReader.get().read(document)
        let scalars = Array(reading.document.text.unicodeScalars)
        let statement = try #require(reading.statements.first)
        #expect(words(statement.content[0], of: scalars) == "„Gut.“")
        #expect(words(try #require(statement.source?.spans.first), of: scalars) == "Müller")
    }

    @Test(arguments: [
        ([], "empty"), (Array(" \n\t".utf8), "empty"), ([0x41, 0, 0x42], "binary"),
        (Array("Zeile\nZwei ".utf8) + [0xFC], "line 2 is not UTF-8"),
        (Array("date 2024-02-31 Titel\nText".utf8), "2024-02-31"),
    ])
    func faultsAreNamed(bytes: [UInt8], message: String) {
        let error = #expect(throws: InputError.self) {
            try Document(plainText: bytes, name: "f.txt")
        }
        let text = error.map { "\($0)" } ?? ""
        #expect(text.hasPrefix("f.txt: "))
        #expect(message == "empty" ? text.contains("no text") : text.contains(message))
    }
}

@Suite struct JSONLineTests {
    private func document(_ line: String) throws -> Document {
        try Document(jsonLine: Array(line.utf8), file: "f.jsonl", line: 7)
    }

    @Test func textIsLeftAlone() throws {
        let document = try document(
            #"{"id":"a","title":"T","date":"2024-06","lang":"de-AT","text":"Mu\u0308\u00adller\r\n","n":[1]}"#
        )
        #expect(document.name == "a")
        #expect(document.title == "T")
        #expect(document.published == "2024-06")
        #expect(document.language == "de")
        #expect(
            document.text.unicodeScalars.elementsEqual("Mu\u{308}\u{AD}ller\r\n".unicodeScalars))
    }

    @Test(arguments: [
        ("{", "this is no JSON object"), ("[]", "this is no JSON object"),
        ("{}", "\"text\" is missing"),
        (#"{"text":1.5}"#, "is no string"), (#"{"text":" "}"#, "no text"),
        (#"{"text":"a","date":"2024-13"}"#, "2024-13"),
    ])
    func faultsNameTheLine(line: String, message: String) {
        let error = #expect(throws: InputError.self) { try document(line) }
        let text = error.map { "\($0)" } ?? ""
        #expect(text.contains("f.jsonl: line 7"))
        #expect(text.contains(message))
    }
}

@Suite struct PublicationDateTests {
    @Test(arguments: [
        "2024", "2024-06", "2024-06-14", "2024-02-29", "2024-W24", "2024-06~",
        "2024-06-12/2024-06-19",
        "[2024-06-07,2024-06-14]", "2024-21", "../2024", "2024-06-14T10:30:00Z", "202X",
        "2024-XX-03",
    ])
    func dates(text: String) { #expect(isValidEDTF(text)) }

    @Test(arguments: [
        "", "2024-13", "2024-02-30", "2023-02-29", "2024-6-1", "14.06.2024", "2024-W54", "[2024",
        "/",
        "2024-06-14T25:00", "heute", "20240614",
    ])
    func noDates(text: String) { #expect(!isValidEDTF(text)) }
}
