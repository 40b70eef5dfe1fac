import Language
import Text

/// Where a statement can begin to be read: a word of saying, a colon, a quotation or a sentence.
package struct Anchor: Sendable {
    package enum Kind: Int, Sendable {
        case verb, noun, preposition, postposition, adverb, colon
        /// A word that no list has, but that has a content clause or stands at a quotation.
        case unlistedVerb, unlistedNoun
        /// What only a rule found.
        case rule
        /// Without a cue: words in quotation marks, a sentence that goes on with what was said.
        case quotation, sentence

        package var hasCue: Bool { self != .quotation && self != .sentence }
    }

    package var kind: Kind
    /// The word of saying, or the first word of the quotation or sentence.
    package var token: Int
    /// The tokens of the cue, ascending; none where there is no cue.
    package var cue: [Int]
    /// Index into the pack's cue entries.
    var entry: Int?
    var shape: CueForm.Shape?
    /// The quotation that it is, for `quotation`.
    var quotation: Int?
    /// The draft that a rule made of the same cue.
    var draft: Int?
}

/// Finds the anchors of a sentence.
struct AnchorFinder {
    let tree: SentenceTree
    let quotationAt: [Int32]
    private let text: AnalysedText

    init(tree: SentenceTree, quotationAt: [Int32]) {
        self.tree = tree
        self.quotationAt = quotationAt
        text = tree.text
    }

    /// - Parameter drafts: what the rules made of the sentence.
    func anchors(in sentence: Range<Int>, drafts: [Draft], into anchors: inout [Anchor]) {
        anchors.removeAll(keepingCapacity: true)
        let hasQuotation = sentence.contains { quotationAt[$0] >= 0 }
        for token in sentence {
            if let anchor = anchor(at: token, sentence, hasQuotation) { anchors.append(anchor) }
        }
        for index in drafts.indices {
            guard let first = drafts[index].cue.first?.lowerBound else { continue }
            let tokens = drafts[index].cue.flatMap { Array($0) }.sorted()
            if let place = anchors.firstIndex(where: {
                $0.draft == nil && $0.kind.hasCue && tokens.contains($0.token)
            }) {
                anchors[place].draft = index
                anchors[place].cue = Array(Set(anchors[place].cue).union(tokens)).sorted()
            } else if text.tokens[first].kind != .colon
                || !anchors.contains(where: { $0.token == first })
            {
                let word = tokens.first { tree.universal[$0] == .verb } ?? first
                anchors.append(
                    Anchor(kind: .rule, token: word, cue: tokens, draft: index))
            }
        }
        for (index, quotation) in quotations(startingIn: sentence) {
            anchors.append(
                Anchor(
                    kind: .quotation, token: quotation.tokens.lowerBound, cue: [],
                    quotation: index,
                    draft: drafts.firstIndex {
                        $0.cue.isEmpty && $0.content.contains(quotation.tokens)
                    }))
        }
        if !(hasQuotation && isAllQuoted(sentence)) {
            anchors.append(
                Anchor(
                    kind: .sentence, token: sentence.lowerBound, cue: [],
                    draft: drafts.firstIndex { $0.cue.isEmpty && $0.rule == .freeIndirect }))
        }
    }

    private func quotations(startingIn sentence: Range<Int>) -> [(Int, Quotation)] {
        var found: [(Int, Quotation)] = []
        var token = sentence.lowerBound
        while token < sentence.upperBound {
            let index = Int(quotationAt[token])
            guard index >= 0 else {
                token += 1
                continue
            }
            let quotation = text.quotations[index]
            if quotation.tokens.lowerBound == token, quotation.tokens.count > 3 {
                found.append((index, quotation))
            }
            token = max(token + 1, quotation.tokens.upperBound)
        }
        return found
    }

    private func isAllQuoted(_ sentence: Range<Int>) -> Bool {
        sentence.allSatisfy { quotationAt[$0] >= 0 || tree.isMark($0) }
    }

    private func anchor(at token: Int, _ sentence: Range<Int>, _ hasQuotation: Bool) -> Anchor? {
        let row = text.tokens[token]
        if row.kind == .colon, quotationAt[token] < 0, token + 1 < sentence.upperBound,
            token > sentence.lowerBound
        {
            return Anchor(kind: .colon, token: token, cue: [token])
        }
        guard row.kind == .word else { return nil }
        if text.has(token, .quotative), opensFrame(token),
            token > sentence.lowerBound, text.pack.wordOrder == .verbSecond
        {
            return Anchor(kind: .adverb, token: token, cue: [token])
        }
        if let forms = text.cueForms(token) {
            if let listed = listed(token, forms, sentence) { return listed }
        }
        if let compound = compound(token, sentence) { return compound }
        switch tree.universal[token] {
        case .verb: return unlistedVerb(token, sentence, hasQuotation)
        case .noun, .adjective: return unlistedNoun(token)
        default: return nil
        }
    }

    private func opensFrame(_ token: Int) -> Bool {
        guard token > 0 else { return false }
        let before = text.tokens[token - 1].kind
        return before.isClauseMark || before == .closeQuote
    }

    // MARK: Listed words

    private func listed(_ token: Int, _ forms: ArraySlice<CueForm>, _ sentence: Range<Int>)
        -> Anchor?
    {
        let tag = tree.universal[token]
        var best: Anchor?
        for form in forms {
            let entry = text.pack.cues.entries[form.entry]
            switch entry.kind {
            case .verb:
                guard tag == .verb || tag == .auxiliary || tag == .adjective && isParticiple(form)
                else { continue }
                var cue = verbGroup(token)
                if entry.particle != 0, form.shape != .joined {
                    guard let particle = particle(entry.particle, of: token, sentence) else {
                        if form.shape == .finite || form.shape == .presentParticiple
                            || entry.isWrittenApart
                            || text.pack.wordOrder != .verbSecond
                        {
                            continue
                        }
                        best =
                            best
                            ?? Anchor(
                                kind: .verb, token: token, cue: cue, entry: form.entry,
                                shape: form.shape)
                        continue
                    }
                    cue = Array(Set(cue + [particle])).sorted()
                    return Anchor(
                        kind: .verb, token: token, cue: cue, entry: form.entry, shape: form.shape)
                }
                if best == nil {
                    best = Anchor(
                        kind: .verb, token: token, cue: cue, entry: form.entry, shape: form.shape)
                }
            case .noun where tag == .noun || tag == .properNoun:
                var cue = [token]
                if let preposition = tree.child(
                    token,
                    where: { child, _ in
                        text.pack.cues.isSourcePreposition(text.tokens[child].hash)
                    })
                {
                    cue = [preposition, token].sorted()
                }
                return Anchor(
                    kind: .noun, token: token, cue: cue, entry: form.entry, shape: form.shape)
            case .adverb where quotationAt[token] < 0:
                return Anchor(
                    kind: .adverb, token: token, cue: [token], entry: form.entry, shape: form.shape)
            case .preposition, .postposition:
                var cue = [token]
                if entry.particle != 0 {
                    guard token + 1 < sentence.upperBound,
                        text.tokens[token + 1].hash == entry.particle
                    else { continue }
                    cue.append(token + 1)
                } else if entry.lemma.contains(" ") {
                    cue.append(min(token + 1, sentence.upperBound - 1))
                }
                return Anchor(
                    kind: entry.kind == .preposition ? .preposition : .postposition, token: token,
                    cue: cue, entry: form.entry, shape: form.shape)
            default: continue
            }
        }
        return best
    }

    /// A noun that ends in one that gives a source, behind its preposition: "nach Polizeiangaben".
    private func compound(_ token: Int, _ sentence: Range<Int>) -> Anchor? {
        let row = text.tokens[token]
        guard text.pack.wordOrder == .verbSecond, row.isCapitalised, row.end - row.start < 60,
            let preposition = clampedRange(max(sentence.lowerBound, token - 2), token).last(where: {
                text.pack.cues.isSourcePreposition(text.tokens[$0].hash)
            })
        else { return nil }
        let bytes = text.bytes[Int(row.start)..<Int(row.end)]
        for start in clampedRange(bytes.startIndex + 2, bytes.endIndex - 4) {
            let form = text.pack.cues.forms(of: foldedHash(Array(bytes[start...])))?.first {
                text.pack.cues.entries[$0.entry].marksSource
            }
            if let form {
                return Anchor(
                    kind: .noun, token: token, cue: [preposition], entry: form.entry,
                    shape: form.shape)
            }
        }
        return nil
    }

    private func isParticiple(_ form: CueForm) -> Bool {
        form.shape == .participle || form.shape == .presentParticiple
    }

    private func particle(_ hash: UInt64, of token: Int, _ sentence: Range<Int>) -> Int? {
        if let child = tree.child(token, where: { child, _ in text.tokens[child].hash == hash }) {
            return child
        }
        if token > sentence.lowerBound, text.tokens[token - 1].hash == hash { return token - 1 }
        let reach = text.pack.wordOrder == .verbSecond ? 0 : 3
        return (token + 1..<max(token + 1, min(token + 1 + reach, sentence.upperBound)))
            .first { text.tokens[$0].hash == hash }
    }

    /// A verb with its auxiliaries and its separated part.
    private func verbGroup(_ token: Int) -> [Int] {
        var group = [token]
        tree.forEachChild(token) { child, relation in
            switch relation {
            case .aux, .passiveAuxiliary, .particle: group.append(child)
            default: break
            }
        }
        group.sort()
        return group
    }

    // MARK: Words that no list has

    private func unlistedVerb(
        _ token: Int, _ sentence: Range<Int>, _ hasQuotation: Bool
    ) -> Anchor? {
        guard quotationAt[token] < 0 else { return nil }
        let hasClause =
            tree.child(token) { child, relation in
                relation == .ccomp
                    || relation == .parataxis && (hasQuotation && quotationAt[child] >= 0)
                    || relation == .xcomp && tree.universal[child] == .verb
            } != nil
        let besideQuotation =
            hasQuotation
            && (tree.relations[token] == .parataxis
                || (token + 1..<min(token + 8, sentence.upperBound)).contains {
                    text.tokens[$0].kind == .openQuote
                }
                || (max(token - 3, sentence.lowerBound)..<token).contains {
                    text.tokens[$0].kind == .closeQuote
                })
        guard hasClause || besideQuotation else { return nil }
        return Anchor(kind: .unlistedVerb, token: token, cue: verbGroup(token))
    }

    private func unlistedNoun(_ token: Int) -> Anchor? {
        guard quotationAt[token] < 0,
            tree.child(
                token,
                where: { child, relation in
                    switch relation {
                    case .ccomp, .acl, .advcl, .csubj, .xcomp: break
                    default: return false
                    }
                    return tree.child(child) { mark, relation in
                        relation == .mark && text.has(mark, [.complementizer, .infinitiveMarker])
                    } != nil
                }) != nil
        else { return nil }
        let copula = tree.child(token) { _, relation in relation == .copula }
        return Anchor(
            kind: .unlistedNoun, token: token, cue: ([copula].compactMap { $0 } + [token]).sorted())
    }
}
