import Foundation
import Testing
import Text

@testable import Reading

/// Denials and confirmations of what others said, and what is told not to have been said.
@Suite struct AnswerTests {
    private func reading(_ text: String, _ language: String) throws -> Reading {
        try sharedReader.get().read(
            Document(name: "test", language: language, published: "2024-05-17", text: text))
    }

    /// Who only points at what he answers is linked with it, and has a view of its event.
    @Test(arguments: [
        ("Togo accused Ghana of shelling a village. Accra denied the allegations.", "en"),
        ("Togo accused Ghana of shelling a village, which Accra denied.", "en"),
        ("Togo accused Ghana of shelling a village, a charge that Accra has denied.", "en"),
        ("Togo accused Ghana of shelling a village, a claim denied by Accra.", "en"),
        ("Togo accused Ghana of shelling a village. Accra called the claim a lie.", "en"),
        ("Togo accused Ghana of shelling a village. Ghana denied any involvement.", "en"),
        ("Togo warf Ghana vor, ein Dorf beschossen zu haben. Accra bestritt das.", "de"),
        ("Togo warf Ghana vor, ein Dorf beschossen zu haben. Das bestreitet Accra.", "de"),
        ("Togo warf Ghana vor, ein Dorf beschossen zu haben, was Accra bestritt.", "de"),
        (
            "Togo warf Ghana vor, ein Dorf beschossen zu haben. Accra wies dies am Montag zurück.",
            "de"
        ),
        (
            "Togo warf Ghana vor, ein Dorf beschossen zu haben. Accra sagte, der Vorwurf sei falsch.",
            "de"
        ),
        (
            "Togo warf Ghana vor, ein Dorf beschossen zu haben. Accra wies die Vorwürfe als haltlos zurück.",
            "de"
        ),
    ])
    func denialsPointBack(text: String, language: String) throws {
        let reading = try reading(text, language)
        let event = try #require(reading.events.first)
        #expect(
            event.views == [
                Event.View(by: "s1", factuality: .certain),
                Event.View(by: "s2", factuality: .certainNot),
            ])
        #expect(reading.statements.map(\.answers) == [nil, "s1"])
    }

    /// A confirmation stands for the event as well.
    @Test func confirmationsPointBack() throws {
        let reading = try reading(
            "Ghana sold tanks to Togo, a newspaper reported. Accra confirmed the report.", "en")
        #expect(reading.events.first?.views.map(\.factuality) == [.certain, .certain])
    }

    /// Whose deed it is told to be, or not, by himself.
    @Test(arguments: [
        (
            "The Houthis claimed responsibility for an attack on a Greek ship.", "en", "Houthis",
            "CT+"
        ),
        ("The Taliban denied any role in the bombing in Kabul.", "en", "Taliban", "CT-"),
        (
            "Die Huthi bekannten sich zu dem Angriff auf ein griechisches Schiff.", "de", "Huthi",
            "CT+"
        ),
        (
            "Die Taliban bestritten jede Beteiligung an dem Anschlag in Kabul.", "de", "Taliban",
            "CT-"
        ),
    ])
    func deedsAreOwned(
        text: String, language: String, actor: String, factuality: String
    ) throws {
        let reading = try reading(text, language)
        let event = try #require(reading.events.first)
        #expect(event.actor.map { id in reading.actors.first { $0.id == id }?.name } == [actor])
        #expect(event.views.map(\.factuality.rawValue) == [factuality])
    }

    /// Nobody answers his own claim, and a claim about something else is not what is pointed at.
    @Test(arguments: [
        "Ghana shelled a village, Togo said. Togo denied the allegations of fraud.",
        "Ghana shelled a village, Togo said. Togo rejected claims about its finances.",
    ])
    func otherClaimsAreNotAnswered(text: String) throws {
        let reading = try reading(text, "en")
        #expect(reading.statements.allSatisfy { $0.answers == nil })
        #expect(reading.events.first?.views.map(\.factuality) == [.certain])
    }

    /// What somebody does not say is nobody's claim.
    @Test(arguments: [
        ("Ghana did not deny that it had shelled the village.", "en", "decline", "Uu"),
        ("Ghana has not confirmed that Togo shelled the village.", "en", "decline", "Uu"),
        ("No official has confirmed that Togo shelled the village.", "en", "decline", "Uu"),
        ("Ghana never said that Togo had shelled the village.", "en", "decline", "Uu"),
        ("Diplomats do not believe that Togo shelled the village.", "en", "think", "PR-"),
        ("Diplomats doubt that Togo shelled the village.", "en", "think", "PR-"),
        (
            "Die USA haben nicht bestätigt, dass Togo das Dorf beschossen hat.", "de", "decline",
            "Uu"
        ),
        ("Ghana sagte nicht, ob Togo das Dorf beschossen hat.", "de", "decline", "Uu"),
        ("Diplomaten glauben nicht, dass Togo das Dorf beschossen hat.", "de", "think", "PR-"),
    ])
    func whatIsNotSaidIsNoClaim(
        text: String, language: String, act: String, factuality: String
    ) throws {
        let reading = try reading(text, language)
        let statement = try #require(reading.statements.first)
        #expect(statement.act.rawValue == act)
        #expect(statement.factuality.rawValue == factuality)
        #expect(
            reading.events.first?.views.map(\.factuality.rawValue) ?? [factuality] == [factuality])
    }

    /// A direct quotation was said, whatever its frame negates.
    @Test func quotationsAreSaid() throws {
        let reading = try reading(
            "Die Ministerin sagte nicht ohne Stolz: „Wir haben die Brücke gebaut.“", "de")
        #expect(reading.statements.first?.act == .state)
        #expect(reading.statements.first?.factuality == .certain)
    }
}
