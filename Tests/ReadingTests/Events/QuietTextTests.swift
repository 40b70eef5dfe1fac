import Foundation
import Testing
import Text

@testable import Reading

/// Texts that tell no event, and those beside them that do.
@Suite struct QuietTextTests {
    /// Habits, rules, figures of speech, works, animals, accidents, private affairs.
    @Test(arguments: [
        ("Guards who meet a bear should never attack it.", "en"),
        ("The rule lets inspectors seize boats without papers.", "en"),
        ("The results demonstrate the value of the method.", "en"),
        ("A heart attack killed the mayor's horse.", "en"),
        ("Croatia beat Portugal 3-1 last night.", "en"),
        ("The film tells of the occupation of Norway.", "en"),
        ("A tiger attacked its keeper.", "en"),
        ("A plane from Madrid had to land in Geneva.", "en"),
        ("Die Marine bildet ihre Rekruten in drei Städten aus.", "de"),
        ("Der Wahlkampf in Bremen ist eine Schlacht der Sprüche.", "de"),
        ("Ein Überholmanöver in Polen endete im Graben.", "de"),
        ("Während des griechischen Bürgerkriegs lebte er auf Kreta.", "de"),
        ("Der Verlag hat die Rechte nach Japan verkauft.", "de"),
        ("Tausende Touristen reisten im Mai nach Kreta.", "de"),
        ("Polen trifft im Finale auf Litauen.", "de"),
        ("The town is surrounded by mountains.", "en"),
        ("Ein Gericht in Augsburg verurteilte einen Hundehalter zu 800 Euro Geldstrafe.", "de"),
        ("A teenager was arrested after he stole a bicycle.", "en"),
        ("The series follows an agent who is arrested in Moscow.", "en"),
        ("The head of carmaker Velox attacked rivals from China in an interview.", "en"),
    ])
    func tellsNothing(text: String, language: String) throws {
        let events = try reading(text, language).events
        #expect(events.isEmpty, "\(events.map { ($0.type, $0.mode) })")
    }

    /// What is like it and is told.
    @Test(arguments: [
        ("Police beat protesters in Quito and fired tear gas.", "en", EventType.assault),
        ("Some of the rifles may have been smuggled to rebels in Chad.", "en", .aid),
        ("By the late 1990s, Chad had destroyed its chemical weapons stockpiles.", "en", .retreat),
        ("Blair flew to Belfast for talks with party leaders.", "en", .consult),
        ("Die Polizei hat am Montag Tränengas eingesetzt.", "de", .assault),
        (
            "Über tausend Menschen demonstrierten am Montag in Bremen gegen Kürzungen.", "de",
            .protest
        ),
        ("Die Außenminister Polens und Litauens haben sich auf Malta getroffen.", "de", .consult),
        ("Rebel troops surrounded the town of Moro in Chad.", "en", .mobilize),
        ("Die Norweger bildeten Rekruten aus Ghana aus.", "de", .aid),
        ("A court in Moscow sentenced a journalist to nine years in prison.", "en", .sanction),
        ("Two men who met an agent in Moscow were arrested in Russia.", "en", .coerce),
        (
            "Die Festnahme eines kanadischen Geschäftsmanns durch chinesische Behörden belastete das Verhältnis.",
            "de", .coerce
        ),
    ])
    func isTold(text: String, language: String, type: EventType) throws {
        #expect(try reading(text, language).events.contains { $0.type == type })
    }

    /// What breaches a norm is the deed of those who take part in it.
    @Test(arguments: [
        (
            "Der Gesandte bat Tom Hale, die Reise dürfe nicht zu einem Abkommen zwischen Kuba und Peru führen, "
                + "das gegen die Resolution verstoße.", "de"
        ),
        ("Cooperation between Cuba and Peru violates the resolution.", "en"),
    ])
    func aBreachIsDoneByItsParties(text: String, language: String) throws {
        let found = try reading(text, language)
        let breach = found.events.first { $0.frame == .normBreach }
        let codes = breach?.actor.compactMap { id in found.actors.first { $0.id == id }?.country }
        #expect(codes == ["CU", "PE"])
    }

    @Test(arguments: [
        "Estland hat Lettland und Litauen Zugeständnisse gemacht.",
        "Er sagte, Estland sei gezwungen worden, Lettland und Litauen einige Zugeständnisse zu machen.",
    ])
    func concessionsAreMadeToSomebody(text: String) throws {
        let found = try reading(text, "de")
        let event = found.events.first { $0.type == .concede }
        let codes = event?.recipient.compactMap { id in found.actors.first { $0.id == id }?.country
        }
        #expect(codes == ["LV", "LT"])
    }

    /// Who denies deals in arms is contradicted by whoever has seen arms go from one to the other.
    @Test func deniedDealsAreDisputedByDeliveries() throws {
        let found = try reading(
            "Kuba und Ghana haben Waffengeschäfte dementiert. Der Minister sagte, Kuba habe Ghana Raketen geliefert.",
            "de")
        let deal = found.events.first { $0.frame == .agreement }
        #expect(deal?.views.map(\.factuality) == [.certainNot, .probable])
        #expect(deal?.state == nil)
        let goods = try reading(
            "Kuba und Ghana haben Waffengeschäfte dementiert. Der Minister sagte, Kuba habe Ghana Getreide geliefert.",
            "de")
        #expect(goods.events.first { $0.frame == .agreement }?.views.count == 1)
    }

    /// "Declined to name a date for a visit": the visit is not his who declines.
    @Test func aVisitBesideAnObjectIsNotTheSpeakers() throws {
        let found = try reading(
            "Präsident Pavel Novak werde Ghana besuchen, berichtete die Zeitung Nordblatt. Sprecher Jan Hus lehnte es ab, "
                + "ein Datum oder einen Ort für einen möglichen Besuch zu nennen.", "de")
        let visit = found.events.first { $0.frame == .visit }
        #expect(visit?.actor.count == 1)
        #expect(visit?.views.map(\.factuality).contains(.unknown) == true)
    }
}
