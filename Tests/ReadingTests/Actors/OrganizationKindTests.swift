import Testing
import Text

@testable import Reading

/// Whom nouns for one of a kind mean: organisations, places, people who are somebody's.
@Suite struct OrganizationKindTests {
    /// Who is meant, and how often.
    @Test(arguments: [
        // Who was called so comes before who was named last.
        (
            "de", "Die Reederei Nordal klagt. Das Umweltministerium prüft. Die Firma will warten.",
            "Nordal", 2
        ),
        (
            "en",
            "The carmaker Adlon is closing. The Transport Authority objected. The company is angry.",
            "Adlon", 2
        ),
        // An authority is only who was called so.
        (
            "de", "Das Kartellamt prüft den Fall. Norvia ist empört. Die Behörde schweigt.",
            "Kartellamt", 2
        ),
        // Who does it is not whom it is done to.
        (
            "de", "Die Norvia AG klagt. Die Gewerkschaft hatte dem Konzern Verzicht angeboten.",
            "Norvia AG", 2
        ),
        ("de", "Der dänische Konzern Vestal wächst. Die Dänen kaufen zu.", "Vestal", 2),
        ("de", "Die SPD zögert. Die Sozialdemokraten wollen abstimmen.", "SPD", 2),
        ("de", "Die Mannesmann AG wächst. Dem Mannesmann-Konzern geht es gut.", "Mannesmann AG", 2),
        ("en", "Tessel is growing. Tessel said it would hire.", "Tessel", 3),
        ("en", "Alpin Invest, a Swiss holding company, will pay.", "Alpin Invest", 2),
        (
            "en", "The coach of Almdale Rovers left. Rovers are looking for another.",
            "Almdale Rovers", 2
        ),
        (
            "en", "Boston police are looking for witnesses. The police asked for help.",
            "Boston police", 2
        ),
        ("de", "Die Stadt Bochum wartet. Bochum zahlt.", "Bochum", 3),
        ("en", "The state of Ohio sued. Ohio won.", "Ohio", 3),
        ("de", "Präsident Ivo Kral traf Ana Prado. Prado dankte ihrem Gastgeber.", "Ivo Kral", 2),
        ("en", "Ruth Dalton met Mark Dalton. Her brother was late.", "Mark Dalton", 2),
        ("de", "Minister Femi Ade wurde entlassen. Der frühere Minister schwieg.", "Femi Ade", 2),
        ("de", "Kämmerin Jule Arnold will sparen. Die Kämmerin ist streng.", "Jule Arnold", 2),
        ("en", "Amir Haddad, a Syrian activist, was freed.", "Amir Haddad", 2),
        ("en", "Rebels seized Goma. Residents fled the city.", "Goma", 2),
        ("en", "He left Akron. The state Department waits.", "Akron", 1),
        ("en", "President Idris Bello spoke. The head of state left.", "Idris Bello", 2),
        ("en", "Judge Jane Oster heard Mirko Solt. The 34-year-old wept.", "Mirko Solt", 2),
        (
            "en", "Golden Anchor Shipping denied it. They sued Golden Anchor.",
            "Golden Anchor Shipping", 2
        ),
        // A militia is no aid group, and an authority has guardians.
        (
            "de", "Die Hilfsorganisation Seeblick zögert. Die Rebellen griffen an.", "Seeblick", 1
        ),
        ("de", "Die Hilfsorganisation Seeblick zögert. Die Helfer warten.", "Seeblick", 2),
        ("en", "The charity Lifeboat is waiting. The militants attacked.", "Lifeboat", 1),
        (
            "de", "Das Bundeskartellamt prüft Norvia. Die Wettbewerbshüter sind streng.",
            "Bundeskartellamt", 2
        ),
        // A noun behind a noun for somebody is not always a part of it.
        (
            "de", "Anke Stolle schweigt. Er hatte der Unternehmerin Betrug vorgeworfen.",
            "Anke Stolle", 2
        ),
        // Who does it is not whom it is done to.
        (
            "de", "Präsident Abdi Hersi sprach. Hersi lobte den türkischen Präsidenten.",
            "Abdi Hersi", 2
        ),
        ("en", "Abdi Hersi, the Somali president, spoke. Hersi left.", "Abdi Hersi", 3),
    ])
    func means(language: String, text: String, name: String, count: Int) throws {
        let row = try actors(text, language).first { $0.name == name }
        #expect(row?.mentions.count ?? 0 == count)
    }

    /// Words that are nobody.
    @Test(arguments: [
        ("en", "Police shootings worry the town. Military spending fell.", "police"),
        ("de", "Sie hatten dem Konzern Lohnverzicht angeboten.", "Lohnverzicht"),
    ])
    func isNobody(language: String, text: String, name: String) throws {
        #expect(try actors(text, language).allSatisfy { $0.name.lowercased() != name.lowercased() })
    }

    /// Who was called otherwise is not meant.
    @Test func aCountryTellsFirmsApart() throws {
        let rows = try actors(
            "The German carmaker Adlon blamed its supplier, Brembax. The Italian firm rejected that.",
            "en")
        #expect(rows.first { $0.name == "Brembax" }?.mentions.count == 2)
    }
}
