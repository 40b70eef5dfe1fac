import Language
import Testing
import Text

/// What is one token, shown by `|` in the expectation.
@Suite struct TokenTests {
    @Test(arguments: [
        ("de", "Am 14. August kamen 3.000,5 Liter.", "Am|14.|August|kamen|3.000,5|Liter|."),
        ("de", "Dr. J. Meier (SPD) sagte z.B. nichts.", "Dr.|J.|Meier|(|SPD|)|sagte|z.B.|nichts|."),
        (
            "de", "Um 15:30 Uhr: www.nordfunk.example/a?b=1.",
            "Um|15:30|Uhr|:|www.nordfunk.example/a?b=1|."
        ),
        ("de", "US-Außenminister 50-mal", "US-Außenminister|50-mal"),
        ("de", "Er kam.Dann ging er.", "Er|kam|.|Dann|ging|er|."),
        ("de", "„Ja“ – »nein«", "„|Ja|“|–|»|nein|«"),
        (
            "en", "Carter's aide won't pay $3.5 million.",
            "Carter|'s|aide|wo|n't|pay|$|3.5|million|."
        ),
        ("en", "The U.S. Army left at 3 p.m.", "The|U.S.|Army|left|at|3|p.m."),
        (
            "en", "They’re sure he can't; I've said it shouldn't've.",
            "They|’re|sure|he|ca|n't|;|I|'ve|said|it|should|n't|'ve|."
        ),
        ("en", "The boys' mother cannot wait...", "The|boys|'|mother|can|not|wait|..."),
        ("en", "Wait -- no?!", "Wait|--|no|?!"),
        ("fr", "Qu'il l’ait dit aujourd'hui.", "Qu'|il|l’|ait|dit|aujourd'hui|."),
        ("fr", "« L'accord ? », a-t-il dit.", "«|L'|accord|?|»|,|a|-t-il|dit|."),
        ("fr", "M. Le Goff et Mme Roche, le 1er mai", "M.|Le|Goff|et|Mme|Roche|,|le|1er|mai"),
        (
            "fr", "Quelqu'un s'est-il plaint du rendez-vous ?",
            "Quelqu'un|s'|est|-il|plaint|du|rendez-vous|?"
        ),
        ("en", "''Fine,'' he said.", "''|Fine|,|''|he|said|."),
        ("en", "See https://example.org/x, please.", "See|https://example.org/x|,|please|."),
    ])
    func tokensAreCut(language: String, text: String, expected: String) throws {
        let pack = try LanguagePack(language: language, root: dataRoot)
        let analysed = AnalysedText(Document(name: "test", text: text), pack: pack)
        let found = analysed.tokens.indices.map { analysed.string($0) }.joined(separator: "|")
        #expect(found == expected)
    }

    @Test(arguments: [
        ("BERLIN (dpa) – Die Zahl stieg. Niemand weiß, warum.", 2),
        ("Der Preis stieg auf 4,8 Prozent. Am 3. Mai fiel er.", 2),
        ("Titel ohne Punkt\n\nErster Satz. Zweiter Satz.", 3),
        ("- Eins\n- Zwei\n\nEin Satz.", 3), ("Warum? Darum! Also gut …", 3),
        ("„Wir gehen. Wir kommen wieder“, sagte sie. Dann ging sie.", 3),
        ("Prof. Dr. A. B. Klein kam am 1. 2. 2024.", 1),
    ])
    func sentencesAreCounted(text: String, count: Int) throws {
        #expect(try sentences(text, "de").count == count)
    }

    @Test(arguments: [
        ("Der Minister sagte, dass die Brücke gesperrt bleibt.", "de"),
        ("The minister said that the bridge would stay closed.", "en"),
        ("Le ministre a dit que le pont resterait fermé.", "fr"), ("Grève à Lyon", "fr"),
        ("« L'accord », dit-elle.", "fr"), ("D'après qui ?", "fr"),
        ("„The bridge is closed“, sagte er, und das war alles.", "de"), ("", "de"),
    ])
    func languageIsDetected(text: String, expected: String) throws {
        let detector = try LanguageDetector(languages: ["de", "en", "fr"], root: dataRoot)
        #expect(detector.language(of: text) == expected)
    }

    /// Depth and continuation of quotations.
    @Test func quotationsNest() throws {
        let pack = try LanguagePack(language: "de", root: dataRoot)
        let text = "Er sagte: „Sie rief: ‚Halt!‘ Dann ging sie.“ „Offen bleibt »dies«."
        let found = AnalysedText(Document(name: "test", text: text), pack: pack).quotations
        #expect(found.map(\.depth) == [0, 1, 0])
    }
}

/// Word classes are bits of one word, each its own.
@Test func wordClassesAreBits() {
    let bits = WordClasses.named.map(\.classes.rawValue)
    #expect(bits.allSatisfy { $0.nonzeroBitCount == 1 })
    #expect(Set(bits).count == bits.count)
    #expect(Set(WordClasses.named.map(\.name)).count == bits.count)
}
