import GRDB
import Text

/// What two pieces of text are compared by: actors, concepts, figures and words, each with a weight.
/// Actors, concepts and figures are the same in every language.
struct LinkFeatures: Sendable {
    enum Kind: UInt8, Comparable, Sendable {
        case actor, figure, concept, name, word
        static func < (a: Kind, b: Kind) -> Bool { a.rawValue < b.rawValue }
    }
    struct Feature {
        var kind: Kind
        var weight: Double
        /// For the evidence of a link.
        var label: String
    }

    private(set) var features: [UInt64: Feature] = [:]
    private(set) var total = 0.0

    /// What a feature is, whatever its weight.
    struct Key: Sendable {
        var hash: UInt64
        var kind: Kind
        var label: String

        init(_ kind: Kind, _ value: String, label: String) {
            hash = mixed(hashed(value.utf8, seed: UInt64(kind.rawValue) &* 0x9E37_79B9_7F4A_7C15))
            self.kind = kind
            self.label = label
        }
    }

    mutating func add(_ key: Key, weight: Double) {
        if let known = features[key.hash] {
            guard weight > known.weight else { return }
            total -= known.weight
        }
        features[key.hash] = Feature(kind: key.kind, weight: weight, label: key.label)
        total += weight
    }

    mutating func merge(_ other: LinkFeatures) {
        for (hash, feature) in other.features {
            if let known = features[hash], known.weight >= feature.weight { continue }
            total += feature.weight - (features[hash]?.weight ?? 0)
            features[hash] = feature
        }
    }

    var isEmpty: Bool { features.isEmpty }

    /// The weight that both share.
    func shared(_ other: LinkFeatures) -> Double {
        let (small, large) = features.count <= other.features.count ? (self, other) : (other, self)
        var sum = 0.0
        for (hash, feature) in small.features {
            if let same = large.features[hash] { sum += min(feature.weight, same.weight) }
        }
        return sum
    }

    /// The share of the lighter one that stands in the other, 0 to 1.
    func overlap(_ other: LinkFeatures) -> Double {
        let least = min(total, other.total)
        return least > 0 ? shared(other) / least : 0
    }

    /// The share of the concepts that stand in the other; 1 where there are none.
    func conceptCoverage(in other: LinkFeatures) -> Double {
        var (all, found) = (0, 0)
        for (hash, feature) in features
        where feature.kind == .concept && feature.label != "allegation" {
            all += 1
            if other.features[hash] != nil { found += 1 }
        }
        return all > 0 ? Double(found) / Double(all) : 1
    }

    /// What both share, the heaviest first; what is an actor and a name, or a concept and a word, is told once.
    func evidence(_ other: LinkFeatures, limit: Int = 6) -> [LinkEvidence] {
        var told: Set<String> = []
        return features.filter { other.features[$0.key] != nil }
            .sorted { ($1.value.weight, $0.value.label) < ($0.value.weight, $1.value.label) }
            .filter { told.insert(folded($0.value.label)).inserted }
            .prefix(limit).map { LinkEvidence(kind: "\($0.value.kind)", text: $0.value.label) }
    }
}

/// Names or words by their hashes, for the question whether two share one.
struct HashList: Sendable, Equatable {
    /// Sorted, each once.
    private let hashes: [UInt64]

    init(_ values: some Sequence<String>) {
        hashes = Set(values.map { hashed($0.utf8) }).sorted()
    }

    var isEmpty: Bool { hashes.isEmpty }

    func isDisjoint(with other: HashList) -> Bool {
        var (first, second) = (0, 0)
        while first < hashes.count, second < other.hashes.count {
            if hashes[first] == other.hashes[second] { return false }
            if hashes[first] < other.hashes[second] { first += 1 } else { second += 1 }
        }
        return true
    }
}

/// A row that can be linked with others: a claim that somebody makes, or an event that is told. It is
/// the same for both, so that what is known of statements holds for events too.
///
/// A class, because pairs of claims are looked at by the thousand. `LinkReader` changes it while it makes
/// it; nobody does after that.
final class LinkClaim: @unchecked Sendable {
    let id: Int64
    let isEvent: Bool
    let act: String
    let isDenial: Bool
    /// The content is only a pointer at what was said before ("the allegations").
    let isReference: Bool
    /// The claim before it in the same report, where the content is such a pointer.
    var preceding: Int64?
    /// It goes on with a denial ("Nobody earns less", said the one who denied) and claims nothing against
    /// anybody.
    var continuesDenial = false
    /// Something that is announced or expected.
    let isExpectation: Bool
    let window: DayRange?
    let windowText: String?
    /// Keys of actors; without the countries, which two people may share who are not one source.
    let source: HashList
    let personalSource: HashList
    let named: HashList
    /// Folded words that name the source, and those of the content.
    let sourceNames: HashList
    let words: HashList
    var features: LinkFeatures
    let figures: [StoredReading.Quantity]

    init(
        id: Int64, isEvent: Bool, act: String, isDenial: Bool, isReference: Bool,
        isExpectation: Bool, window: DayRange?, windowText: String?, source: Set<String>,
        named: Set<String>, sourceNames: Set<String>, words: [String], features: LinkFeatures,
        figures: [StoredReading.Quantity]
    ) {
        self.id = id
        self.isEvent = isEvent
        self.act = act
        self.isDenial = isDenial
        self.isReference = isReference
        self.isExpectation = isExpectation
        self.window = window
        self.windowText = windowText
        self.source = HashList(source)
        personalSource = HashList(source.filter { !$0.hasPrefix("country:") })
        self.named = HashList(named)
        self.sourceNames = HashList(sourceNames)
        self.words = HashList(words)
        self.features = features
        self.figures = figures
    }

    private static let deniableActs: Set = [
        "accuse", "state", "confirm", "warn", "criticize", "think", "announce",
    ]

    /// It claims something that can be denied.
    var isDeniable: Bool {
        !isDenial && !continuesDenial && Self.deniableActs.contains(act)
    }
}

/// A sentence of a report that tells how something announced ended.
struct LinkSentence: Sendable {
    var span: Span
    var features: LinkFeatures
    var state: ExpectationState
}

/// A document as it is compared with others.
struct LinkDocument: Sendable {
    let id: Int64
    /// The reading that its claims are rows of.
    let reading: Int64
    let day: Int?
    /// The upper 32 bits of the hashes by which a document is found: its rarest features. What two of them
    /// share by chance, the comparison of both documents tells.
    let storyKeys: [Int64]
    let outline: StoryOutline
    let claims: [LinkClaim]
    /// For the first look at every pair of claims.
    let sketch: ClaimSketch
    let expectations: [LinkClaim]
    let endings: [LinkSentence]

    private static let keyLimit = 24

    init(
        id: Int64, reading: Int64, day: Int?, features: LinkFeatures, claims: [LinkClaim],
        endings: [LinkSentence]
    ) {
        self.id = id
        self.reading = reading
        self.day = day
        self.claims = claims
        self.endings = endings
        expectations = claims.filter(\.isExpectation)
        sketch = ClaimSketch(claims)
        outline = StoryOutline(features)
        let usable = features.features.filter { _, feature in
            switch feature.kind {
            case .actor: feature.weight >= 1
            case .figure: feature.weight >= 1
            case .name: feature.weight >= 0.7
            case .concept, .word: false
            }
        }
        storyKeys = usable.sorted { ($1.value.weight, $0.key) < ($0.value.weight, $1.key) }
            .prefix(Self.keyLimit).map { Int64(bitPattern: $0.key) >> 32 }
    }

    /// A document of the archive; nil where there is none.
    init?(_ id: Int64, _ loader: ReadingLoader, _ words: LinkWords, _ db: Database) throws {
        let find = try RawStatement(db, "SELECT reading FROM document WHERE id = ?")
        find.bind(1, id)
        guard let reading = try find.firstInteger() else { return nil }
        let loaded = try loader.unkept(reading)
        let day = loaded.document.summary.published.flatMap { DayRange(edtf: $0)?.first }
        self = LinkReader(loaded: loaded, words: words, day: day).document(id: id)
    }
}

/// All that a document is compared by in plain numbers, to find the reports of its story.
struct StoryOutline: Sendable {
    private let hashes: [UInt64]
    private let weights: [Float]
    private let total: Double

    init(_ features: LinkFeatures) {
        let sorted = features.features.sorted { $0.key < $1.key }
        hashes = sorted.map(\.key)
        weights = sorted.map { Float($0.value.weight) }
        total = features.total
    }

    /// `LinkFeatures.overlap`: the share of the lighter one that stands in the other, 0 to 1.
    func overlap(_ other: StoryOutline) -> Double {
        let least = min(total, other.total)
        guard least > 0 else { return 0 }
        var sum: Float = 0
        eachShared(hashes, hashes.indices, other.hashes, other.hashes.indices) {
            sum += min(weights[$0], other.weights[$1])
        }
        return Double(sum) / least
    }
}

/// What decides of most pairs of claims that they have nothing to do with each other, in plain numbers.
struct ClaimSketch: Sendable {
    struct Claim {
        var id: Int64
        var isEvent: Bool
        var isDenial: Bool
        var isDeniable: Bool
        /// What a denial of it, or by it, may reach beside what both share.
        var bonus: Double
        var features: Range<Int>
        var total: Double
    }

    private(set) var claims: [Claim] = []
    private var hashes: [UInt64] = []
    private var weights: [Double] = []

    init(_ all: [LinkClaim]) {
        for claim in all {
            let start = hashes.count
            for (hash, feature) in claim.features.features.sorted(by: { $0.key < $1.key }) {
                hashes.append(hash)
                weights.append(feature.weight)
            }
            claims.append(
                Claim(
                    id: claim.id, isEvent: claim.isEvent, isDenial: claim.isDenial,
                    isDeniable: claim.isDeniable,
                    bonus: claim.isReference || claim.preceding != nil || claim.act == "accuse"
                        ? 1 : 0.35,
                    features: start..<hashes.count, total: claim.features.total))
        }
    }

    /// `LinkFeatures.overlap` of two claims.
    func overlap(_ claim: Claim, _ theirs: Claim, of other: ClaimSketch) -> Double {
        let least = min(claim.total, theirs.total)
        guard least > 0 else { return 0 }
        var sum = 0.0
        eachShared(hashes, claim.features, other.hashes, theirs.features) {
            sum += min(weights[$0], other.weights[$1])
        }
        return sum / least
    }
}
