import Testing

@testable import Language

@Suite struct MorphologyTests {
    @Test(arguments: [
        "Case=Dat|Gender=Fem|Number=Sing", "Mood=Sub|Number=Plur|Person=3|Tense=Past|VerbForm=Fin",
        "Degree=Cmp", "VerbForm=Inf", "_",
    ])
    func comesBackAsItWas(features: String) {
        #expect(Morphology(conllu: features).conllu == features)
    }

    @Test func leavesOutWhatItDoesNotKnow() {
        #expect(Morphology(conllu: "Case=Nom|Polite=Form|Gender=Fem,Masc").conllu == "Case=Nom")
    }

    @Test func relationsFallBackToTheUniversalOne() {
        #expect(Relation(label: "nsubj:pass") == .passiveSubject)
        #expect(Relation(label: "obl:unheard") == .obl)
        #expect(Relation(label: "unheard") == .dep)
        #expect(Relation.allCases.allSatisfy { Relation(label: $0.rawValue) == $0 })
        #expect(Relation.allCases.enumerated().allSatisfy { $0.element.index == $0.offset })
    }

    @Test func universalTagsAndNamesHaveTheirLabels() {
        #expect(UniversalTag.allCases.allSatisfy { UniversalTag(name: $0.name) == $0 })
        for kind in EntityTag.Kind.allCases {
            for begins in [true, false] {
                let tag = EntityTag(kind, begins: begins)
                #expect(tag.kind == kind && tag.begins == begins)
                #expect(EntityTag(label: tag.label) == tag)
            }
        }
        #expect(EntityTag(label: "O") == .outside)
        #expect(EntityTag(label: "B-XXX") == nil)
    }
}
