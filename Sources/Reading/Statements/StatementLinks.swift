import Language
import Text

/// Links statements to each other: who has it from whom, what stands inside what, and the medium
/// that goes on with its speaker.
struct StatementLinks {
    let text: AnalysedText

    /// How many statements back a link may reach.
    private static let reach = 8

    // MARK: Chains

    /// Adds the statements of those whom a speaker names as their source: "TV-Fjord berichtete unter
    /// Berufung auf zwei Diplomaten".
    func addChains(to drafts: inout [Draft]) {
        guard !text.pack.cues.chains.isEmpty else { return }
        for index in drafts.indices where drafts[index].source != nil {
            for frame in drafts[index].frame {
                guard let (phrase, source) = chain(in: frame),
                    !(drafts[index].source?.overlaps(source) ?? false),
                    !drafts.contains(where: { $0.cue.contains { $0.overlaps(phrase) } })
                else { continue }
                var origin = drafts[index]
                origin.source = source
                origin.antecedent = nil
                origin.addressee = nil
                origin.medium = nil
                origin.cue = [phrase]
                origin.frame = [phrase.lowerBound..<source.upperBound]
                origin.lemma = nil
                origin.rule = .chain
                origin.via = index
                drafts.append(origin)
                break
            }
        }
    }

    private func chain(in frame: Range<Int>) -> (phrase: Range<Int>, source: Range<Int>)? {
        for token in frame {
            for words in text.pack.cues.chains
            where token + words.count < frame.upperBound && words.first == text.tokens[token].hash {
                let phrase = token..<token + words.count
                guard zip(phrase, words).allSatisfy({ text.tokens[$0].hash == $1 }) else {
                    continue
                }
                let source =
                    text.pack.wordOrder == .verbSecond
                    ? NounPhrases(text: text).forward(
                        from: phrase.upperBound, limit: frame.upperBound, isSource: true)
                    : SubjectVerbPhrases(text: text).forward(
                        from: phrase.upperBound, limit: frame.upperBound)
                if let source { return (phrase, source) }
            }
        }
        return nil
    }

    // MARK: Media

    /// A medium holds for the statements of the same speaker that follow, until somebody else speaks:
    /// an interview, a speech.
    func carryMedia(_ drafts: inout [Draft], in order: [Int]) {
        var current: (medium: MediumFinder.Found, addressee: Range<Int>?, source: Range<Int>)?
        for index in order where drafts[index].via == nil {
            guard let source = drafts[index].source else { continue }
            if let medium = drafts[index].medium {
                current = goesOn(medium.kind) ? (medium, drafts[index].addressee, source) : nil
            } else if let known = current {
                if isSame(source, known.source) {
                    drafts[index].medium = known.medium
                    if drafts[index].addressee == nil { drafts[index].addressee = known.addressee }
                } else {
                    current = nil
                }
            }
        }
    }

    private func goesOn(_ kind: Statement.Medium.Kind) -> Bool {
        switch kind {
        case .interview, .speech, .testimony, .pressConference, .phoneCall: true
        default: false
        }
    }

    /// Whether two phrases name the same person: one has the last word of the other as a name, or the
    /// second is a pronoun.
    private func isSame(_ phrase: Range<Int>, _ earlier: Range<Int>) -> Bool {
        if phrase == earlier { return true }
        let last = phrase.upperBound - 1
        if phrase.count == 1, text.has(last, .personalPronoun) { return true }
        return text.tokens[last].isCapitalised && !text.has(last, [.commonNoun, .personNoun])
            && earlier.contains { text.tokens[$0].hash == text.tokens[last].hash }
    }

    // MARK: Nesting

    /// For each draft the one in whose content its cue and content stand, the innermost; by place in
    /// `order`.
    func nesting(_ drafts: [Draft], in order: [Int]) -> [Int?] {
        order.indices.map { place in
            let inner = drafts[order[place]]
            guard let words = inner.cue.first ?? inner.content.first, inner.via == nil else {
                return nil
            }
            var best: (place: Int, length: Int)?
            for other in max(0, place - Self.reach)..<min(order.count, place + 3)
            where other != place {
                let outer = drafts[order[other]]
                guard outer.via == nil,
                    let range = outer.content.first(where: {
                        $0.lowerBound <= words.lowerBound && $0.upperBound >= words.upperBound
                    }), range.count > inner.content.reduce(0, { $0 + $1.count })
                else { continue }
                if best.map({ range.count < $0.length }) ?? true { best = (other, range.count) }
            }
            return best?.place
        }
    }
}
