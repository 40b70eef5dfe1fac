import Testing
import Text

@testable import Reading

/// Names, offices and pronouns that are one actor, and those that are two.
@Suite struct ActorIdentityTests {
    private func actors(_ text: String, _ language: String) throws -> [Actor] {
        try sharedReader.get().read(Document(name: "test", language: language, text: text)).actors
    }

    @Test(arguments: [
        ("Sergej Lawrow sagte ab. Sergei Lavrov sei krank, hieß es.", "Sergej Lawrow"),
        ("Kim Jong-un kam. Kim Dschong-un lobte die Arbeiter.", "Kim Jong-un"),
        ("Die Europäische Zentralbank (EZB) tagte. Die EZB entschied.", "Europäische Zentralbank"),
        ("Der UN-Sicherheitsrat tagte. Der Sicherheitsrat schwieg.", "UN-Sicherheitsrat"),
    ])
    func spellingsAreOne(text: String, name: String) throws {
        let found = try actors(text, "de")
        #expect(found.first?.name == name)
        #expect(found.first.map { $0.mentions.count >= 2 } == true)
        #expect(found.filter { $0.kind == found[0].kind }.count == 1)
    }

    @Test func anOfficeIsItsHolder() throws {
        let found = try actors(
            "Der georgische Präsident Lewan Beridse flog ab. Der georgische Präsident war müde.",
            "de")
        #expect(found.first { $0.kind == .person }?.mentions.count == 2)
        #expect(found.allSatisfy { $0.kind != .role })
    }

    @Test func aDeputyIsAnother() throws {
        let found = try actors(
            "Der stellvertretende georgische Außenminister Lewan Beridse flog ab. "
                + "Der georgische Außenminister blieb.", "de")
        #expect(found.first { $0.kind == .person }?.mentions.count == 1)
        #expect(found.first { $0.kind == .role }?.name == "georgischer Außenminister")
        #expect(found.first { $0.kind == .role }?.country == "GE")
    }

    @Test(arguments: [
        ("Ein hochrangiger Beamter sagte, das sei falsch.", "hochrangiger Beamter"),
        ("Beamten zufolge gilt der Plan.", "Beamte"),
        ("Gestern sagten hochrangige Diplomaten, das sei falsch.", "hochrangige Diplomaten"),
    ])
    func rolesStandInTheNominative(text: String, name: String) throws {
        #expect(try actors(text, "de").map(\.name) == [name])
    }

    @Test(arguments: [
        ("de", "Wiktor Sorin reiste ab. Er war müde.", "Wiktor Sorin"),
        ("en", "Mayor Anna Klein left. She was tired.", "Anna Klein"),
    ])
    func pronounsAreMentions(language: String, text: String, name: String) throws {
        let found = try actors(text, language).first { $0.name == name }
        #expect(found?.mentions.count == 2)
    }

    @Test func aCapitalIsAPlaceWhereThingsHappen() throws {
        let found = try actors("Moskau warnte. In Moskau fiel Schnee.", "de")
        #expect(found.map(\.kind) == [.country, .place])
        #expect(found.map(\.country) == ["RU", "RU"])
    }
}
