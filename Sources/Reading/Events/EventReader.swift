public import Language
import Text

/// Finds what happened, is expected or is disputed: events with actors, recipients, time, state, and who
/// stands behind them how surely. It runs last: it takes the rows of all other readers.
///
/// What tells an event is data (`events/triggers.tsv`); who takes part follows from the tree. See
/// `docs/events.md`.
public struct EventReader: Sendable {
    private let lexicon: TriggerLexicon
    private let core: LanguageCore
    private let peoples: PeopleNouns
    /// The lexicon's tag for each tag of the parser; 255 for none.
    private let tagPlaces: [UInt8]
    private let tagNames: [String]

    /// - Parameter dictionaries: verbs and agents of the user's.
    /// - Throws: `DataError` where the tables of the language are missing or malformed.
    public init(
        pack: LanguagePack, core: LanguageCore, dictionaries: EventDictionaries? = nil
    ) throws {
        try self.init(
            pack: pack, core: core, dictionaries: dictionaries, peoples: PeopleNouns(pack))
    }

    /// - Parameter peoples: what the reader of actors has read already.
    /// - Throws: `DataError` where the tables of the language are missing or malformed.
    init(
        pack: LanguagePack, core: LanguageCore, dictionaries: EventDictionaries?,
        peoples: PeopleNouns
    ) throws {
        lexicon = try TriggerLexicon(pack: pack, dictionaries: dictionaries)
        self.core = core
        self.peoples = peoples
        tagNames = core.parser?.tagNames ?? []
        tagPlaces = places(of: tagNames, in: core.lexicon?.tagNames ?? [])
    }

    /// Appends events to `reading`, and the actors that only they name; says which statements answer which.
    /// - Complexity: O(n) in the tokens of the text.
    public func read(_ text: AnalysedText, into reading: inout Reading) {
        guard let graph = graph(of: text) else { return }
        let actorRows = reading.actorRows
        let answers = AnswerFinder(graph, reading, actorRows).answers()
        for answer in answers {
            guard case .statement(let answered) = answer.answered else { continue }
            reading.statements[answer.statement].answers = reading.statements[answered].id
        }
        guard graph.words.hasTriggers else { return }
        var work = EventWork(graph, reading, actorRows, peoples)
        work.read(answers)
        work.finish(&reading)
    }

    /// An entry of the lexicon by its place.
    func entry(_ place: Int) -> TriggerLexicon.Entry { lexicon.entries[place] }

    /// The trees and words of a text; `nil` where the language has no parser.
    func graph(of text: AnalysedText) -> SentenceGraph? {
        guard text.analysis.hasTrees, !text.analysis.universalTags.isEmpty,
            !text.analysis.morphology.isEmpty
        else { return nil }
        let tags =
            text.analysis.tagNames == tagNames
            ? tagPlaces : places(of: text.analysis.tagNames, in: core.lexicon?.tagNames ?? [])
        return SentenceGraph(
            text,
            words: EventWords(text, lexicon: lexicon, forms: core.lexicon, tagPlaces: tags))
    }
}
