import Testing
import Text

@testable import Reading

/// Words that stand for countries, offices and firms without naming them.
@Suite struct PeoplesTests {
    /// How often a text means a country, by name or by another word.
    @Test(arguments: [
        ("de", "Großbritannien zögert. Die Briten wollen warten.", "GB", 2),
        ("de", "Den Italienern fehlt Geld. Italien will sparen.", "IT", 2),
        ("de", "Die Schweizer stimmen ab. Die Schweiz ist gespalten.", "CH", 2),
        ("de", "Die Briten im Team waren müde.", "GB", 0),
        ("de", "Die Bundesregierung zögert. Deutschland wartet.", "DE", 2),
        ("de", "Österreich wartet. Die Bundesregierung zögert.", "AT", 2),
        ("en", "Britain is hesitating. The British want to wait.", "GB", 2),
        ("en", "Mexico waits. The Mexicans want a ruling.", "MX", 2),
        ("en", "Canada waits. The federal government has not decided.", "CA", 2),
        ("en", "The federal government has not decided.", "US", 0),
        ("en", "Norway sells gas. The small country earns billions.", "NO", 2),
        ("en", "Norway sells gas. The other country buys it.", "NO", 1),
        ("en", "The government in Kyiv is angry.", "UA", 1),
        ("en", "Kenya sends police to Haiti. The Caribbean country waits.", "HT", 2),
        ("de", "Russland und Saudi-Arabien kürzen. Das Königreich braucht Geld.", "SA", 2),
        ("en", "China accused the island of provocation. Taiwan waits.", "TW", 1),
        ("en", "Taiwan's defence minister, Lin Wei-chen, said his country was free.", "TW", 2),
        ("de", "Norwegen dankt der Ukraine. Kral reist. Prado schläft. Das Land wartet.", "NO", 1),
        ("en", "Niger's junta has ordered them to leave.", "NE", 2),
        ("de", "China warnt Taiwan. Die Volksrepublik droht.", "CN", 2),
        (
            "en",
            """
            Thailand blamed Cambodia. Cambodia denied it. Thai minister Mark Oster said the kingdom would wait.
            """,
            "TH", 2
        ),
    ])
    func countries(language: String, text: String, code: String, count: Int) throws {
        let country = try actors(text, language).first { $0.kind == .country && $0.country == code }
        #expect(country?.mentions.count ?? 0 == count)
    }

    /// Who is meant, and how often.
    @Test(arguments: [
        (
            "de", "Norvia hat den Zulieferer Delmont gekauft. Die Firma zahlt 80 Millionen Euro.",
            "Norvia", 2
        ),
        ("de", "Der Versicherer Albis verlegt seinen Sitz.", "Albis", 2),
        (
            "de",
            "Ex-Kanzler Ruprecht Vahl lobte seinen Nachfolger Jost Meinel. Der Kanzler schwieg.",
            "Jost Meinel", 2
        ),
        (
            "de",
            "Expräsident Milan Kovar muss vor Gericht. Der frühere Präsident bestreitet alles.",
            "Milan Kovar", 2
        ),
        ("en", "The insurer Albion Mutual is small. It plans to grow.", "Albion Mutual", 2),
        (
            "en", "The insurer Albion Mutual is small. It emerged that rates fell.",
            "Albion Mutual", 1
        ),
        (
            "en",
            "Traxon is small. Ana Dole left. Ana Dole sighed. Ana Dole sat. The company grew.",
            "Traxon", 2
        ),
        ("de", "Die EU zögert. Die Europäer hoffen.", "Europäische Union", 2),
        ("en", "The insurer Albion Mutual is moving its office.", "Albion Mutual", 2),
        ("en", "NATO is worried. The alliance wants to strengthen its presence.", "NATO", 3),
        (
            "en", "Lindner, a department store chain, is closing. The chain blames rents.",
            "Lindner", 3
        ),
        (
            "en",
            "Ex-president Rupert Vale praised his successor, Joss Merrick. The president smiled.",
            "Joss Merrick", 2
        ),
    ])
    func names(language: String, text: String, name: String, count: Int) throws {
        let actor = try #require(try actors(text, language).first { $0.name == name })
        #expect(actor.mentions.count == count)
        if count > 1, !name.contains(" ") { #expect(actor.kind == .organization) }
    }
}
