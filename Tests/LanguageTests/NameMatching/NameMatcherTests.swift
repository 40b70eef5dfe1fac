import Foundation
import Testing

@testable import Language

/// Names that are the same, and names that are not.
@Suite struct NameMatcherTests {
    static let matcher = Result {
        try NameMatcher(
            dataRoot: URL(filePath: #filePath).deletingLastPathComponent()
                .appending(path: "../../../Sources/Language/Data").standardized.path)
    }

    private func score(_ a: String, _ b: String, _ kind: NameKind) throws -> Double {
        try Self.matcher.get().match(a, b, kind: kind).score
    }

    @Test(arguments: [
        ("Wladimir Sorokin", "Vladimir Sorokin"), ("Wladimir Sorokin", "Владимир Сорокин"),
        ("Sergej Lawrow", "Sergei Lavrov"), ("Sergei Lavrov", "Сергей Лавров"),
        ("Kim Jong-un", "Kim Dschong-un"), ("Kim Jong Un", "김정은"),
        ("Georgios Pappas", "Γεώργιος Παππάς"), ("Mohamed al-Jamal", "محمد الجمال"),
        ("Nguyen, Anna", "Anna Nguyen"), ("Peter J. Lang", "Peter Johann Lang"),
        ("Jürgen Möbius", "Juergen Moebius"),
    ])
    func sameperson(a: String, b: String) throws {
        #expect(try score(a, b, .person) >= 0.5)
        #expect(try score(b, a, .person) == score(a, b, .person))
    }

    @Test(arguments: [
        ("Wolodymyr Sorokin", "Wladimir Sorokin"), ("Kim Jong-un", "Kim Jong-il"),
        ("Iwan Petrow", "Iwana Petrowa"), ("Peter Lang jr.", "Peter Lang sen."),
        ("Lang", "Peter Lang"), ("Peter H. Lang", "Peter W. Lang"),
        ("Igor Iwanowitsch Serow", "Igor Petrowitsch Serow"),
    ])
    func otherPerson(a: String, b: String) throws {
        #expect(try score(a, b, .person) < 0.5)
    }

    @Test(arguments: [
        ("ООО Ромашка", "Romashka LLC", NameKind.company, true),
        ("Nordmetall GmbH", "Nordmetall Ltd.", .company, true),
        ("Nordmetall GmbH", "Nordmetall AG", .company, false),
        ("Nordmetall Handels AG", "Nordmetall Reederei AG", .company, false),
        ("Zavod 5", "Zavod 9", .company, false),
        ("Baltic Grain Export Union", "BGEU", .company, true),
        ("MV Ocean Star 1", "Ocean Star I", .vessel, true),
        ("Ocean Star 1", "Ocean Star 2", .vessel, false),
        ("M/T Sea Dawn", "SEADAWN", .vessel, true),
    ])
    func companiesAndVessels(a: String, b: String, kind: NameKind, isSame: Bool) throws {
        #expect(try (score(a, b, kind) >= 0.5) == isSame)
    }

    /// Names of places in the spellings of several languages.
    @Test(arguments: [("Kyjiw", "Kyiv"), ("Pjöngjang", "Pyongyang"), ("Lawrow", "Лавров")])
    func singleWords(a: String, b: String) throws {
        #expect(try score(a, b, .person) >= 0.5)
    }

    @Test(arguments: [
        ("Sergej Lawrow", "Сергей Лавров"), ("Baltische Reederei GmbH", "Baltische Reederei"),
        ("Juri Schewtschuk", "Yuri Shevchuk"),
    ])
    func sameNamesShareAKey(a: String, b: String) throws {
        let matcher = try Self.matcher.get()
        let keys = [a, b].map { Set(matcher.blockingKeys(of: matcher.prepare($0, kind: .person))) }
        #expect(!keys[0].isDisjoint(with: keys[1]))
    }

    /// Whatever a name is made of, there is an answer between 0 and 1.
    @Test(arguments: [
        "", " ", "…", "\u{0}", String(repeating: "a ", count: 500),
        String(repeating: "x", count: 9_000),
        "👩‍👩‍👧", "'''", "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18", "&&&", "A.B.C.D.E.F.G.H",
    ])
    func anyNameHasAnAnswer(name: String) throws {
        for kind in NameKind.allCases {
            for other in [name, "Peter Lang", "الجمال"] {
                #expect((0...1).contains(try score(name, other, kind)))
            }
        }
    }
}
