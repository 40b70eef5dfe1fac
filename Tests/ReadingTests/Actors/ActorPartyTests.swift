import Testing
import Text

@testable import Reading

/// Who it is that a phrase of several words speaks of.
@Suite struct ActorPartyTests {
    @Test(arguments: [
        ("Former Florida Gov. Jim Holt said the plan had failed.", "en", ["Jim Holt"]),
        ("Republican front-runner Amy Holt says the plan has failed.", "en", ["Amy Holt"]),
        (
            "France's far-right National Front party leader, Amy Holt, said the plan had failed.",
            "en", ["Amy Holt"]
        ),
        (
            "The governments of Chad and Niger said they would send troops.", "en",
            ["Chad", "Niger"]
        ),
        (
            "Die Regierungen von Deutschland und Frankreich sagten, sie wollten helfen.", "de",
            ["Deutschland", "Frankreich"]
        ),
        ("The Post said on Monday that the plan had failed.", "en", ["Post"]),
        (
            "MSNBC, CNN and Fox News reported that the plan had failed.", "en",
            ["MSNBC", "CNN", "Fox News"]
        ),
        ("Nach Meinung Russlands gilt das auch für das Flugzeug.", "de", ["Russland"]),
        ("Soldaten sagten, der Angriff sei vorbei.", "de", ["Soldaten"]),
        (
            "Die Kultusministerkonferenz teilte mit, sie sei dagegen.", "de",
            ["Kultusministerkonferenz"]
        ),
        ("Laut einer Umfrage der ARD liegt die SPD vorn.", "de", ["ARD"]),
        (
            "According to a poll by the University of Derry, the plan is popular.", "en",
            [
                "University of Derry"
            ]
        ),
    ])
    func sourcesAreWhoStandsBehindTheWords(
        text: String, language: String, names: [String]
    ) throws {
        let reading = try reading(text, language)
        let source = try #require(reading.statements.first?.source)
        let found = try source.actors.map { id in
            try #require(reading.actors.first { $0.id == id }).name
        }
        #expect(found == names)
    }

    @Test func somebodyAndWhatHasNoNameAreTwo() throws {
        let found = try actors(
            "The State Department and other parts of his administration said on Monday that the "
                + "plan had failed.", "en")
        #expect(found.first?.name == "State Department")
        #expect(found.count == 2)
    }

    @Test(arguments: [
        ("No group claimed the attack.", "en"), ("Both said the plan had failed.", "en"),
    ])
    func nobodyIsNoActor(text: String, language: String) throws {
        #expect(try actors(text, language).isEmpty)
    }

    @Test func aMinistryOfACountryIsOne() throws {
        let found = try actors(
            "Ein Sprecher des russischen Außenministeriums kam. Das Außenministerium erwartet eine "
                + "Lösung. Dazu gab das russische Außenministerium bekannt, man warte ab.", "de")
        let ministry = try #require(found.first { $0.kind == .organization })
        #expect(ministry.name == "russisches Außenministerium")
        #expect(ministry.country == "RU")
        #expect(ministry.mentions.count == 3)
    }

    @Test func attacksInACapitalAreOfThePlace() throws {
        let found = try actors("Holt spoke after the Paris attacks. Moscow condemned them.", "en")
        #expect(found.first { $0.name == "Paris" }?.kind == .place)
        #expect(found.first { $0.country == "RU" }?.kind == .country)
    }
}
