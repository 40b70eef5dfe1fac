import Foundation
import Testing
import Text

@testable import Reading

/// What happened, to whom, and according to whom.
@Suite struct EventTests {
    private func reading(_ text: String, _ language: String) throws -> Reading {
        try sharedReader.get().read(
            Document(name: "test", language: language, published: "2024-05-17", text: text),
            explain: true)
    }

    /// The first event as "kind: actors > recipients views".
    private func summary(_ text: String, _ language: String) throws -> String {
        let reading = try reading(text, language)
        guard let event = reading.events.first else { return "none" }
        func names(_ ids: [String]) -> String {
            ids.compactMap { id in reading.actors.first { $0.id == id }?.name }.joined(
                separator: ", ")
        }
        let views = event.views.map { "\($0.by) \($0.factuality.rawValue)" }.joined(separator: ", ")
        return "\(event.frame?.rawValue ?? event.type.rawValue): \(names(event.actor)) > "
            + "\(names(event.recipient)) [\(views)]"
    }

    /// Whoever gives is the actor, however the sentence is built.
    @Test(arguments: [
        ("Norwegen hat der Ukraine zwei Boote geliefert.", "de", "transfer: Norwegen > Ukraine"),
        (
            "Die Ukraine erhielt von Norwegen zwei Patrouillenboote.", "de",
            "transfer: Norwegen > Ukraine"
        ),
        (
            "Die Lieferung von Drohnen an Togo durch die Türkei dauert an.", "de",
            "transfer: Türkei > Togo"
        ),
        ("Ghana received six tanks from Brazil.", "en", "transfer: Brazil > Ghana"),
        ("Tanks were delivered to Ghana by Brazil.", "en", "transfer: Brazil > Ghana"),
        (
            "The shipment of shells from Brazil to Ghana continued.", "en",
            "transfer: Brazil > Ghana"
        ),
    ])
    func directionIsRight(text: String, language: String, expected: String) throws {
        #expect(try summary(text, language).hasPrefix(expected))
    }

    /// How sure, and for whom.
    @Test(arguments: [
        ("Ghana hat der Ukraine Panzer geliefert.", "de", "[author CT+]"),
        ("Ghana könnte der Ukraine Panzer liefern.", "de", "[author PS+]"),
        ("Ghana hat der Ukraine keine Panzer geliefert.", "de", "[author CT-]"),
        ("Die Polizei nahm niemanden fest.", "de", "[author CT-]"),
        ("Die Polizei nahm keinen der Demonstranten fest.", "de", "[author CT-]"),
        ("Neither Iran nor Russia attacked the ship.", "en", "[author CT-]"),
        ("Iran refrained from attacking the ship.", "en", "[author CT-]"),
        ("Iran has yet to release the sailors.", "en", "[author CT-]"),
        ("It is not true that Iran attacked the ship.", "en", "CT-]"),
        ("It is false that Iran attacked the ship.", "en", "[author CT-]"),
        ("Es ist nicht wahr, dass der Iran das Schiff angegriffen hat.", "de", "[author CT-]"),
        ("Officials dismissed claims that Iran had attacked the ship.", "en", "[s1 CT-]"),
        ("Oman dismissed claims that Iran had attacked the ship.", "en", "[s1 CT-]"),
        ("Israel hätte den Iran fast angegriffen.", "de", "[author CT-]"),
        ("Turkey was about to bomb the village in Iraq.", "en", "[author Uu]"),
        ("Russia has the right to attack Poland.", "en", "[author Uu]"),
        ("Turkey's alleged bombing of the village in Iraq caused outrage.", "en", "[author PR+]"),
        ("Die Türkei stand kurz davor, das Dorf im Irak zu bombardieren.", "de", "[author Uu]"),
        ("Die Türkei ist in der Lage, das Dorf im Irak zu bombardieren.", "de", "[author Uu]"),
        ("Israel würde den Iran angreifen.", "de", "[author Uu]"),
        ("Die Rebellen hätten im Jemen ein Schiff angegriffen.", "de", "[author Uu]"),
        ("Es gibt keine Belege dafür, dass Israel den Iran angegriffen hat.", "de", "[author Uu]"),
        ("There is no evidence that Israel attacked Iran.", "en", "[author Uu]"),
        ("Israel is said to have attacked Iran.", "en", "[author Uu]"),
        ("Israel is suspected of attacking Iran.", "en", "[author Uu]"),
        ("Der Iran steht im Verdacht, das Schiff angegriffen zu haben.", "de", "[author Uu]"),
        ("The army failed to attack the ship.", "en", "[author CT-]"),
        ("Der Iran verzichtete darauf, das Schiff anzugreifen.", "de", "[author CT-]"),
        ("Zu einem Angriff auf das Schiff kam es nicht.", "de", "[author CT-]"),
        ("Ohne das Schiff anzugreifen, kehrten die Rebellen um.", "de", "[author CT-]"),
        ("Polen versprach, der Ukraine Panzer zu liefern.", "de", "[s1 Uu]"),
        ("Brazil denied supplying rockets to Sudan.", "en", "[s1 CT-]"),
        ("Brazil will visit no one, but it may deliver rockets to Sudan.", "en", "[author PS+]"),
    ])
    func viewsAreRight(text: String, language: String, expected: String) throws {
        let found = try summary(text, language)
        #expect(found.hasSuffix(expected), "\(found)")
    }

    @Test func oneEventToldTwiceIsOneRow() throws {
        let reading = try reading(
            "Präsident Pavel Novak reist am Montag nach Ghana. Der Besuch dauert zwei Tage.", "de")
        #expect(reading.events.count == 1)
        #expect(reading.events.first?.frame == .visit)
        #expect(reading.events.first?.trigger.count == 2)
        #expect(reading.events.first?.state == .planned)
    }

    @Test func visitsOfTwoCountriesAreTwo() throws {
        let reading = try reading(
            "President Pavel Novak will visit Ghana and Togo next week.", "en")
        #expect(reading.events.count == 2)
        #expect(reading.events.allSatisfy { $0.frame == .visit && $0.recipient.count == 1 })
    }

    /// What is tried, planned, considered, allowed or not ruled out may have happened or not.
    @Test(arguments: [
        ("The rebels tried to storm the Syrian base.", "en", "Uu"),
        ("The president considered invading Venezuela.", "en", "Uu"),
        ("The militants planned to kill President Barzani.", "en", "Uu"),
        ("Turkey did not rule out attacking Syria.", "en", "Uu"),
        ("Turkey allowed Russia to bomb Idlib.", "en", "Uu"),
        ("Russia claimed to have withdrawn troops from Syria.", "en", "Uu"),
        ("The attempted assassination of President Barzani shocked Iraq.", "en", "Uu"),
        ("Poland warned of a Russian attack on Lithuania.", "en", "PS+"),
        ("China has stopped selling drones to Russia.", "en", "CT-"),
        ("China no longer sells drones to Russia.", "en", "CT-"),
        ("China liefert Russland nicht länger Drohnen.", "de", "CT-"),
        ("Die Sorge vor einem russischen Angriff auf Litauen wächst.", "de", "Uu"),
        ("Germany delayed the delivery of tanks to Ukraine.", "en", "PR+"),
        ("Iran nearly attacked Israel.", "en", "CT-"),
        ("Iran stopped short of attacking Israel.", "en", "CT-"),
        ("Die Rebellen versuchten, den syrischen Stützpunkt zu stürmen.", "de", "Uu"),
        ("Der General plante, Syrien anzugreifen.", "de", "Uu"),
        ("Die Türkei schloss nicht aus, Syrien anzugreifen.", "de", "Uu"),
        ("Der Iran griff Israel beinahe an.", "de", "CT-"),
        ("Russland behauptete, Truppen aus Syrien abgezogen zu haben.", "de", "CT+"),
    ])
    func whatIsOpenIsNotTold(text: String, language: String, factuality: String) throws {
        let events = try reading(text, language).events
        #expect(events.last?.views.map(\.factuality.rawValue) == [factuality])
    }

    /// Between countries an attack is no criticism.
    @Test func anAttackBetweenCountriesIsNoStatement() throws {
        #expect(try reading("Russia attacked Poland.", "en").statements.isEmpty)
    }

    /// A dispute inside one document: one event, two views.
    @Test func aDisputeIsVisible() throws {
        let reading = try reading(
            "Armenia said that Azerbaijan had shelled a village. Azerbaijan denied shelling the village.",
            "en")
        let event = try #require(reading.events.first)
        #expect(Set(event.views.map(\.factuality)).count > 1)
        #expect(reading.events.count == 1)
    }

    @Test func whatLiesFurtherBackIsBackground() throws {
        let old = try reading("Im März 2019 hatte Ghana mit Togo ein Abkommen unterzeichnet.", "de")
        #expect(old.events.first?.background == true)
        let new = try reading("Ghana hat mit Togo ein Abkommen unterzeichnet.", "de")
        #expect(new.events.first?.background == false)
    }

    /// Games, weather, figures of speech and scare quotes tell no event.
    @Test(arguments: [
        ("Ghana gewann das Spiel gegen Togo, der Stürmer schoss zwei Tore.", "de"),
        ("Die Schlacht um Marktanteile geht weiter.", "de"),
        ("The government launched an attack on inflation.", "en"),
        ("The \"invasion\" of wasps ruined the picnic.", "en"),
        ("Two people were injured in a car crash.", "en"),
    ])
    func noEventIsFound(text: String, language: String) throws {
        let events = try reading(text, language).events
        #expect(events.isEmpty)
    }

    @Test func idsStayInOrderWhenEventsNameActors() throws {
        let reading = try reading(
            "Rebels attacked a convoy of the Kenyan army, a spokesman of Uganda said on Monday.",
            "en")
        #expect(reading.actors.map(\.id) == reading.actors.indices.map { "a\($0 + 1)" })
        let known = Set(reading.actors.map(\.id))
        #expect(reading.statements.allSatisfy { known.isSuperset(of: $0.source?.actors ?? []) })
        #expect(
            reading.events.allSatisfy { known.isSuperset(of: $0.actor + $0.recipient + $0.place) })
        #expect(brokenSpans(of: reading) == [])
    }

    /// Things that are hit or left belong to the country where they stand; those who are counted are those who act.
    @Test(arguments: [
        ("Rocket fire from Togo hit a school in northern Ghana.", "en", "ASSAULT: Togo > Ghana"),
        ("Ghana was given 31 tanks by Brazil.", "en", "transfer: Brazil > Ghana"),
        ("Ghana eased restrictions on Togo.", "en", "CONCEDE: Ghana > Togo"),
        ("Ghana hat seine Truppen aus Togo abgezogen.", "de", "RETREAT: Ghana > Togo"),
        (
            "Dutzende Lehrer demonstrierten in Accra gegen die Regierung.", "de",
            "PROTEST: Lehrer > Regierung"
        ),
        ("Ghana lieferte einen Betrüger an Togo aus.", "de", "COOPERATE: Ghana > Togo"),
        ("Der Politiker wurde in der Nähe von Brüssel verhaftet.", "de", "COERCE:  > Politiker"),
        (
            "Das Schiff wurde am Dienstag von Israel angegriffen.", "de",
            "ASSAULT: Israel > Schiff"
        ),
        ("Police arrested nobody in Hamburg.", "en", "none"),
        ("Die Polizei verhinderte einen Angriff auf die Botschaft.", "de", "none"),
    ])
    func rolesAreFound(text: String, language: String, expected: String) throws {
        let found = try summary(text, language)
        #expect(found.hasPrefix(expected), "\(found)")
    }

    @Test func normsOfItsClauseAreAnEvents() throws {
        let reading = try reading("Ghana hat gegen die UN-Resolution 1718 verstoßen.", "de")
        let event = try #require(reading.events.first)
        #expect(event.frame == .normBreach)
        #expect(event.norms == reading.norms.map(\.id))
        #expect(!event.norms.isEmpty)
    }

    /// "could deepen ties and breach": the second verb shares the mood of the first.
    @Test func aSecondVerbSharesTheMoodOfTheFirst() throws {
        let reading = try reading(
            "Ghana könnte Togo angreifen und gegen die UN-Charta verstoßen.", "de")
        #expect(reading.events.contains { $0.frame == .normBreach })
        #expect(reading.events.allSatisfy { $0.views.first?.factuality == .possible })
    }

    @Test func verbsAndAgentsOfTheUserTellEvents() throws {
        var dictionaries = EventDictionaries()
        dictionaries.read(
            "--- DETAIN [173] ---\nBLICK {BLICKED BLICKING BLICKS}\n- * {GLOWING FROB} [070]\n",
            file: "verbs.txt")
        dictionaries.read("HERDER [~CVL]\n", file: "agents.txt")
        let root = repository.appending(path: "Sources/Language/Data").path
        let reader = try Reader(dataRoot: root, dictionaries: dictionaries)
        let reading = try reader.read(
            Document(
                name: "test", language: "en", published: "2024-05-17",
                text: "Ghana blicked two herders of Togo."))
        let event = try #require(reading.events.first)
        #expect(event.type == .coerce)
        #expect(event.mode == "arrest")
    }

    @Test func ploverHoldsEventsAndSpeechActs() throws {
        let reading = try reading(
            "Ghana hat Togo Panzer geliefert. Benin forderte Ghana auf, die Lieferungen zu beenden.",
            "de")
        let lines = reading.plover.split(separator: "\n")
        #expect(lines.contains { $0.contains("\"AID\"") && $0.contains("\"GH\"") })
        #expect(lines.contains { $0.contains("\"REQUEST\"") && $0.contains("\"BJ\"") })
    }

    @Test func typesHaveTheirQuadClasses() {
        #expect(EventType.allCases.count == 16)
        #expect(EventType.retreat.quad == .materialCooperation)
        #expect(EventType.concede.name2018 == "YIELD")
        #expect(EventType.assault.cameo(mode: "aerial") == "19")
    }

    /// A perfect infinitive has the subject of the verb above it, whatever the parser makes of its object.
    @Test(arguments: [
        (
            "Ägypten bestreitet, Raketen an Libyen verkauft zu haben.",
            "transfer: Ägypten > Libyen [s1 CT-]"
        ),
        (
            "Indien bestreitet, pakistanische Stellungen angegriffen zu haben.",
            "ASSAULT: Indien > Pakistan [s1 CT-]"
        ),
        (
            "Die letzten kenianischen Truppen haben Somalia verlassen.",
            "RETREAT: Kenia > Somalia [author CT+]"
        ),
        (
            "Die Niederlande haben Bulgarien zwei Minenjagdboote übergeben.",
            "transfer: Niederlande > Bulgarien [author CT+]"
        ),
    ])
    func germanFramesAreRight(text: String, expected: String) throws {
        #expect(try summary(text, "de") == expected)
    }

    /// What a thing does, what firms and families do, what is history, and verbs with a particle tell no event.
    @Test(arguments: [
        "A fire destroyed a paint factory in Lyon.",
        "The novelist was captured by the beauty of Patagonia.",
        "Ferrari launched a fierce attack on the rules of the sport.",
        "In 1066 William of Normandy invaded England.",
        "The queen met her future husband in Malta.",
        "The airline ordered twenty jets from the manufacturer.",
        "Scientists in Denmark have found a way to deliver drugs to the brain.",
    ])
    func noEvents(text: String) throws {
        #expect(try summary(text, "en") == "none")
    }

    @Test func whatABreachBreachesIsNoEvent() throws {
        let found = try reading("Chad accused Sudan of violating the arms embargo on Darfur.", "en")
        #expect(found.events.map(\.frame) == [.normBreach])
    }

    /// What is denied was not held.
    @Test func whatIsDeniedHasNoState() throws {
        let found = try reading("Brazil denied supplying rockets to Sudan.", "en")
        #expect(found.events.first?.state == nil)
        #expect(found.events.first?.frame == .transfer)
    }

    /// Containers that may hold so many shells, on their way: the figure is that of the load.
    @Test func aLoadHasItsFigures() throws {
        let found = try reading(
            "Er sagte, dass Kanada mehrere Container aus Ghana auf dem Weg nach Togo entdeckt habe, die bis zu "
                + "4000 Granaten enthalten könnten.", "de")
        let event = found.events.first { $0.frame == .transfer }
        #expect(event?.quantities.count == 1)
        #expect(event?.state == .underWay)
    }
}
