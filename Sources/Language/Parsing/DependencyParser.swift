import Kernels
import Text

/// Finds the tree of each sentence: the head of each word and its relation to it, and what form the
/// word has. Trees need not be projective.
public struct DependencyParser: Sendable {
    private let file: ModelFile
    private let network: ParserNetwork
    /// `nonisolated(unsafe)`: the weights are mapped and never written, and `file` keeps them.
    private nonisolated(unsafe) let weights: UnsafeBufferPointer<Float>
    private nonisolated(unsafe) let tables: [UnsafeBufferPointer<Int8>]
    private nonisolated(unsafe) let scales: UnsafeBufferPointer<Float>
    private nonisolated(unsafe) let domain: UnsafeBufferPointer<Float>
    /// A universal tag for each tag and relation.
    private nonisolated(unsafe) let universalTags: UnsafeBufferPointer<UInt8>
    private let forms: HashIndex
    private let relations: [Relation]
    private let attributes: WordAttributes
    /// The widths of the tables.
    private let widths: [Int]
    /// Columns of relations of which a head has one: subjects, and objects.
    private let uniqueRelations: [[Int]]
    /// The column of the root's relation, as a bit set: only the root gets it.
    private let rootColumns: UInt64
    /// The tags that the parser was trained with.
    package let tagNames: [String]

    /// Sentences that are longer are parsed in pieces, which keeps time linear.
    private static let longest = 160
    /// How many words go through the network together.
    private static let packWords = 640

    /// - Throws: `DataError.damaged` where the file does not hold together.
    public init(_ file: ModelFile) throws {
        func damaged(_ reason: String) -> DataError { .damaged(path: file.path, reason: reason) }
        self.file = file
        guard let shape = try file.section("shape", of: ParserShape.self).first, shape.isSound,
            Int(shape.input) == WordFeatures.width
        else { throw damaged("the sizes of its network are wrong") }
        network = ParserNetwork(shape)
        weights = try file.section("weights", of: Float.self)
        scales = try file.section("scales", of: Float.self)
        domain = try file.section("domain", of: Float.self)
        tagNames = try file.strings("tags")
        universalTags = try file.section("universal", of: UInt8.self)
        relations = try file.strings("relations").map { Relation(label: $0) }
        let relations = relations
        uniqueRelations = [
            relations.indices.filter { [.nsubj, .passiveSubject].contains(relations[$0]) },
            relations.indices.filter { relations[$0] == .obj },
        ]
        rootColumns = relations.indices.reduce(0) {
            relations[$1] == .root && $1 < 64 ? $0 | 1 << UInt64($1) : $0
        }
        forms = try HashIndex(file, "forms")
        attributes = WordAttributes(tags: tagNames.count)
        widths = WordFeatures.fields.map(\.width)
        tables = try WordFeatures.fields.map {
            try file.section("embedding.\($0.name)", of: Int8.self)
        }
        guard weights.count == network.layout.count, scales.count == tables.count,
            domain.count == WordFeatures.domainWidth, tagNames.count < 78,
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
    }

    /// A run of tokens that is parsed as one sentence.
    private struct Piece {
        var tokens: Range<Int>
        var isWhole: Bool
    }

    /// Parses all sentences of a text.
    /// - Parameters:
    ///   - tags: a tag a token, index of `tagNames`.
    ///   - lexicon: what the lexicon says of each token, where the language has one.
    /// - Complexity: O(n) in the length of the text.
    package func parse(_ text: AnalysedText, tags: [UInt8], lexicon: LexicalContext?) -> Trees {
        let count = text.tokens.count
        var trees = Trees(
            heads: Array(repeating: -1, count: count),
            relations: Array(repeating: .root, count: count),
            morphology: Array(repeating: Morphology(), count: count),
            tags: Array(repeating: 0, count: count),
            universalTags: Array(repeating: .other, count: count))
        let workspace = ParserNetwork.Workspace(network.shape)
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
                    order[first..<last].map { window[$0] }, text, tags, lexicon, workspace, &trees)
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
        _ pieces: [Piece], _ text: AnalysedText, _ tags: [UInt8], _ lexicon: LexicalContext?,
        _ workspace: ParserNetwork.Workspace, _ trees: inout Trees
    ) {
        let pieces = pieces.filter { !$0.tokens.isEmpty }
        guard !pieces.isEmpty else { return }
        let pack = SentencePack(lengths: pieces.map { $0.tokens.count + 1 })
        workspace.reserve(pack.count)
        text.bytes.withUnsafeBufferPointer { bytes in
            for (sentence, piece) in pieces.enumerated() {
                embed(.root, into: workspace.input, row: pack.row(sentence, 0))
                for token in piece.tokens {
                    let row = text.tokens[token]
                    let form = forms.row(of: row.hash).map { Int32($0 + 2) } ?? 0
                    embed(
                        WordFeatures(
                            row, bytes: bytes, form: form, tag: tags[token],
                            lexicon: lexicon?.lookUps[token].kind ?? 0,
                            isInitial: token == piece.tokens.lowerBound && piece.isWhole),
                        into: workspace.input,
                        row: pack.row(sentence, token - piece.tokens.lowerBound + 1))
                }
            }
        }
        let weights = weights.baseAddress!
        network.run(pack, weights: weights, workspace: workspace)
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
        network.scoreRelations(
            heads: headRows, dependents: rows, weights: weights, workspace: workspace)
        var first = 0
        for piece in pieces {
            label(piece.tokens, firstPair: first, workspace, &trees)
            first += piece.tokens.count
        }
        for (pair, token) in dependents.enumerated() {
            let values = workspace.attributes.start + rows[pair] * Int(network.shape.attributes)
            let tag = UInt8(attributes.best(attributes.groups.count - 1, values))
            trees.tags[token] = tag
            trees.morphology[token] =
                lexicon.flatMap { inflection(token, tag: tag, values, $0) }
                ?? attributes.morphology(values)
            trees.universalTags[token] = universalTag(tag, trees.relations[token])
        }
    }

    /// Names the relations of a sentence: the best each, but no head gets two subjects or two objects.
    /// - Parameter firstPair: the row of scores of the first token.
    private func label(
        _ tokens: Range<Int>, firstPair: Int, _ workspace: ParserNetwork.Workspace,
        _ trees: inout Trees
    ) {
        let columns = Int(network.shape.relations)
        func best(_ token: Int, excluding excluded: UInt64) -> Int {
            let scores =
                workspace.relations.start + (firstPair + token - tokens.lowerBound) * columns
            var best = -1
            for column in 0..<relations.count where excluded >> UInt64(column) & 1 == 0 {
                if best < 0 || scores[column] > scores[best] { best = column }
            }
            return max(0, best)
        }
        for token in tokens where trees.heads[token] >= 0 {
            trees.relations[token] = relations[best(token, excluding: rootColumns)]
        }
        for group in uniqueRelations {
            let others = group.reduce(rootColumns) { $0 | 1 << UInt64($1) }
            // The rival of each head so far: the token, and what it would lose by another relation.
            var holders: [Int32: (token: Int, margin: Float)] = [:]
            for token in tokens
            where group.contains(where: { relations[$0] == trees.relations[token] }) {
                let scores =
                    workspace.relations.start + (firstPair + token - tokens.lowerBound) * columns
                let own = group.map { scores[$0] }.max()!
                let margin = own - scores[best(token, excluding: others)]
                let head = trees.heads[token]
                var loser = token
                if let holder = holders[head] {
                    if margin > holder.margin {
                        loser = holder.token
                        holders[head] = (token, margin)
                    }
                    trees.relations[loser] = relations[best(loser, excluding: others)]
                } else {
                    holders[head] = (token, margin)
                }
            }
        }
    }

    /// The heads of a sentence, by position; the root stands at position 0.
    private func heads(
        _ pack: SentencePack, _ sentence: Int, _ workspace: ParserNetwork.Workspace
    ) -> [Int] {
        network.scoreHeads(
            pack, sentence, weights: weights.baseAddress!, workspace: workspace,
            into: workspace.headScores)
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

    /// Writes the embeddings of a word side by side into a row of the input.
    private func embed(_ features: WordFeatures, into input: FloatBuffer, row: Int) {
        var output = input.start + row * Int(network.shape.input)
        withUnsafeBytes(of: features.rows) { rows in
            let rows = rows.bindMemory(to: Int32.self)
            for field in 0..<widths.count {
                let width = widths[field]
                lb_expand_bytes(
                    tables[field].baseAddress! + Int(rows[field]) * width, scales[field],
                    Int64(width), output)
                output += width
            }
        }
        output.update(from: domain.baseAddress!, count: WordFeatures.domainWidth)
    }
}
