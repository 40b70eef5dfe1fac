import Testing
import Text

@testable import Reading

/// Whom possessives, pronouns and short names mean, and who speaks where a role names somebody else.
@Suite struct ActorReferenceTests {
    /// The words that mean somebody, in their order.
    @Test(arguments: [
        // Possessives of several, and of a thing whose gender is another than that of the subject.
        (
            "en", "The Oromo Movement signed a truce. The rebels will hand in their weapons.",
            "Oromo Movement", ["rebels", "their"]
        ),
        (
            "de",
            "Die Hilfsorganisation Seewacht rettete Menschen. Italien wies ihrem Schiff einen Hafen zu.",
            "Seewacht", ["ihrem"]
        ),
        (
            "de",
            "Die spanische Königin half. Minister Paulo Neves dankte der Königin für ihren Einsatz.",
            "spanische Königin", ["ihren"]
        ),
        (
            "de", "Das Landgericht verurteilte Tarek Moll. Sein Verteidiger schwieg.", "Tarek Moll",
            ["Sein"]
        ),
        // Who was named last, and is no subject.
        (
            "de", "Die Küstenwache ermittelt gegen die Reederei Pelagos. Diese will helfen.",
            "Pelagos",
            ["Diese"]
        ),
        (
            "de",
            "Das Gericht sprach die Unternehmerin Anke Stolle frei. Man hatte der 49-Jährigen Betrug "
                + "vorgeworfen.", "Anke Stolle", ["49-Jährigen"]
        ),
        (
            "de",
            "Ungarns Ministerpräsident Zoltan Farkas griff die EU an. Brüssel erpresse sein Land, "
                + "sagte Farkas.", "Ungarn", ["sein Land"]
        ),
        (
            "en",
            "The union Educators United will strike. Mayor Denise Walker urged it to return to talks.",
            "Educators United", ["it"]
        ),
        // Names: without a legal form, of a firm behind its kind, between commas, with a noun, of several.
        (
            "de", "Die Luftbrücke AG spart. Luftbrücke streicht 200 Flüge.", "Luftbrücke AG",
            ["Luftbrücke"]
        ),
        (
            "en", "Tobacco company Brandon has settled a lawsuit. The firm will pay.", "Brandon",
            ["firm"]
        ),
        (
            "en", "Amnesty group Lifeline condemned it. Lifeline said he was tortured.", "Lifeline",
            ["Lifeline"]
        ),
        (
            "en", "Danish drugmaker Novilex has sued the agency. The Danes say it ignored data.",
            "Novilex",
            ["Danes"]
        ),
        (
            "en",
            "A judge blocked the sale to Japan's Nagano Group. The Japanese firm will appeal.",
            "Nagano Group", ["Japanese firm"]
        ),
        (
            "en", "Elena Petrov and her husband Dmitri were convicted. Ilie blamed Dmitri Petrov.",
            "Dmitri Petrov",
            ["Dmitri"]
        ),
        (
            "de",
            "Die Huthi-Rebellen griffen an. Die Miliz drohte. Die Huthi-Rebellen wollen Geld.",
            "Huthi-Rebellen", ["Miliz"]
        ),
    ])
    func meansToo(language: String, text: String, name: String, wanted: [String]) throws {
        let row = try actors(text, language).first {
            $0.name == name || $0.name.hasSuffix(" " + name)
        }
        let scalars = Array(text.unicodeScalars)
        let found = row?.mentions.map { words($0, of: scalars) } ?? []
        #expect(wanted.allSatisfy(found.contains), "\(found)")
    }

    /// Who owns is not who speaks; a verb and a country in a name say nothing of what somebody is.
    @Test(arguments: [
        (
            "en", "Trump's senior adviser Jason Miller said the plan was good.", "Jason Miller",
            "senior adviser"
        ),
        ("en", "Congress has impeached President Luis Quispe.", "Luis Quispe", "President"),
        (
            "en", "Sofia Prado, a lawyer for the firm, said it had warned them.", "Sofia Prado",
            "lawyer for the firm"
        ),
    ])
    func whoSpeaksHasARole(language: String, text: String, name: String, role: String) throws {
        let reading = try sharedReader.get().read(
            Document(name: "test", language: language, text: text))
        let row = reading.actors.first { $0.name == name }
        #expect(row?.role == role)
        if let source = reading.statements.first?.source { #expect(source.actors == [row?.id]) }
    }

    @Test(arguments: [
        "WASHINGTON — The senator left.", "Washington (AFP) – The senator left.",
    ])
    func aDatelineIsAPlace(text: String) throws {
        #expect(try actors(text, "en").first?.kind == .place)
    }
}
