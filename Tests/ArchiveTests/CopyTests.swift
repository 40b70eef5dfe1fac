import Testing

@testable import Archive

@Suite(.temporaryFolder) struct CopyTests {
    /// A text of so many sentences that differ from those of other seeds.
    private static func text(_ seed: Int, sentences: Int = 40) -> [String] {
        let goods = ["Getreide", "Kohle", "Stahl", "Holz", "Papier", "Kupfer", "Zement"]
        let places = ["Hafen", "Bahnhof", "Lager", "Werk", "Markt"]
        return (0..<sentences).map { index in
            let number = mixed(UInt64(seed * 1000 + index))
            return
                "Am \(places[Int(number % 5)]) von Ort\(number % 97) lagen \(number % 881) Tonnen "
                + "\(goods[Int(number % 7)]) neben Wagen\(number % 53)."
        }
    }

    private func kinds(_ texts: [String]) throws -> [AddOutcome.Kind] {
        let archive = try temporaryArchive()
        return try texts.enumerated().map { index, text in
            try archive.store([document(text, name: "n\(index)", outlet: "Blatt\(index)")])[0].kind
        }
    }

    @Test func findsFramedCutAndExtendedCopies() throws {
        let base = Self.text(1)
        let other = Self.text(2)
        let whole = base.joined(separator: " ")
        #expect(
            try kinds([
                whole, "(Agentur) " + whole + " Alle Rechte vorbehalten.",
                base.prefix(20).joined(separator: " "),
                (base + other.prefix(12)).joined(separator: " "),
                other.joined(separator: " "),
            ]) == [.new, .copy, .copy, .copy, .new])
    }

    @Test func shortReportsOfOneHappeningAreNoCopies() throws {
        #expect(
            try kinds([
                "Der Minister sagte am Montag in Tarvo, der Hafen werde im Mai geschlossen.",
                "Der Minister sagte am Montag in Tarvo, der Markt werde im Juni verlegt.",
            ]) == [.new, .new])
    }

    @Test func tenCopiesCountOnce() throws {
        let archive = try temporaryArchive()
        let text = "Mara Roth sagte, der Hafen sei zu. " + Self.text(3).joined(separator: " ")
        for index in 0..<10 {
            try archive.store([
                document("Meldung \(index). " + text, name: "\(index)", outlet: "B\(index)")
            ])
        }
        #expect(try archive.statements("who:Roth").count == 1)
        let hit = try archive.read { try $0.find(try Query("Hafen Roth")) }.rows
        guard case .document(let row) = hit.first else {
            Issue.record("nothing was found")
            return
        }
        #expect(row.copies == 9)
        let actor = try archive.read { try $0.actors(matching: "Roth") }.rows.first
        #expect(actor?.documents == 10)
        #expect(actor?.independentDocuments == 1)
        // The copy stands up when the original goes.
        try archive.remove(row.document.id)
        #expect(try archive.statements("who:Roth").count == 1)
        #expect(try archive.read { try $0.status() }.copies == 8)
    }

    /// What many outlets print is no boilerplate, also when the first of them goes.
    @Test func aHundredCopiesAreCopies() throws {
        let archive = try temporaryArchive()
        let text = Self.text(1).joined(separator: " ")
        func add(_ outlets: Range<Int>) throws -> [AddOutcome] {
            try archive.store(outlets.map { document(text, name: "c", outlet: "Blatt \($0)") })
        }
        let first = try add(0..<100)
        #expect(first.map(\.kind) == [.new] + Array(repeating: .copy, count: 99))
        #expect(Set(first.dropFirst().map(\.of)) == [first[0].document])
        try archive.remove(first[0].document)
        let later = try add(100..<101)
        #expect(later.map(\.kind) == [.copy])
        #expect(later[0].of == first[1].document)
    }

    @Test func theCoarseSampleIsAPartOfTheFineOne() {
        let long = FoldedText(Self.text(5, sentences: 80).joined(separator: " "))
        let short = FoldedText(Self.text(5, sentences: 10).joined(separator: " "))
        let shared = Set(Fingerprint(long).hashes).intersection(Fingerprint(short).hashes)
        let coarse = Fingerprint.grams(short).filter { $0 % Fingerprint.coarse == 0 }
            .map { Int64(bitPattern: $0) >> 16 }
        #expect(!coarse.isEmpty)
        #expect(shared == Set(coarse))
    }

    @Test(arguments: [
        ("a b c", "a x c", ["a ", "-b ", "+x ", "c"]), ("a b", "a b", ["a b"]),
        ("", "neu", ["+neu"]),
        ("alt", "", ["-alt"]), ("eins zwei", "zwei eins", ["-eins ", "+zwei eins"]),
    ])
    func differenceSpellsBothTexts(_ old: String, _ new: String, _ expected: [String]) {
        let parts = wordDifference(old, new)
        let text: (Set<TextDifference.Kind>) -> String = { kinds in
            parts.filter { kinds.contains($0.kind) }.map(\.text).joined()
        }
        #expect(text([.same, .removed]) == old)
        #expect(text([.same, .added]) == new)
        if expected.count == parts.count {
            let marks = parts.map {
                ($0.kind == .same ? "" : $0.kind == .removed ? "-" : "+") + $0.text
            }
            if !old.contains("zwei") { #expect(marks == expected) }
        }
    }

    @Test(arguments: [
        ("https://www.blatt.example/a/?utm_source=x#top", "blatt.example/a"),
        ("http://Blatt.example/a?id=3&fbclid=9", "blatt.example/a?id=3"),
        ("blatt.example", "blatt.example"),
    ])
    func addressesOfOneReportAreOne(_ address: String, _ expected: String) {
        #expect(normalisedAddress(address) == expected)
    }

    @Test(arguments: [
        ("x7", "Blatt", true), ("a/b.txt", "Blatt", false), ("f.jsonl:12", "Blatt", false),
        ("x7", nil, false),
    ])
    func anIDNamesAReportAtItsOutlet(_ name: String, _ outlet: String?, _ hasIdentity: Bool) {
        #expect((reportIdentity(url: nil, outlet: outlet, name: name) != nil) == hasIdentity)
    }
}
