import Testing
import Text

@testable import Language

/// The lexicons that ship, on words that are hard to know.
@Suite struct LexiconTests {
    private func lexicon(_ language: String) throws -> Lexicon {
        let pack = try LanguagePack(language: language, root: dataRoot)
        return try #require(try LanguageCore(pack: pack).lexicon)
    }

    private func tags(_ lexicon: Lexicon, _ form: String, isInitial: Bool = false) -> Set<String> {
        var form = form
        return form.withUTF8 { bytes in
            let lookup = lexicon.lookUp(bytes, isInitial: isInitial)
            return Set(lexicon.readings(of: lookup).map { lexicon.tagNames[Int($0.tag)] })
        }
    }

    private func lemma(_ lexicon: Lexicon, _ form: String, _ tag: String) throws -> String? {
        var form = form
        let index = try #require(lexicon.tagNames.firstIndex(of: tag))
        return form.withUTF8 { bytes in
            lexicon.lemma(
                of: bytes, lexicon.lookUp(bytes, isInitial: false), tag: UInt8(index),
                morphology: Morphology())
        }
    }

    @Test(arguments: [
        ("aufzunehmen", "VVIZU", "aufnehmen"), ("seien", "VAFIN", "sein"),
        ("vermißte", "VVFIN", "vermissen"), ("gemacht", "VVPP", "machen"),
        ("aufgemacht", "VVPP", "aufmachen"), ("Häuser", "NN", "Haus"),
        ("Hafenbehördensprechers", "NN", "Hafenbehördensprecher"), ("Frauen", "NN", "Frau"),
        ("dachte", "VVFIN", "denken"),
        // The spelling of 1996, whatever the dictionary has.
        ("beschloss", "VVFIN", "beschließen"), ("wüsste", "VVFIN", "wissen"),
        ("schoss", "VVFIN", "schießen"), ("vermisste", "VVFIN", "vermissen"),
        ("Beschluß", "NN", "Beschluss"), ("grüßte", "VVFIN", "grüßen"),
    ])
    func germanFormsLeadToTheirLemmas(form: String, tag: String, lemma: String) throws {
        let lexicon = try lexicon("de")
        #expect(tags(lexicon, form).contains(tag))
        #expect(try self.lemma(lexicon, form, tag) == lemma)
    }

    @Test(arguments: [
        ("mice", "NNS", "mouse"), ("went", "VBD", "go"), ("better", "JJR", "good"),
        ("signing", "VBG", "sign"), ("has", "VBZ", "have"), ("hours", "NNS", "hour"),
        ("parties", "NNS", "party"),
    ])
    func englishFormsLeadToTheirLemmas(form: String, tag: String, lemma: String) throws {
        let lexicon = try lexicon("en")
        #expect(tags(lexicon, form).contains(tag))
        #expect(try self.lemma(lexicon, form, tag) == lemma)
    }

    @Test func aFormThatIsOnlySubjunctiveHasNoOtherReading() throws {
        let lexicon = try lexicon("de")
        for form in ["sei", "habe", "käme"] {
            var form = form
            let moods = form.withUTF8 { bytes in
                Set(
                    lexicon.readings(of: lexicon.lookUp(bytes, isInitial: false)).filter {
                        $0.morphology.verbForm == .finite && $0.morphology.person == 3
                    }.map(\.morphology.mood))
            }
            #expect(moods == [.subjunctive], "\(form)")
        }
    }

    @Test func aSentenceMayBeginWithASmallWord() throws {
        let lexicon = try lexicon("de")
        #expect(tags(lexicon, "Vertagt", isInitial: true).contains("VVFIN"))
        #expect(!tags(lexicon, "Vertagt").contains("VVFIN"))
    }

    @Test func anyBytesCanBeLookedUp() throws {
        let lexicon = try lexicon("de")
        var state: UInt64 = 3
        for length in [0, 1, 2, 5, 9, 40, 199, 200, 5000] {
            for _ in 0..<50 {
                let form = (0..<length).map { _ -> UInt8 in
                    state = state &* 6_364_136_223_846_793_005 &+ 1
                    return UInt8(truncatingIfNeeded: state >> 33)
                }
                form.withUnsafeBufferPointer { bytes in
                    let lookup = lexicon.lookUp(bytes, isInitial: true)
                    #expect(lexicon.readings(of: lookup).count < 1000)
                }
            }
        }
    }
}
