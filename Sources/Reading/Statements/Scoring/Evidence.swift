import Text

/// What is asked of a cue, of a content and of a source: the names of the features that the scorers
/// weigh. None of them holds a word; a value is a class, a tag, a relation, a mark, a distance.
package enum Evidence: UInt8, CaseIterable, Sendable {
    // Of the cue.
    case cueKind, cueAct, cueComplements, cueShape, cueTag, cueRelation, cueHeadTag, cueHeadAct
    case cueForm, subjectKind, subjectPerson, cueChildren, cueMark, cueAuxiliaries
    case cueQuoted, cuePlace, sentenceLength, quotesAround, cueRule, otherRules, cueParticle
    case cueInsideCue, spokenBefore, sourceRecent, tagBeforeCue, tagBehindCue, markBeforeCue,
        markBehindCue, clausePath
    case speechBefore, sentenceMood, sentenceVerb, sentenceOpening, subjectSide, cueDepth,
        cueStrength
    // Of the content.
    case contentKind, contentMarkBefore, contentFirstTag, contentFirstClass, contentMarkBehind
    case contentLastTag, contentSide, contentDistance, commasBetween, contentLength, contentFinite
    case contentMood, contentQuoted, contentRelation, contentRootTag, headsOutside, wordsAttached
    case cuesInside, holdsSubject, contentRule, contentReach, contentPieces, wordsLeft
    case contentKindAct, contentKindComplements, contentRelationClass
    case contentQuotedKind, contentTakesQuote, contentReachKind, contentNext
    // Of the source.
    case sourceKind, sourceRelation, sourcePath, sourceDistance, sourceCommas, sourceTag
    case sourceEntity, sourceClass, sourceCase, sourceAgrees, sourceLength, sourcePreposition
    case sourceQuoted, sourceInContent, sourceRule, sourceOfRoot, sourceSentence, sourceOpens
    case sourceArticle, sourceExtent, sourceSide, sourceKindCue, sourceRelationCue, sourceTail
    case sourceOrder, sourceNext

    /// How many values each has.
    package static let width = 64
    /// How many rows of weights all have together.
    package static let rows = allCases.count * width
}

/// The candidates of one decision as rows of features: what all share, and what each has of its own.
package struct EvidenceGroup: Sendable {
    package var shared: [UInt16] = []
    package private(set) var features: [UInt16] = []
    /// Where the features of each candidate end.
    package private(set) var ends: [Int32] = []

    package init() {}

    package var count: Int { ends.count }

    mutating func removeAll() {
        shared.removeAll(keepingCapacity: true)
        removeCandidates()
    }

    mutating func removeCandidates() {
        features.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
    }

    @inline(__always)
    mutating func share(_ evidence: Evidence, _ value: Int) {
        shared.append(Self.row(evidence, value))
    }

    @inline(__always)
    mutating func add(_ evidence: Evidence, _ value: Int) {
        features.append(Self.row(evidence, value))
    }

    mutating func endCandidate() { ends.append(Int32(features.count)) }

    package func candidate(_ index: Int) -> Range<Int> {
        (index == 0 ? 0 : Int(ends[index - 1]))..<Int(ends[index])
    }

    @inline(__always)
    private static func row(_ evidence: Evidence, _ value: Int) -> UInt16 {
        UInt16(Int(evidence.rawValue) * Evidence.width + min(max(value, 0), Evidence.width - 1))
    }
}

/// The size class of a count: 0, 1, 2, 3, 4, then ever wider.
@inline(__always)
func sizeClass(_ count: Int) -> Int {
    switch count {
    case ..<1: 0
    case 1...4: count
    case 5...6: 5
    case 7...9: 6
    case 10...14: 7
    case 15...20: 8
    case 21...30: 9
    case 31...50: 10
    default: 11
    }
}
