import Foundation
public import Language
import Text

/// A corpus for training and what it marks.
public struct NameTrainingSet: Sendable {
    public var corpus: NameCorpus
    /// What kind of text and of marking it is: 0 is what the model is for. The model learns what all
    /// domains share and what is particular to domain 0, and ships the sum (after Daumé 2007).
    public var domain: Int
    /// The kinds that the corpus marks; a word without a name may be part of one of another kind.
    public var kinds: [EntityTag.Kind]
    /// How much a sentence counts.
    public var weight: Float

    public init(corpus: NameCorpus, domain: Int, kinds: [EntityTag.Kind], weight: Float) {
        self.corpus = corpus
        self.domain = domain
        self.kinds = kinds
        self.weight = weight
    }
}

/// How a model of names is trained.
public struct NameTrainingSettings: Sendable {
    public var epochs = 10
    /// How many times the weights are learned, each time with other sentences first and other features
    /// left out; their mean ships (Breiman 1996).
    public var rounds = 3
    public var rate: Float = 0.05
    public var prior: Float = 0.3
    public var dropout: Float = 0.3
    public var formDropout: Float = 0.4
    /// What is added to the weight of beginning a name, so that more are found.
    public var recall: Float = 0.8
    /// What the evidence of the parser counts where it has learned names, in hundredths.
    public var evidence = 40
    /// The groups of features that are left out, by name.
    public var without: [String] = []
    /// How many rows the table of weights has; a multiple of four.
    public var rows = 96 << 10
    /// A feature seen more rarely is left out.
    public var minimumCount = 2

    public init() {}
}

/// Learns a model of names.
public struct NameTrainer {
    private let pack: LanguagePack
    private let settings: NameTrainingSettings
    private let groups: NameFeatureGroups
    private let facts: (rows: [UInt8], sets: [UInt32])
    private let classes: (rows: [UInt8], sets: [UInt32])

    /// - Parameters:
    ///   - gazetteer: lines of a phrase, a tab and its kinds, separated by commas.
    ///   - wordClasses: lines of a word, a tab and the number of its class.
    /// - Throws: `DataError` where a file cannot be read.
    public init(
        pack: LanguagePack, gazetteer: String, wordClasses: String, settings: NameTrainingSettings
    ) throws {
        self.pack = pack
        self.settings = settings
        var groups = NameFeatureGroups.all
        for name in settings.without {
            guard let bit = NameFeatureGroups.names.firstIndex(of: name) else {
                throw DataError.malformed(
                    path: "--without", line: 1,
                    expected: NameFeatureGroups.names.joined(separator: ", "))
            }
            groups.remove(NameFeatureGroups(rawValue: 1 << UInt32(bit)))
        }
        self.groups = groups
        facts = try NameTables.facts(DataFile(gazetteer), pack: pack)
        classes = try NameTables.classes(DataFile(wordClasses))
    }

    /// Trains on all sets.
    /// - Parameter manifest: what the file says of itself.
    public func train(
        _ sets: [NameTrainingSet], manifest: [(key: String, value: String)]
    ) throws -> ModelFileWriter {
        var index = FeatureIndex(capacity: 1 << 21)
        let sources = sets.map { set in
            let text = text(of: set.corpus.words)
            return NameSource(text: text, facts: facts, classes: classes, groups: groups)
        }
        for source in sources {
            source.forEachWord { _, features in index.count(features) }
        }
        index.prune(below: settings.minimumCount)
        let general = index.keys.count
        let copies = sets.contains { $0.domain != 0 } ? 2 : 1
        var sentences: [RandomField.Sentence] = []
        for (set, source) in zip(sets, sources) {
            let shift = copies > 1 && set.domain == 0 ? Int32(general) : 0
            sentences += source.sentences(index, shift: shift, set)
        }
        let blank = RandomField(
            features: general * copies, labels: NameTransitions.labelCount,
            transitionClasses: NameAtoms.transitionCount,
            isAllowed: NameTransitions.isAllowed)
        var options = RandomField.Settings()
        options.epochs = settings.epochs
        options.rate = settings.rate
        options.prior = settings.prior
        options.dropout = settings.dropout
        options.formDropout = settings.formDropout
        options.isForm = (0..<copies).flatMap { _ in
            index.keys.map { [2, 3, 8, 9, 16, 21, 22].contains($0 & 127) }
        }
        let field = RandomField.mean(
            (1...max(1, settings.rounds)).map { round in
                var field = blank
                options.seed = UInt64(round)
                field.train(sentences, options)
                return field
            })
        return try write(field, index, isSplit: copies > 1, manifest)
    }

    /// A text of given words.
    func text(of words: [[String]]) -> AnalysedText { AnalysedText(words: words, pack: pack) }

    private func write(
        _ field: RandomField, _ index: FeatureIndex, isSplit: Bool,
        _ manifest: [(key: String, value: String)]
    ) throws -> ModelFileWriter {
        let general = index.keys.count
        let labels = NameTransitions.labelCount
        let rows = (0..<general).map { id in
            isSplit ? field.weights[id] + field.weights[general + id] : field.weights[id]
        }
        // One unit of the eight-bit weights; larger ones are cut.
        let unit: Float = 1.0 / 40
        var entries: [(feature: UInt64, weights: [Int8], size: Float)] = []
        for id in 0..<general {
            let quantised = (0..<labels).map {
                Int8(max(-127, min(127, (rows[id][$0] / unit).rounded())))
            }
            var size: Float = 0
            for label in 0..<labels { size = max(size, abs(rows[id][label])) }
            guard quantised.contains(where: { $0 != 0 }) else { continue }
            entries.append((index.keys[id], quantised, size * Float(index.counts[id]).squareRoot()))
        }
        // What weighs most, most often, is kept.
        entries.sort { ($1.size, $0.feature) < ($0.size, $1.feature) }
        let table = NameWeightTable.layOut(
            entries.map { ($0.feature, $0.weights) }, capacity: settings.rows)
        var writer = ModelFileWriter(
            kind: "names",
            manifest: manifest + [("features", "\(general) learned, \(table.kept) kept")])
        writer.add("settings", [groups.rawValue, UInt32(settings.evidence)])
        writer.add("weights", table.rows)
        let steps = field.transitions.enumerated().map { index, weight in
            let begins = index % labels % 2 == 1
            return Int16(max(-4000, min(4000, (weight + (begins ? settings.recall : 0)) / unit)))
        }
        writer.add("transitions", steps)
        writer.add("facts", facts.rows)
        writer.add("fact sets", facts.sets)
        writer.add("classes", classes.rows)
        writer.add("class sets", classes.sets)
        return writer
    }
}

/// The tables of words that the features look up.
enum NameTables {
    /// Lays out the gazetteer: every phrase under its hash, and a mark at each beginning of a phrase.
    static func facts(_ file: DataFile, pack: LanguagePack) throws -> (
        rows: [UInt8], sets: [UInt32]
    ) {
        var entries: [UInt64: UInt32] = [:]
        var order: [UInt64] = []
        func add(_ hash: UInt64, _ facts: UInt32) {
            if entries[hash] == nil { order.append(hash) }
            entries[hash, default: 0] |= facts
        }
        for line in file.lines {
            let fields = line.text.split(separator: "\t")
            guard fields.count == 2, let facts = NameFacts(names: fields[1]) else {
                throw DataError.malformed(
                    path: file.path, line: line.number, expected: "a phrase, a tab and its kinds")
            }
            let words = AnalysedText(
                Document(name: "", text: String(fields[0])), pack: pack
            ).tokens.map(\.hash)
            guard var hash = words.first, words.count <= 8 else { continue }
            for word in words.dropFirst() {
                add(hash, NameFacts.continues.rawValue)
                hash = NameFactTable.extend(hash, with: word)
            }
            add(hash, facts.rawValue)
        }
        return NameFactTable.layOut(order.map { ($0, entries[$0]!) })
    }

    /// Lays out the word classes, by the form with digits as 0: of words that differ in digits only, the
    /// first one counts. The bits of a number behind its first one
    /// are the way down a tree of classes.
    static func classes(_ file: DataFile) throws -> (rows: [UInt8], sets: [UInt32]) {
        var entries: [(hash: UInt64, facts: UInt32)] = []
        var seen: Set<UInt64> = []
        for line in file.lines {
            let fields = line.text.split(separator: "\t")
            guard fields.count >= 2, let number = UInt32(fields[1]), (1..<1 << 20).contains(number)
            else {
                throw DataError.malformed(
                    path: file.path, line: line.number, expected: "a word, a tab and its class")
            }
            let hash = NameAtoms.formHash(Array(fields[0].utf8))
            if seen.insert(hash).inserted { entries.append((hash, number)) }
        }
        return NameFactTable.layOut(entries)
    }
}

/// The words of a corpus and their features.
private struct NameSource {
    let text: AnalysedText
    let atoms: [NameAtoms]
    let reader: NameFeatureReader

    init(
        text: AnalysedText, facts: (rows: [UInt8], sets: [UInt32]),
        classes: (rows: [UInt8], sets: [UInt32]), groups: NameFeatureGroups
    ) {
        self.text = text
        atoms = NameAtoms.atoms(text, facts: facts, wordClasses: classes)
        reader = NameFeatureReader(groups: groups)
    }

    func forEachWord(_ body: (Int, UnsafeBufferPointer<UInt64>) -> Void) {
        withUnsafeTemporaryAllocation(of: UInt64.self, capacity: NameFeatureReader.limit) {
            buffer in
            atoms.withUnsafeBufferPointer { atoms in
                for sentence in text.sentences {
                    let rows = UnsafeBufferPointer(rebasing: atoms[sentence.tokens])
                    for index in rows.indices {
                        let count = reader.read(index, of: rows, into: buffer.baseAddress!)
                        body(
                            sentence.tokens.lowerBound + index,
                            UnsafeBufferPointer(rebasing: buffer[..<count]))
                    }
                }
            }
        }
    }

    /// The sentences as the field takes them; features of the domain follow at `shift`.
    func sentences(
        _ index: FeatureIndex, shift: Int32, _ set: NameTrainingSet
    ) -> [RandomField.Sentence] {
        var words: [[Int32]] = []
        words.reserveCapacity(text.tokens.count)
        forEachWord { _, features in
            var ids: [Int32] = []
            ids.reserveCapacity(features.count * (shift > 0 ? 2 : 1))
            for feature in features {
                guard let id = index.id(feature) else { continue }
                ids.append(id)
                if shift > 0 { ids.append(id + shift) }
            }
            words.append(ids)
        }
        let open = EntityTag.Kind.allCases.filter { !set.kinds.contains($0) }.reduce(UInt16(1)) {
            $0 | 0b11 << UInt16(1 + 2 * $1.rawValue)
        }
        return text.sentences.enumerated().map { number, sentence in
            RandomField.Sentence(
                features: Array(words[sentence.tokens]),
                transitions: sentence.tokens.map { atoms[$0].transition },
                allowed: zip(set.corpus.tags[number], set.corpus.isOpen[number]).map {
                    $1 ? 0x1FF : $0 == .outside ? open : 1 << UInt16($0.rawValue)
                },
                weight: set.weight)
        }
    }
}

/// Numbers features in the order in which they are first seen: an open-addressing table.
private struct FeatureIndex {
    private(set) var keys: [UInt64] = []
    private(set) var counts: [Int32] = []
    private var slots: [Int32]

    init(capacity: Int) { slots = Array(repeating: -1, count: capacity) }

    private func slot(_ key: UInt64) -> Int {
        var slot = Int(truncatingIfNeeded: mix(key)) & (slots.count - 1)
        while slots[slot] >= 0, keys[Int(slots[slot])] != key {
            slot = (slot + 1) & (slots.count - 1)
        }
        return slot
    }

    func id(_ key: UInt64) -> Int32? {
        let found = slots[slot(key)]
        return found >= 0 ? found : nil
    }

    mutating func count(_ features: UnsafeBufferPointer<UInt64>) {
        for feature in features {
            if keys.count * 2 > slots.count { resize(slots.count * 2) }
            let slot = slot(feature)
            if slots[slot] < 0 {
                slots[slot] = Int32(keys.count)
                keys.append(feature)
                counts.append(0)
            }
            counts[Int(slots[slot])] += 1
        }
    }

    mutating func prune(below minimum: Int) {
        let kept = keys.indices.filter { counts[$0] >= minimum }
        keys = kept.map { keys[$0] }
        counts = kept.map { counts[$0] }
        resize(slots.count)
    }

    private mutating func resize(_ capacity: Int) {
        slots = Array(repeating: -1, count: capacity)
        for (id, key) in keys.enumerated() { slots[slot(key)] = Int32(id) }
    }
}
