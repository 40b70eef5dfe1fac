public import Text

/// What understands the words of a language: lexicon, tagger, parser and names, as far as the
/// language has them.
public struct LanguageCore: Sendable {
    public let lexicon: Lexicon?
    public let tagger: Tagger?
    public private(set) var parser: DependencyParser?
    public let names: NameTagger?
    /// The parser's tag for each tag of the tagger and of the lexicon; 255 for none.
    private var tagsOfTagger: [UInt8] = []
    private var tagsOfLexicon: [UInt8] = []

    /// Loads the models of a pack; a part whose file is not there is left out.
    /// - Throws: `DataError.damaged` where a file is there and does not hold together.
    public init(pack: LanguagePack) throws {
        func load<Part>(_ kind: String, _ make: (ModelFile) throws -> Part) throws -> Part? {
            let path = "\(pack.folder)/models/\(kind).model"
            do {
                return try make(ModelFile(path, kind: kind))
            } catch DataError.missing {
                return nil
            }
        }
        lexicon = try load("lexicon", Lexicon.init)
        tagger = try load("tagger", Tagger.init)
        names = try load("names", NameTagger.init)
        if let parser = try load("parser", DependencyParser.init) { use(parser) }
    }

    /// Takes another parser than that of the pack.
    package mutating func use(_ parser: DependencyParser) {
        self.parser = parser
        tagsOfTagger = places(of: tagger?.tagNames ?? [], in: parser.tagNames)
        tagsOfLexicon = places(of: lexicon?.tagNames ?? [], in: parser.tagNames)
    }

    /// Fills `text.analysis`. What stands there already stays, and parts that the language has not
    /// stay empty.
    /// - Complexity: O(n) in the length of the text.
    public func analyse(_ text: inout AnalysedText) {
        let given = text.analysis
        var analysis = analysis(of: text)
        if !given.tags.isEmpty {
            analysis.tags = given.tags
            analysis.tagNames = given.tagNames
        }
        if !given.universalTags.isEmpty { analysis.universalTags = given.universalTags }
        if !given.morphology.isEmpty { analysis.morphology = given.morphology }
        if given.hasTrees {
            analysis.heads = given.heads
            analysis.relations = given.relations
        }
        if !given.entities.isEmpty { analysis.entities = given.entities }
        text.analysis = analysis
    }

    /// The lemma of a token of an analysed text: that of the reading which the lexicon has for its
    /// tag, otherwise the form itself.
    public func lemma(of token: Int, in text: AnalysedText) -> String {
        let row = text.tokens[token]
        guard let lexicon, row.kind == .word, !text.analysis.tags.isEmpty else {
            return text.string(token)
        }
        let tag = text.analysis.tagNames[Int(text.analysis.tags[token])]
        let morphology =
            text.analysis.morphology.isEmpty ? Morphology() : text.analysis.morphology[token]
        guard let index = lexicon.tagNames.firstIndex(of: tag) else { return text.string(token) }
        return text.bytes.withUnsafeBufferPointer { bytes in
            let form = UnsafeBufferPointer(rebasing: bytes[Int(row.start)..<Int(row.end)])
            for isInitial in [false, true] {
                let lookup = lexicon.lookUp(row, isInitial: isInitial, bytes)
                if let lemma = lexicon.lemma(
                    of: form, lookup, tag: UInt8(index), morphology: morphology)
                {
                    return lemma
                }
            }
            return text.string(token)
        }
    }

    /// The tags that the tagger alone gives, indices of `tagger.tagNames`; empty without tagger.
    public func tags(of text: AnalysedText) -> [UInt8] {
        tagger?.tag(text, lexicon: lexicon?.lookUps(text).map(\.kind) ?? []) ?? []
    }

    private func analysis(of text: AnalysedText) -> Analysis {
        var analysis = Analysis()
        let atoms = names?.atoms(of: text) ?? []
        let evidence = findTrees(text, atoms, &analysis)
        if let names { analysis.entities = names.tag(text, atoms: atoms, evidence: evidence) }
        return analysis
    }

    /// Fills tags and trees, and returns what the parser says of names.
    private func findTrees(
        _ text: AnalysedText, _ atoms: [NameAtoms], _ analysis: inout Analysis
    ) -> [NameEvidence] {
        let lookUps = lexicon?.lookUps(text) ?? []
        analysis.lookUps = lookUps
        guard let tagger else { return [] }
        analysis.tags = tagger.tag(text, lexicon: lookUps.map(\.kind))
        analysis.tagNames = tagger.tagNames
        guard let parser else { return [] }
        let trees = parser.parse(
            text, tags: analysis.tags.map { tagsOfTagger[Int($0)] }, atoms: atoms,
            lexicon: lexicon.map {
                LexicalContext(lexicon: $0, lookUps: lookUps, parserTags: tagsOfLexicon)
            })
        analysis.tags = trees.tags
        analysis.tagNames = parser.tagNames
        analysis.universalTags = trees.universalTags
        analysis.morphology = trees.morphology
        analysis.heads = trees.heads
        analysis.relations = trees.relations
        return trees.names
    }
}
