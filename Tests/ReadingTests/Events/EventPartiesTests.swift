import Foundation
import Testing
import Text

@testable import Reading

/// Who must take part so that an event is told, and which part he takes.
@Suite struct EventPartiesTests {
    /// Words between people, things that are freed, states of things, rules, media.
    @Test(arguments: [
        ("A campaign memo about Peru was released on Monday.", "en"),
        ("The release of Ana Dole's tax returns is due in May.", "en"),
        ("Senator Ann Dole attacked Senator Rex Hale over taxes.", "en"),
        (
            "President Ana Prado of Peru told reporters in Lima that she would meet with reporters.",
            "en"
        ),
        ("The plan was met with doubts by farmers in Kenya.", "en"),
        ("Ana Dole's rallies in Ohio drew large crowds.", "en"),
        ("Peru needs Chile.", "en"),
        ("Hanley Group prevented Nordic Foods from winning the contract in Peru.", "en"),
        ("Marek Dolny lebte zurückgezogen in Stuttgart.", "de"),
        ("Der Bus aus Polen war mit 45 Schülern besetzt.", "de"),
        ("In Ungarn ist es verboten, im Wald zu rauchen.", "de"),
        ("Der Kampf gegen Korruption in der Regierung Kanadas dauert an.", "de"),
        ("In Norwegen gibt es zunehmend Rauchverbote.", "de"),
        (
            "Vor 300 Jahren belagerten schwedische Truppen die Stadt, heute erinnert ein Brunnen daran.",
            "de"
        ),
        ("Jedes Jahr im Mai ziehen Kinder mit Laternen durch die Gassen.", "de"),
        ("Die Polizei nahm in Köln zwei Taschendiebe fest.", "de"),
        ("A man from Leeds killed his wife.", "en"),
        ("The company has withdrawn its bid for a rival in Spain.", "en"),
        ("A judge banned the broadcaster from showing the scene again.", "en"),
        ("Lesser-known candidates beat their opponents in the primary in Peru.", "en"),
        ("The candidate spoke about Canada at a campaign rally in Ohio.", "en"),
        ("Ana Dole could displace workers with her plan.", "en"),
        ("Rex Hale reached a deal with Ana Dole over a house in Canada.", "en"),
        ("Rex Hale is selling the gun that he used in Canada.", "en"),
        ("Chile has a plan. You fired workers, and I sent a message.", "en"),
        ("Letters were found, according to a memo released Friday by the agency's auditor.", "en"),
        ("Senators from Chile dismissed Peru's actions to sell water.", "en"),
        ("Ministers criticised Peru for attacking the decision.", "en"),
        ("Bavaria, which surrounds the town of Salzburg in Austria, is dry.", "en"),
        ("We have to look at Peru as the leading threat of our time.", "en"),
        ("Clinics in Togo closed. We asked them to do it, and we attacked it.", "en"),
    ])
    func tellsNothing(text: String, language: String) throws {
        let events = try reading(text, language).events
        #expect(events.isEmpty, "\(events.map { ($0.type, $0.mode) })")
    }

    /// Who does it and whom it is done to, by name.
    @Test(arguments: [
        ("Zwei Journalisten in Minsk festgenommen.", "de", [String](), ["Journalisten"]),
        (
            "Zwei Männer sind wegen eines Plans gegen Polizisten in Graz festgenommen und angeklagt worden.",
            "de", [], ["Männer"]
        ),
        ("Bei dem Anschlag in Kabul starben zehn Polizisten.", "de", [], ["Polizisten"]),
        ("Kurdische Medien berichteten von einem Massaker in Syrien.", "de", [], ["Syrien"]),
        ("Zwei Reporter aus Togo sind verhaftet.", "de", [], ["Reporter"]),
        ("The murder of two journalists in Malta shocked the island.", "en", [], ["journalists"]),
        ("Vera Novak's arrest in Minsk came late.", "en", [], ["Vera Novak"]),
        (
            "Am Montag trafen sich Präsident Rolf Hagen und Ministerpräsidentin Ana Prado aus Peru in Genf.",
            "de", ["Rolf Hagen"], ["Ana Prado"]
        ),
        ("Die Zahl der Festnahmen von Journalisten in Togo stieg.", "de", [], ["Journalisten"]),
        (
            "President Ana Prado of Peru dismissed the finance minister.", "en", ["Ana Prado"],
            ["finance minister"]
        ),
        ("Kidnappers in Haiti freed six French nuns.", "en", ["Kidnappers"], ["France"]),
    ])
    func partsAreRight(
        text: String, language: String, actors: [String], recipients: [String]
    ) throws {
        let found = try reading(text, language)
        let event = try #require(found.events.first)
        func names(_ ids: [String]) -> [String] {
            ids.compactMap { id in found.actors.first { $0.id == id }?.name }
        }
        #expect(names(event.actor) == actors)
        #expect(names(event.recipient) == recipients)
    }

    /// "Did not invade X, occupy Y or bomb Z": none of them is told as a fact.
    /// The plural of the verb tells that "sie" is not the woman of before.
    @Test func aPronounOfManyIsNoPerson() throws {
        let reading = try reading(
            "Die USA berieten. Ana Prado sprach mit Rolf Hagen. Im Juni sanktionierten sie ihn.",
            "de")
        let event = try #require(reading.events.first { $0.type == .sanction })
        let kinds = event.actor.map { id in reading.actors.first { $0.id == id }?.kind }
        #expect(kinds == [.country])
    }

    @Test func aNegationHoldsForAllVerbsOfItsAuxiliary() throws {
        let events = try reading("Ghana did not invade Togo, occupy Mali or bomb Benin.", "en")
            .events
        #expect(events.count == 3)
        #expect(events.allSatisfy { $0.views.map(\.factuality) == [.certainNot] })
    }
}
