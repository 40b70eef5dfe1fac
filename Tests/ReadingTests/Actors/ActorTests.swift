import Testing
import Text

@testable import Reading

/// Who is who, and who is the same.
@Suite struct ActorTests {
    /// "von" leads back out of a role: the words before it are no part of it.
    @Test(arguments: [
        ("Nach Angaben von Außenminister Otieno ruht der Verkehr.", "Außenminister"),
        ("Der Berater von Präsident Karel Novak kam.", "Präsident"),
    ])
    func aRoleEndsAtItsPreposition(text: String, role: String) throws {
        #expect(try actors(text, "de").contains { $0.kind == .person && $0.role == role })
    }

    @Test func aSurnameIsTheSamePerson() throws {
        let actors = try actors(
            "Ministerin Vera Albrecht kam. Albrecht sagte, sie bleibe. Albrechts Plan ist alt.",
            "de")
        #expect(actors.map(\.name) == ["Vera Albrecht"])
        #expect(actors[0].aliases == ["Albrecht"])
        // Name, surname, pronoun, genitive.
        #expect(actors[0].mentions.count == 4)
        #expect(actors[0].role == "Ministerin")
    }

    /// The family name stands first; two people who share one are two.
    @Test func aSharedFamilyNameIsNoIdentity() throws {
        let actors = try actors(
            "Außenminister Park Jin-ho traf Verteidigungsminister Park Sung-min. Park sagte nichts.",
            "de")
        #expect(
            actors.filter { $0.kind == .person }.map(\.name) == ["Park Jin-ho", "Park Sung-min"])
        #expect(actors.allSatisfy { $0.aliases.isEmpty })
    }

    @Test func aRoleStandsBehindTheName() throws {
        let actors = try actors("Anna Klein, the mayor of Kilbray, said the bridge was safe.", "en")
        #expect(actors.first?.name == "Anna Klein")
        #expect(actors.first?.role == "mayor of Kilbray")
    }

    @Test(arguments: [
        ("de", "Moskau warnte vor dem Vertrag. Russland ist groß.", "RU", ["Moskau"]),
        ("de", "Washington und Peking kritisierten den Plan.", "US", ["Washington"]),
        ("en", "Kyiv said the deal was off.", "UA", ["Kyiv"]),
    ])
    func aSeatSpeaksForItsCountry(
        language: String, text: String, country: String, aliases: [String]
    ) throws {
        let actor = try actors(text, language).first { $0.country == country }
        #expect(actor?.kind == .country)
        #expect(actor?.aliases == aliases)
    }

    @Test func aPlaceIsNoGovernment() throws {
        #expect(try actors("Der Zug fährt nach Moskau.", "de").map(\.kind) == [.place])
    }

    @Test(arguments: [
        ("de", "Ein hochrangiger Beamter sagte, der Plan sei gut.", Actor.Kind.role, true),
        ("de", "Die Zeitung Nordblatt berichtete, der Plan sei gut.", .outlet, false),
        ("en", "Two officials said the plan was good.", .role, true),
    ])
    func unnamedSourcesAreMarked(
        language: String, text: String, kind: Actor.Kind, isAnonymous: Bool
    ) throws {
        let reading = try sharedReader.get().read(
            Document(name: "test", language: language, text: text))
        #expect(reading.actors.map(\.kind) == [kind])
        #expect(reading.statements.first?.source?.anonymous == isAnonymous)
    }

    @Test(arguments: [
        ("Peter Lang kam. Er sagte, er bleibe.", "Peter Lang"),
        ("Ministerin Vera Albrecht traf Peter Lang. Sie sagte, er bleibe.", "Vera Albrecht"),
    ])
    func pronounsAreTied(text: String, name: String) throws {
        let reading = try sharedReader.get().read(
            Document(name: "test", language: "de", text: text))
        let actor = reading.statements.first?.source?.actors.first
        #expect(reading.actors.first { $0.id == actor }?.name == name)
    }
}
