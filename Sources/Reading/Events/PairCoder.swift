public import Language
public import Text

/// A sentence with a given source and target, code points.
public struct CodedPair: Sendable {
    public var text: String
    public var source: Span
    public var target: Span

    public init(text: String, source: Span, target: Span) {
        self.text = text
        self.source = source
        self.target = target
    }
}

/// What the source does to the target.
public struct PairCoding: Hashable, Sendable {
    public var type: EventType
    /// The type in PLOVER of 2018, where `CONCEDE` and `RETREAT` are one, `YIELD`.
    public var type2018: String
    public var mode: String?
    /// The CAMEO root, two digits.
    public var cameo: String
    /// 0 to 1.
    public var confidence: Double
    /// The rules behind it.
    public var why: [String]
}

/// Codes pairs: which type of PLOVER a sentence tells between two actors that are given.
///
/// The task is that of Hu et al. (2023), "Leveraging Codebook Knowledge with NLI and ChatGPT for Zero-Shot
/// Political Relation Classification". Rules of the codebook over the tree give evidence, and a model that was
/// learned from sentences written for this project weighs it.
public struct PairCoder: Sendable {
    private let pack: LanguagePack
    private let core: LanguageCore
    private let reader: EventReader
    private let model: PairModel?

    /// - Throws: `DataError` where the language has no tables of events.
    public init(language: String, dataRoot: String) throws {
        pack = try LanguagePack(language: language, root: dataRoot)
        core = try LanguageCore(pack: pack)
        reader = try EventReader(pack: pack, core: core)
        do {
            model = try PairModel(path: "\(pack.folder)/models/\(PairModel.kind).model")
        } catch DataError.missing {
            model = nil
        }
    }

    /// The evidence of a pair, for training.
    public func features(of pair: CodedPair) -> [UInt32] { evidence(of: pair)?.features ?? [] }

    /// The type that the rules alone give, of PLOVER 2018.
    public func rule(for pair: CodedPair) -> String? { evidence(of: pair)?.rule?.type?.name2018 }

    /// Codes a pair.
    public func code(_ pair: CodedPair) -> PairCoding {
        let evidence = evidence(of: pair)
        let rule = evidence?.rule
        var why =
            rule?.way.isEmpty == false
            ? ["rule \(rule?.type?.rawValue ?? "none"): \(rule!.way)"] : []
        var name = rule?.type?.name2018 ?? EventType.consult.rawValue
        var confidence = 0.5
        if let model, let evidence {
            let probabilities = model.probabilities(evidence.features)
            let best = probabilities.indices.max { probabilities[$0] < probabilities[$1] } ?? 0
            name = PairModel.types[best]
            confidence = probabilities[best]
            why.append("model \(name)")
        }
        let entry = rule?.entry.map { entry in reader.entry(entry) }
        let type: EventType
        if name == "YIELD" {
            type =
                rule?.type == .retreat
                ? .retreat
                : rule?.type == .concede ? .concede : entry?.type == .retreat ? .retreat : .concede
        } else {
            type = EventType(rawValue: name) ?? .consult
        }
        let own = entry?.type == type ? entry : nil
        return PairCoding(
            type: type, type2018: type.name2018, mode: own?.mode, cameo: own?.cameo ?? type.cameo,
            confidence: confidence, why: why)
    }

    private func evidence(of pair: CodedPair) -> PairEvidence? {
        var text = AnalysedText(Document(name: "", text: pair.text), pack: pack)
        core.analyse(&text)
        guard let graph = reader.graph(of: text) else { return nil }
        let map = CodePointMap(text.bytes)
        func tokens(_ span: Span) -> Range<Int>? {
            let found = text.tokens.indices.filter {
                map.codePoints(text.tokens[$0].span).overlaps(span)
            }
            guard let first = found.first, let last = found.last else { return nil }
            return first..<last + 1
        }
        guard let source = tokens(pair.source), let target = tokens(pair.target) else { return nil }
        return PairReader(graph, source: source, target: target).evidence()
    }
}
