import Foundation
import Testing
import Text

@testable import Reading

/// Sentences as agencies write them.
@Suite struct AgencyTests {
    private func events(_ text: String, _ language: String) throws -> (Reading, [Event]) {
        let reading = try sharedReader.get().read(
            Document(name: "test", language: language, published: "2024-05-17", text: text))
        return (reading, reading.events)
    }

    private func names(_ ids: [String], _ reading: Reading) -> [String] {
        ids.compactMap { id in reading.actors.first { $0.id == id }?.name }
    }

    /// The dead and wounded, whether or not somebody is said to have killed them.
    @Test(arguments: [
        ("In Kolda wurden fünf Zivilisten getötet.", "de", [], ["Zivilisten"]),
        ("Bei einem Bombenanschlag kamen in Sfax 20 Menschen ums Leben.", "de", [], ["Menschen"]),
        ("Drei Palästinenser starben durch Schüsse.", "de", [], ["Palästinenser"]),
        ("Maltesische Soldaten haben zwei Syrer getötet.", "de", ["Malta"], ["Syrer"]),
        (
            "Ein US-Drohnenangriff tötete einen Milizenführer.", "de", ["Vereinigte Staaten"],
            ["Milizenführer"]
        ),
        ("Maltese soldiers killed two Syrians.", "en", ["Malta"], ["Syrians"]),
        ("Two Syrians were shot dead by Maltese soldiers.", "en", ["Malta"], ["Syrians"]),
        ("Five villagers died in a Maltese airstrike.", "en", ["Malta"], ["villagers"]),
        ("Malta shot down a Finnish jet.", "en", ["Malta"], ["Finland"]),
    ])
    func deadAndWounded(
        text: String, language: String, actors: [String], recipients: [String]
    ) throws {
        let (reading, events) = try events(text, language)
        let event = try #require(events.first)
        #expect(events.count == 1)
        #expect(event.type == .assault)
        #expect(names(event.actor, reading) == actors)
        #expect(names(event.recipient, reading) == recipients)
        #expect(event.views.map(\.factuality) == [.certain])
    }

    /// Nobody is killed by others where an accident is near.
    @Test(arguments: [
        ("Bei einem Busunglück in Peru wurden drei Soldaten getötet.", "de"),
        ("Zwei Menschen wurden getötet.", "de"),
        ("A bus crash in Peru claimed the lives of three soldiers.", "en"),
        ("Three soldiers were killed in an avalanche in Peru.", "en"),
    ])
    func accidentsAreNoAttacks(text: String, language: String) throws {
        #expect(try events(text, language).1.isEmpty)
    }

    /// What somebody decides, demands or threatens starts from what was there.
    @Test(arguments: [
        (
            "Der Rat hat Sanktionen gegen Malta wegen der Angriffe auf Demonstranten beschlossen.",
            "de"
        ),
        ("Peru drohte nach dem Raketenangriff auf Lima mit Vergeltung.", "de"),
        ("Peru vowed retaliation after the attack on its consulate.", "en"),
    ])
    func circumstancesAreGiven(text: String, language: String) throws {
        let (reading, events) = try events(text, language)
        let attack = try #require(events.first { $0.type == .assault })
        #expect(attack.tense == .past)
        #expect(attack.views.map(\.factuality) == [.certain])
        #expect(!names(attack.actor, reading).contains("Rat"))
    }

    /// What is agreed to, rejected or forbidden is not done.
    @Test(arguments: [
        ("Peru agreed to the sale of 40 fighter jets to Chile.", "en"),
        ("The parliament rejected a motion to supply Chile with cruise missiles.", "en"),
        ("Peru hat dem Verkauf von 40 Kampfjets an Chile zugestimmt.", "de"),
        ("Der Bundestag lehnte einen Antrag zur Lieferung von Panzern an Chile ab.", "de"),
    ])
    func whatIsDecidedIsOpen(text: String, language: String) throws {
        let transfer = try #require(try events(text, language).1.first { $0.frame == .transfer })
        #expect(transfer.state == .planned)
        #expect(transfer.views.map(\.factuality) == [.unknown])
    }

    /// Hearsay of what is done: unsure, and yet no plan.
    @Test(arguments: [
        ("Peru soll Granaten an Chile geliefert haben.", "de"),
        ("Peru may have supplied shells to Chile.", "en"),
    ])
    func hearsayIsNoPlan(text: String, language: String) throws {
        let transfer = try #require(try events(text, language).1.first)
        #expect(transfer.state == .held)
        #expect(transfer.tense == .past)
        #expect(transfer.views.first?.factuality != .certain)
    }

    /// Missiles that fall into a sea are on nobody, whoever it is named after.
    @Test(arguments: [
        ("Nordkorea hat zwei Raketen in Richtung Japanisches Meer abgefeuert.", "de"),
        ("North Korea fired two missiles toward the Sea of Japan.", "en"),
    ])
    func launchesIntoTheSea(text: String, language: String) throws {
        let (_, events) = try events(text, language)
        #expect(events.map(\.type) == [.mobilize])
        #expect(events.first?.recipient == [])
    }

    /// A gerund behind a comma is of the main verb, and two names joined by "and" are two.
    @Test func partiesOfTwoClauses() throws {
        let (strike, found) = try events(
            "Finnish missiles struck an apartment building in Lima, killing at least five people.",
            "en")
        #expect(found.count == 1)
        #expect(names(found.first?.actor ?? [], strike) == ["Finland"])
        let (reading, _) = try events("Peru and Hamas have agreed on a ceasefire.", "en")
        let ids = reading.statements.first?.source?.actors ?? []
        #expect(names(ids, reading) == ["Peru", "Hamas"])
    }
}
