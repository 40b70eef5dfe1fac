import Kernels
import Text

/// Finds the tree of each sentence: the head of each word and its relation to it, and what form the
/// word has. Trees need not be projective.
public struct DependencyParser: Sendable {
    private let file: ModelFile
    private let network: ByteNetwork
    /// Embeddings as the network takes them. `nonisolated(unsafe)`: mapped and never written, and
    /// `file` keeps them.
    private nonisolated(unsafe) let tables: [UnsafeBufferPointer<UInt8>]
    /// A universal tag for each tag and relation.
    private nonisolated(unsafe) let universalTags: UnsafeBufferPointer<UInt8>
    private let forms: HashIndex
    private let relations: [Relation]
    private let attributes: WordAttributes
    private let givesNames: Bool
    private let costs = ArgumentChoice.Costs()
    /// The widths of the tables.
    private let widths: [Int64]
    /// Columns of all relations, of subjects and of objects, and both with the root's, as bit sets.
    private let knownColumns: UInt64
    private let subjectColumns: UInt64
    private let objectColumns: UInt64
    private let argumentColumns: UInt64
    /// The column of the root's relation, as a bit set: only the root gets it.
    private let rootColumns: UInt64
    /// The tags that the parser was trained with.
    package let tagNames: [String]

    /// Sentences that are longer are parsed in pieces, which keeps time linear.
    private static let longest = 160
    /// How many words go through the network together.
    private static let packWords = 640

    private let memories: MemoryPool<Memory>

    /// What one text after the other is parsed with.
    private final class Memory: Sendable {
        let forms = FormMemory<WordFeatures>()
        let workspace: ByteNetwork.Workspace

        init(_ shape: ParserShape) { workspace = ByteNetwork.Workspace(shape) }
    }

    /// - Throws: `DataError.damaged` where the file does not hold together.
    public init(_ file: ModelFile) throws {
        func damaged(_ reason: String) -> DataError { .damaged(path: file.path, reason: reason) }
        self.file = file
        guard let shape = try file.section("shape", of: ParserShape.self).first, shape.isSound,
            Int(shape.input) == WordFeatures.width
        else { throw damaged("the sizes of its network are wrong") }
        network = try ByteNetwork(file, shape)
        memories = MemoryPool { Memory(shape) }
        tagNames = try file.strings("tags")
        universalTags = try file.section("universal", of: UInt8.self)
        relations = try file.strings("relations").map { Relation(label: $0) }
        let relations = relations
        func columns(_ isWanted: (Relation) -> Bool) -> UInt64 {
            relations.indices.reduce(0) {
                isWanted(relations[$1]) && $1 < 64 ? $0 | 1 << UInt64($1) : $0
            }
        }
        knownColumns = columns { _ in true }
        rootColumns = columns { $0 == .root }
        subjectColumns = columns { $0 == .nsubj || $0 == .passiveSubject }
        objectColumns = columns { $0 == .obj }
        argumentColumns = rootColumns | subjectColumns | objectColumns
        forms = try HashIndex(file, "forms")
        attributes = WordAttributes(tags: tagNames.count)
        givesNames = try file.strings("learned").contains("names")
        widths = WordFeatures.fields.map { Int64($0.width) }
        tables = try WordFeatures.fields.map {
            try file.section("embedding.\($0.name)", of: UInt8.self)
        }
        guard tagNames.count < 78,
            universalTags.count == tagNames.count * Relation.allCases.count,
            relations.count <= min(64, Int(shape.relations)),
            attributes.count <= Int(shape.attributes),
            tables[0].count == (forms.count + 2) * WordFeatures.fields[0].width,
            zip(tables, WordFeatures.fields).dropFirst().allSatisfy({
                $0.count == $1.rows * $1.width
            })
        else { throw damaged("its tables do not fit its network") }
    }

    /// What is found of each token of a text.
    package struct Trees {
        /// The token that each depends on, -1 for roots.
        package var heads: [Int32]
        package var relations: [Relation]
        package var morphology: [Morphology]
        /// Tags as the parser sees them, indices of `tagNames`.
        package var tags: [UInt8]
        package var universalTags: [UniversalTag]
        /// What speaks for each label of a name, in units of `NameEvidence`; empty where the parser
        /// learned nothing of names.
        package var names: [NameEvidence]

        func isFinite(_ token: Int) -> Bool { morphology[token].verbForm == .finite }
    }

    /// A run of tokens that is parsed as one sentence.
    private struct Piece {
        var tokens: Range<Int>
        var isWhole: Bool
    }

    /// Parses all sentences of a text.
    /// - Parameters:
    ///   - tags: a tag a token, index of `tagNames`.
    ///   - atoms: what the model of names knows of each token; empty where the language has none.
    ///   - lexicon: what the lexicon says of each token, where the language has one.
    /// - Complexity: O(n) in the length of the text.
    package func parse(
        _ text: AnalysedText, tags: [UInt8], atoms: [NameAtoms], lexicon: LexicalContext?
    ) -> Trees {
        memories.withMemory { parse(text, tags, atoms, lexicon, $0) }
    }

    private func parse(
        _ text: AnalysedText, _ tags: [UInt8], _ atoms: [NameAtoms], _ lexicon: LexicalContext?,
        _ memory: Memory
    ) -> Trees {
        let count = text.tokens.count
        var trees = Trees(
            heads: Array(repeating: -1, count: count),
            relations: Array(repeating: .root, count: count),
            morphology: Array(repeating: Morphology(), count: count),
            tags: Array(repeating: 0, count: count),
            universalTags: Array(repeating: .other, count: count),
            names: Array(repeating: NameEvidence(), count: givesNames ? count : 0))
        let workspace = memory.workspace
        let known = formFeatures(text, atoms, memory.forms)
        var scratch = ArgumentScratch()
        var window: [Piece] = []
        var words = 0
        func flush() {
            // Sentences of like length share a pack.
            let order = window.indices.sorted {
                (window[$0].tokens.count, $1) > (window[$1].tokens.count, $0)
            }
            var first = 0
            while first < order.count {
                var last = first
                var size = 0
                while last < order.count,
                    last == first || size + window[order[last]].tokens.count < Self.packWords
                {
                    size += window[order[last]].tokens.count + 1
                    last += 1
                }
                parse(
                    order[first..<last].map { window[$0] }, text, tags, known, lexicon, workspace,
                    &scratch, &trees)
                first = last
            }
            join(window, &trees)
            window.removeAll(keepingCapacity: true)
            words = 0
        }
        for sentence in text.sentences {
            var start = sentence.tokens.lowerBound
            repeat {
                let end = min(sentence.tokens.upperBound, start + Self.longest)
                window.append(
                    Piece(tokens: start..<end, isWhole: start == sentence.tokens.lowerBound))
                words += end - start
                start = end
            } while start < sentence.tokens.upperBound
            if words > 4 * Self.packWords { flush() }
        }
        flush()
        return trees
    }

    /// What the parser sees of the form of each token.
    private func formFeatures(
        _ text: AnalysedText, _ atoms: [NameAtoms], _ memory: FormMemory<WordFeatures>
    ) -> [WordFeatures] {
        var words: [WordFeatures] = []
        words.reserveCapacity(text.tokens.count)
        text.bytes.withUnsafeBufferPointer { bytes in
            for (index, token) in text.tokens.enumerated() {
                let next = index + FormMemory<WordFeatures>.ahead
                if next < text.tokens.count { memory.fetch(text.tokens[next], mark: 0) }
                var word = memory.value(token, mark: 0, bytes) {
                    let form = forms.row(of: token.hash).map { Int32($0 + 2) } ?? 0
                    return WordFeatures(token, bytes: bytes, form: form)
                }
                if !atoms.isEmpty { word.take(atoms[index]) }
                words.append(word)
            }
        }
        return words
    }

    /// Lets the pieces of a long sentence depend on the root of its first piece.
    private func join(_ pieces: [Piece], _ trees: inout Trees) {
        var root: Int32 = -1
        for piece in pieces {
            guard let top = piece.tokens.first(where: { trees.heads[$0] < 0 }) else { continue }
            if piece.isWhole {
                root = Int32(top)
            } else {
                trees.heads[top] = root
                trees.relations[top] = .parataxis
            }
        }
    }

    private func parse(
        _ pieces: [Piece], _ text: AnalysedText, _ tags: [UInt8], _ known: [WordFeatures],
        _ lexicon: LexicalContext?, _ workspace: ByteNetwork.Workspace,
        _ scratch: inout ArgumentScratch, _ trees: inout Trees
    ) {
        let pieces = pieces.filter { !$0.tokens.isEmpty }
        guard !pieces.isEmpty else { return }
        let pack = SentencePack(lengths: pieces.map { $0.tokens.count + 1 })
        workspace.begin(rows: pack.count)
        for (sentence, piece) in pieces.enumerated() {
            workspace.enter(.root, row: pack.row(sentence, 0))
            for token in piece.tokens {
                var word = known[token]
                word.place(
                    text.tokens[token], tag: tags[token],
                    lexicon: lexicon?.lookUps[token].kind ?? 0,
                    isInitial: token == piece.tokens.lowerBound && piece.isWhole)
                workspace.enter(word, row: pack.row(sentence, token - piece.tokens.lowerBound + 1))
            }
        }
        workspace.number(rows: pack.count)
        embed(workspace)
        network.run(pack, workspace)
        var headRows: [Int] = []
        var rows: [Int] = []
        var dependents: [Int] = []
        for (sentence, piece) in pieces.enumerated() {
            let heads = heads(pack, sentence, workspace)
            for token in piece.tokens {
                let position = token - piece.tokens.lowerBound + 1
                trees.heads[token] =
                    heads[position] == 0
                    ? -1 : Int32(piece.tokens.lowerBound + heads[position] - 1)
                headRows.append(pack.row(sentence, heads[position]))
                rows.append(pack.row(sentence, position))
                dependents.append(token)
            }
        }
        network.scoreRelations(heads: headRows, dependents: rows, workspace)
        for (pair, token) in dependents.enumerated() {
            let values =
                workspace.top.start + rows[pair] * network.layout.top.columns
                + network.layout.attributes
            let tag = UInt8(attributes.best(WordAttributes.tagGroup, values))
            trees.tags[token] = tag
            if givesNames { trees.names[token] = attributes.names(values) }
            trees.morphology[token] =
                lexicon.flatMap { inflection(token, tag: tag, values, $0) }
                ?? attributes.morphology(values)
        }
        var first = 0
        for piece in pieces {
            label(piece.tokens, firstPair: first, workspace, lexicon, &scratch, &trees)
            first += piece.tokens.count
        }
        for token in dependents {
            trees.universalTags[token] = universalTag(trees.tags[token], trees.relations[token])
        }
        guard let lexicon else { return }
        for piece in pieces {
            scratch.link(piece.tokens, trees.heads)
            chooseMoods(piece.tokens, lexicon, scratch, &trees)
        }
    }

    /// Names the relations of a sentence: the best each, subjects and objects together.
    /// - Parameter firstPair: the row of scores of the first token.
    private func label(
        _ tokens: Range<Int>, firstPair: Int, _ workspace: ByteNetwork.Workspace,
        _ lexicon: LexicalContext?, _ scratch: inout ArgumentScratch, _ trees: inout Trees
    ) {
        let columns = Int(network.shape.relations)
        let start = workspace.relations.start + firstPair * columns
        func scores(_ token: Int) -> UnsafePointer<Float> {
            UnsafePointer(start + (token - tokens.lowerBound) * columns)
        }
        scratch.link(tokens, trees.heads)
        for token in tokens where trees.heads[token] >= 0 {
            trees.relations[token] = relations[best(scores(token), excluding: rootColumns)]
        }
        for head in tokens where scratch.firstChild(head) >= 0 {
            var hasOwnSubject = false
            var finite = trees.isFinite(head) ? head : -1
            var isCopular = false
            scratch.candidates.removeAll(keepingCapacity: true)
            var child = scratch.firstChild(head)
            while child >= 0 {
                switch trees.relations[child] {
                case .csubj, .passiveClausalSubject, .outerSubject, .outerClausalSubject, .expl:
                    hasOwnSubject = true
                case .aux, .copula, .passiveAuxiliary:
                    if trees.isFinite(child) { finite = child }
                    if trees.relations[child] == .copula { isCopular = true }
                default: break
                }
                child = scratch.next(child)
            }
            let numbers =
                finite >= 0 && !isCopular
                ? lexicon?.numbers(of: finite, tag: trees.tags[finite]) ?? .all : .all
            child = scratch.firstChild(head)
            while child >= 0 {
                defer { child = scratch.next(child) }
                let scores = scores(child)
                var candidate = ArgumentChoice.Candidate(
                    token: child, other: scores[best(scores, excluding: argumentColumns)],
                    subject: greatest(scores, subjectColumns),
                    object: greatest(scores, objectColumns))
                let isTaken = max(candidate.subject, candidate.object) > candidate.other
                guard
                    isTaken
                        || finite >= 0 && !hasOwnSubject
                            && max(candidate.subject, candidate.object) > candidate.other - 6,
                    scratch.candidates.count < ArgumentChoice.limit
                else { continue }
                if let lexicon {
                    apply(lexicon, numbers, to: &candidate, scratch, trees)
                }
                scratch.candidates.append(candidate)
            }
            guard !scratch.candidates.isEmpty else { continue }
            let needsSubject =
                finite >= 0 && !hasOwnSubject && trees.relations[head] != .conj
            let choice = ArgumentChoice.best(
                scratch.candidates, noSubject: needsSubject ? costs.noSubject : 0)
            for (index, candidate) in scratch.candidates.enumerated() {
                let scores = scores(candidate.token)
                let column =
                    if index == choice.subject {
                        best(scores, excluding: ~subjectColumns)
                    } else if index == choice.object {
                        best(scores, excluding: ~objectColumns)
                    } else {
                        best(scores, excluding: argumentColumns)
                    }
                trees.relations[candidate.token] = relations[column]
            }
        }
    }

    /// Lets a candidate pay for what its form rules out.
    private func apply(
        _ lexicon: LexicalContext, _ numbers: AgreementCells,
        to candidate: inout ArgumentChoice.Candidate, _ scratch: ArgumentScratch, _ trees: Trees
    ) {
        let own = lexicon.cells(of: candidate.token, tag: trees.tags[candidate.token])
        var cells = own
        var isSeveral = false
        var child = scratch.firstChild(candidate.token)
        while child >= 0 {
            switch trees.relations[child] {
            case .det, .amod, .possessiveDeterminer, .nummod:
                cells.formIntersection(lexicon.cells(of: child, tag: trees.tags[child]))
            case .adposition: return
            case .conj: isSeveral = true
            default: break
            }
            child = scratch.next(child)
        }
        if cells.isEmpty { cells = own }
        let nominative = cells.intersection(.nominative)
        if nominative.isEmpty {
            candidate.subject -= costs.wrongCase
        } else if !isSeveral, nominative.intersection(numbers).isEmpty {
            candidate.subject -= costs.wrongNumber
        }
        if cells.intersection(.accusative).isEmpty { candidate.object -= costs.wrongCase }
    }

    @inline(__always)
    private func best(_ scores: UnsafePointer<Float>, excluding excluded: UInt64) -> Int {
        Int(lb_greatest_of(scores, knownColumns & ~excluded))
    }

    private func greatest(_ scores: UnsafePointer<Float>, _ columns: UInt64) -> Float {
        var result = -Float.infinity
        var rest = columns
        while rest != 0 {
            result = max(result, scores[rest.trailingZeroBitCount])
            rest &= rest - 1
        }
        return result
    }

    /// The heads of a sentence, by position; the root stands at position 0.
    private func heads(
        _ pack: SentencePack, _ sentence: Int, _ workspace: ByteNetwork.Workspace
    ) -> [Int] {
        network.scoreHeads(pack, sentence, workspace)
        return SpanningTree.heads(
            count: pack.lengths[sentence], scores: workspace.headScores.start)
    }

    /// The reading of the lexicon that the scores of attributes like best; `nil` where it has none
    /// with this tag.
    private func inflection(
        _ token: Int, tag: UInt8, _ scores: UnsafePointer<Float>, _ lexicon: LexicalContext
    ) -> Morphology? {
        var best: Morphology?
        var bestScore = -Float.infinity
        lexicon.lexicon.forEachReading(of: lexicon.lookUps[token]) { reading in
            guard lexicon.parserTags[Int(reading.tag)] == tag else { return }
            let score = attributes.score(reading.morphology, scores)
            if score > bestScore {
                best = reading.morphology
                bestScore = score
            }
        }
        return best
    }

    /// The universal tag that goes with a tag and a relation.
    private func universalTag(_ tag: UInt8, _ relation: Relation) -> UniversalTag {
        let row = Int(tag) * Relation.allCases.count
        return UniversalTag(rawValue: universalTags[row + relation.index]) ?? .other
    }

    /// Fills the input of the network: the embeddings of each new word side by side.
    private func embed(_ workspace: ByteNetwork.Workspace) {
        workspace.withNewWords { words, input in
            tables.withUnsafeBufferPointer { tables in
                withUnsafeTemporaryAllocation(
                    of: UnsafePointer<UInt8>?.self, capacity: tables.count
                ) { starts in
                    for field in tables.indices {
                        starts.initializeElement(at: field, to: tables[field].baseAddress)
                    }
                    lb_embed(
                        starts.baseAddress!, widths, Int64(widths.count), words.baseAddress,
                        Int64(words.count / tables.count), input)
                }
            }
        }
    }
}
