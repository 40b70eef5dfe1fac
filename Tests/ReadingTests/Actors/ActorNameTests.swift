import Testing
import Text

@testable import Reading

/// What belongs to a name and what only stands beside it.
@Suite struct ActorNameTests {
    @Test func aHeadlineIsReadByTheRestOfTheText() throws {
        let found = try actors(
            "Ben Carter Slams Gillian And The Media. Ben Carter attacked Gillian Moore on Tuesday. "
                + "Carter said Moore had lied.", "en")
        let people = found.filter { $0.kind == .person }
        #expect(people.map(\.name) == ["Ben Carter", "Gillian Moore"])
        #expect(people.map(\.mentions.count) == [3, 3])
    }

    @Test(arguments: [
        ("Major Valeri Trojan wurde verhört. Trojan schwieg.", "de", "Valeri Trojan", "Major"),
        (
            "Die frühere Kanzlerin und jetzige Abgeordnete Petra Kuhn kam. Kuhn sprach.", "de",
            "Petra Kuhn", "frühere Kanzlerin und jetzige Abgeordnete"
        ),
        ("Die aus Kenia stammende Politikerin Petra Kuhn kam.", "de", "Petra Kuhn", "Politikerin"),
        (
            "Former mayor and presidential candidate Amy Holt spoke.", "en", "Amy Holt",
            "Former mayor and presidential candidate"
        ),
        ("Major General Adam Holt was killed.", "en", "Adam Holt", "Major General"),
        ("Pres. Holt left for Rome.", "en", "Holt", "Pres."),
    ])
    func anOfficeIsNoName(text: String, language: String, name: String, role: String) throws {
        let found = try actors(text, language).filter { $0.kind == .person }
        #expect(found.map(\.name) == [name])
        #expect(found.first?.role == role)
    }

    @Test(arguments: [
        ("The president of Kenya, Amos Keter, said the talks had failed.", "Amos Keter", "KE"),
        ("Senegal's foreign minister, Awa Fall, said the talks had failed.", "Awa Fall", "SN"),
    ])
    func aRoleIsTheBearersBehindAComma(text: String, name: String, country: String) throws {
        let found = try actors(text, "en")
        #expect(found.filter { $0.kind == .person }.map(\.name) == [name])
        #expect(found.first { $0.kind == .person }?.country == country)
        #expect(found.allSatisfy { $0.kind != .role })
    }

    @Test func aDeputyIsNotWhomHeStandsInFor() throws {
        let found = try actors(
            "Vizepräsident Mark Stein traf den Präsidenten Adam Kohl. Der Präsident lobte ihn. "
                + "Der Vizepräsident schwieg.", "de")
        let kohl = try #require(found.first { $0.name == "Adam Kohl" })
        let stein = try #require(found.first { $0.name == "Mark Stein" })
        #expect(kohl.mentions.count == 2)
        #expect(stein.mentions.count == 3)
    }

    @Test(arguments: [
        ("Der Nationale Sicherheitsrat tagte. Der UN-Sicherheitsrat tagte auch.", "de"),
        ("The National Security Council met. The UN Security Council met too.", "en"),
        ("Der iranische Sicherheitsrat lehnte ab. Der UN-Sicherheitsrat tagte.", "de"),
    ])
    func anotherCouncilIsAnother(text: String, language: String) throws {
        #expect(try actors(text, language).filter { $0.kind == .organization }.count == 2)
    }

    @Test func aBodyWithItsUsualNameIsItself() throws {
        let found = try actors("Der deutsche Bundestag tagte. Der Bundestag stimmte ab.", "de")
        #expect(found.filter { $0.kind == .organization }.map(\.mentions.count) == [2])
    }

    @Test(arguments: [
        (
            "Sie lobte Theresa Kuhns EU-Abkommen. Theresa Kuhn trat zurück.", "de", "Theresa Kuhn"
        ),
        ("Die Rede Angela Merkels war lang. Merkel ging.", "de", "Angela Merkel"),
        ("Bildungsminister Damian Hinds ging. Hinds schwieg.", "de", "Damian Hinds"),
        ("Marine Le Pen spoke in Paris. Le Pen said she would win.", "en", "Marine Le Pen"),
    ])
    func aGenitiveAndAFamilyNameAreThePerson(
        text: String, language: String, name: String
    ) throws {
        let people = try actors(text, language).filter { $0.kind == .person }
        #expect(people.map(\.name) == [name])
        #expect((people.first?.mentions.count ?? 0) >= 2)
    }

    @Test(arguments: [
        ("Davon fordert Airbus 5,3 Milliarden Euro. Airbus schwieg.", "Airbus"),
        ("Das Konzept der Deutschen Fußball Liga stieß auf Protest.", "Deutsche Fußball Liga"),
        (
            "Der Soldat hatte beim Bundesgericht Berufung eingelegt. Das Bundesgericht gab ihm recht.",
            "Bundesgericht"
        ),
    ])
    func whatStandsBesideANameIsNoPartOfIt(text: String, name: String) throws {
        #expect(
            try actors(text, "de").filter { $0.kind == .organization }.map(\.name) == [name])
    }

    @Test func aCharterIsNoActor() throws {
        #expect(try actors("Das verstößt gegen Artikel 51 der UN-Charta.", "de").isEmpty)
    }

    @Test(arguments: [
        ("Er war in den Niederlanden.", "de", "NL"),
        ("Er war in der Zentralafrikanischen Republik.", "de", "CF"),
        ("Die Vereinigten Arabischen Emirate lehnten ab.", "de", "AE"),
        ("He was in the Ivory Coast.", "en", "CI"),
        ("Talks began in the Democratic Republic of the Congo.", "en", "CD"),
    ])
    func countriesInOtherWords(text: String, language: String, code: String) throws {
        #expect(
            try actors(text, language).filter { $0.kind == .country }.map(\.country) == [code])
    }

    @Test func smallLettersNameNoCountry() throws {
        #expect(
            try actors("Some male troops and turkey farmers came.", "en").allSatisfy {
                $0.country == nil
            })
    }
}
