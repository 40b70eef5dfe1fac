import Language
import Testing
import Text

/// What stands around a name. In the sentences, `[…]` is a person by the tags; the expectation names
/// the parts.
@Suite struct NamePhraseTests {
    /// Cuts the marks out and tags what stood between them.
    private func phrases(_ language: String, _ marked: String) throws -> (
        AnalysedText, [NamePhrase]
    ) {
        var words: [String] = []
        var tags: [EntityTag] = []
        var isInside = false
        for word in marked.split(separator: " ").map(String.init) {
            if word == "[" || word == "]" {
                isInside = word == "["
                if isInside { tags.append(EntityTag(.person, begins: true)) }
                continue
            }
            words.append(word)
            if tags.count < words.count {
                tags.append(isInside ? EntityTag(.person, begins: false) : .outside)
            }
        }
        let pack = try LanguagePack(language: language, root: dataRoot)
        let text = AnalysedText(words: [words], pack: pack)
        return (text, NamePhraseFinder(text, entities: tags).phrases())
    }

    private func string(_ text: AnalysedText, _ range: Range<Int>?) -> String {
        range.map { text.string(text.span($0)) } ?? "-"
    }

    @Test(arguments: [
        (
            "de", "Südkoreas stellvertretender Außenminister [ Kim Hong-kyun ] reiste ab .",
            "Kim Hong-kyun", "Südkoreas stellvertretender Außenminister", "Südkoreas"
        ),
        (
            "de", "[ Kim Hong-kyun ] , Südkoreas stellvertretender Außenminister , reiste ab .",
            "Kim Hong-kyun", "Südkoreas stellvertretender Außenminister", "Südkoreas"
        ),
        (
            "de", "Der französische Präsident [ Paul Morel ] schwieg .",
            "Paul Morel", "französische Präsident", "französische"
        ),
        ("de", "Gestern kam [ Anna Weller ] , die schwieg .", "Anna Weller", "-", "-"),
        (
            "de", "Dort sprach [ Anna Weller ] ( Sprecherin der Stadt ) .",
            "Anna Weller", "Sprecherin der Stadt", "-"
        ),
        (
            "en", "French President [ Paul Morel ] said nothing .",
            "Paul Morel", "French President", "French"
        ),
        (
            "en", "[ Jane Fuller ] , a spokeswoman for the city , said nothing .",
            "Jane Fuller", "spokeswoman for the city", "-"
        ),
    ])
    func rolesAreAttached(
        language: String, marked: String, name: String, role: String, nationality: String
    ) throws {
        let (text, phrases) = try phrases(language, marked)
        let phrase = try #require(phrases.first)
        #expect(phrases.count == 1)
        #expect(string(text, phrase.name) == name)
        #expect(string(text, phrase.role) == role)
        #expect(string(text, phrase.nationality) == nationality)
    }

    @Test(arguments: [
        ("Dort saß [ Kim Hong-kyun ] .", "Kim"), ("Dort saß [ Xi Jinping ] .", "Xi"),
        ("Dort saß [ Shinzo Abe ] .", "Abe"),
        ("Dort saß [ Petra von der Heide ] .", "von der Heide"),
        ("Dort saß [ J. R. Brandt ] .", "Brandt"), ("Dort saß [ Brandt ] .", "Brandt"),
    ])
    func familyNamesAreFound(marked: String, family: String) throws {
        let (text, phrases) = try phrases("de", marked)
        #expect(string(text, phrases.first?.familyName) == family)
    }

    @Test func titlesAreNoPartOfTheName() throws {
        let (text, phrases) = try phrases("de", "Dort saß Dr. [ Petra Brandt ] .")
        #expect(string(text, phrases.first?.title) == "Dr.")
        #expect(string(text, phrases.first?.tokens) == "Dr. Petra Brandt")
    }

    @Test(arguments: [
        ("de", "[ Weller ] , [ Brandt ] und [ Morel ] kamen .", [false, false, false]),
        ("de", "[ Brandts ] Rede war kurz .", [true]),
        ("de", "[ Lukas ] kam .", [false]),
    ])
    func listsAndGenitives(language: String, marked: String, genitives: [Bool]) throws {
        let (_, phrases) = try phrases(language, marked)
        #expect(phrases.map(\.hasGenitiveEnding) == genitives)
    }

    @Test func tagsOfAnotherTextGiveNothing() throws {
        let pack = try LanguagePack(language: "de", root: dataRoot)
        let text = AnalysedText(words: [["Ein", "Wort"]], pack: pack)
        #expect(NamePhraseFinder(text, entities: [.outside]).phrases().isEmpty)
    }
}
