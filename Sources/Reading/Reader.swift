import Crypto
public import Language
public import Text

/// Reads documents: the chain from a text to a `Reading`.
public struct Reader: Sendable {
    /// The languages that can be read, BCP 47.
    public let languages: [String]

    /// Each is made when the first document of its language comes.
    private let chains: [String: Lazy<Chain>]
    private let matcher: Lazy<NameMatcher>
    private let detector: Lazy<LanguageDetector>
    private let explanations: Lazy<[String: ExplanationWords]>

    /// The readers of one language, in the order in which they build on each other.
    private final class Chain: Sendable {
        let pack: LanguagePack
        /// Tags, forms, trees and names for all readers.
        let core: LanguageCore
        /// `nil` where the language does not offer them.
        let times: TimeReader?
        let quantities: QuantityReader?
        let norms: NormReader
        let statements: StatementReader?
        let actors: ActorReader?
        let events: EventReader?

        init(
            language: String, root: String, register: NormRegister, matcher: NameMatcher,
            dictionary: DictionaryNames?, dictionaries: EventDictionaries?
        ) throws {
            let pack = try LanguagePack(language: language, root: root)
            let parts = pack.manifest.parts
            self.pack = pack
            core = try LanguageCore(pack: pack)
            times = parts.contains(.times) ? try TimeReader(pack: pack, core: core) : nil
            quantities =
                parts.contains(.quantities) ? try QuantityReader(pack: pack, core: core) : nil
            norms = try NormReader(pack: pack, register: register)
            statements = parts.contains(.statements) ? try StatementReader(pack: pack) : nil
            actors =
                parts.contains(.actors)
                ? try ActorReader(pack: pack, core: core, matcher: matcher, dictionary: dictionary)
                : nil
            events =
                parts.contains(.events)
                ? try EventReader(
                    pack: pack, core: core, dictionaries: dictionaries,
                    peoples: actors?.words.peoples ?? PeopleNouns(pack)) : nil
        }
    }

    /// Looks which languages there are below the data folder. What they know is loaded when it is
    /// needed, so many languages start as fast as one.
    /// - Parameters:
    ///   - norms: a register of norms of the user's, before the one that ships.
    ///   - dictionaries: actors, agents and verbs of the user's, which are found in texts as well.
    /// - Throws: `DataError.noData` where there is none, `.malformed` where the register has another shape.
    public init(
        dataRoot: String, norms: String? = nil, dictionaries: EventDictionaries? = nil
    ) throws {
        let languages = try LanguagePack.languages(in: dataRoot)
        guard !languages.isEmpty else { throw DataError.noData(tried: [dataRoot]) }
        self.languages = languages
        explanations = Lazy { try ExplanationWords.all(dataRoot: dataRoot) }
        let register = try NormRegister(dataRoot: dataRoot, file: norms)
        let listed = try dictionaries.map { try DictionaryNames($0, dataRoot: dataRoot) }
        let matcher = Lazy { try NameMatcher(dataRoot: dataRoot) }
        self.matcher = matcher
        chains = Dictionary(
            uniqueKeysWithValues: languages.map { language in
                (
                    language,
                    Lazy {
                        try Chain(
                            language: language, root: dataRoot, register: register,
                            matcher: matcher.value(),
                            dictionary: listed, dictionaries: dictionaries)
                    }
                )
            })
        detector = Lazy { try LanguageDetector(languages: languages, root: dataRoot) }
    }

    /// What compares names across scripts and spellings.
    /// - Throws: `DataError` where its tables are missing or malformed.
    public func nameMatcher() throws -> NameMatcher { try matcher.value() }

    /// Reads one document. Spans of the result count code points of `document.text`.
    /// - Parameters:
    ///   - parts: what is wanted; times alone are read without the rest.
    ///   - explain: whether rows tell why they are there.
    ///   - wording: the language in which statements tell it, `en` or `de`; English where there is no table.
    /// - Throws: `DataError.unknownLanguage` where the document names a language without a pack, and
    ///   other `DataError`s where the files of its language are missing or malformed.
    /// - Complexity: O(n) in the length of the text.
    public func read(
        _ document: Document, parts: ReadingParts = .all, explain: Bool = false,
        wording: String = "en"
    ) throws -> Reading {
        let language = try document.language ?? detector.value().language(of: document.text)
        guard let chain = try chains[language]?.value() else {
            throw DataError.unknownLanguage(language, known: languages)
        }
        var text = AnalysedText(document, pack: chain.pack)
        chain.core.analyse(&text)
        var reading = Reading(
            document: DocumentRow(
                id: hexDigits(SHA256.hash(data: text.bytes)), name: document.name,
                title: document.title,
                language: language, published: document.published, outlet: document.outlet,
                url: document.url, author: document.author, text: document.text))
        chain.times?.read(text, into: &reading)
        if parts != .times {
            chain.quantities?.read(text, into: &reading)
            chain.norms.read(text, into: &reading)
            let words = explain ? try explanations.value() : [:]
            chain.statements?.read(
                text, into: &reading, explainIn: words[wording] ?? words["en"])
            chain.actors?.read(text, into: &reading)
            chain.events?.read(text, into: &reading)
        }
        if !explain {
            for index in reading.statements.indices { reading.statements[index].why = [] }
            for index in reading.events.indices { reading.events[index].why = [] }
        }
        reading.countInCodePoints(CodePointMap(text.bytes))
        return reading
    }
}

extension Reading {
    /// Turns every span from bytes into code points.
    mutating func countInCodePoints(_ map: CodePointMap) {
        for index in actors.indices {
            actors[index].mentions = actors[index].mentions.map(map.codePoints)
        }
        for index in times.indices { times[index].span = map.codePoints(times[index].span) }
        for index in norms.indices { norms[index].spans = norms[index].spans.map(map.codePoints) }
        for index in quantities.indices {
            quantities[index].span = map.codePoints(quantities[index].span)
        }
        for index in events.indices { events[index].countInCodePoints(map) }
        for index in statements.indices {
            let turn: ([Span]) -> [Span] = { $0.map(map.codePoints) }
            statements[index].cue = turn(statements[index].cue)
            statements[index].content = turn(statements[index].content)
            statements[index].frame = turn(statements[index].frame)
            if let party = statements[index].source {
                statements[index].source?.spans = turn(party.spans)
                statements[index].source?.antecedent = nil
            }
            if let party = statements[index].addressee {
                statements[index].addressee?.spans = turn(party.spans)
            }
            if let medium = statements[index].medium {
                statements[index].medium?.span = map.codePoints(medium.span)
            }
        }
    }
}
