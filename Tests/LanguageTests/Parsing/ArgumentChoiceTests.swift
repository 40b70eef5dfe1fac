import Testing

@testable import Language

@Suite struct ArgumentChoiceTests {
    private func candidate(_ token: Int, subject: Float, object: Float, other: Float)
        -> ArgumentChoice.Candidate
    {
        .init(token: token, other: other, subject: subject, object: object)
    }

    @Test func noWordTakesBothPlacesAndNoPlaceIsTakenTwice() {
        // Both would rather be the subject; the second has the better second choice.
        let choice = ArgumentChoice.best(
            [
                candidate(0, subject: 5, object: 1, other: 0),
                candidate(1, subject: 4, object: 3.5, other: 0),
            ], noSubject: 0)
        #expect(choice == (subject: 0, object: 1))
    }

    @Test func aMissingSubjectCosts() {
        let candidates = [candidate(0, subject: 2, object: 3, other: 0)]
        #expect(ArgumentChoice.best(candidates, noSubject: 0) == (subject: -1, object: 0))
        #expect(ArgumentChoice.best(candidates, noSubject: 2) == (subject: 0, object: -1))
    }

    @Test func whatIsNeitherStaysSo() {
        let candidates = [candidate(0, subject: -4, object: -3, other: 2)]
        #expect(ArgumentChoice.best(candidates, noSubject: 2) == (subject: -1, object: -1))
        #expect(ArgumentChoice.best([], noSubject: 2) == (subject: -1, object: -1))
    }
}

@Suite struct AgreementCellsTests {
    private func cells(_ features: String) -> AgreementCells {
        AgreementCells(Morphology(conllu: features))
    }

    @Test func aPhraseCanBeWhatAllItsWordsCanBe() {
        // "die Männer": the article in the plural, the noun in every case but the dative.
        var phrase = cells("Case=Nom|Number=Plur")
        phrase.formUnion(cells("Case=Acc|Number=Plur"))
        phrase.formUnion(cells("Case=Nom|Gender=Fem|Number=Sing"))
        phrase.formIntersection(cells("Gender=Masc|Number=Plur"))
        #expect(phrase.intersection(.singular).isEmpty)
        #expect(!phrase.intersection(.nominative).isEmpty)
        #expect(!phrase.intersection(.accusative).isEmpty)
    }

    @Test(
        arguments: [
            ("Case=Acc|Gender=Masc|Number=Sing", false, true),
            ("Case=Nom|Gender=Masc|Number=Sing", true, false),
            ("Case=Dat", false, false), ("_", true, true),
        ])
    func casesRuleOut(features: String, nominative: Bool, accusative: Bool) {
        #expect(!cells(features).intersection(.nominative).isEmpty == nominative)
        #expect(!cells(features).intersection(.accusative).isEmpty == accusative)
    }

    @Test func allAreTwentyFourOfThem() {
        #expect(AgreementCells.all.bits.nonzeroBitCount == 24)
        var union = AgreementCells.singular
        union.formUnion(.plural)
        #expect(union == .all)
        #expect(AgreementCells.singular.intersection(.plural).isEmpty)
    }
}
