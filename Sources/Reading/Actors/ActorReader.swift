public import Language
import Text

/// Finds who is who: people, countries, organisations, outlets and unnamed holders of roles, one row
/// for each, with all the names under which the document knows them; and ties the speakers and
/// addressees of statements to them.
///
/// A class, because all its parts look things up in its tables.
public final class ActorReader: Sendable {
    let pack: LanguagePack
    let core: LanguageCore
    let matcher: NameMatcher
    let words: ActorWords
    let dictionary: DictionaryNames?

    /// - Parameters:
    ///   - core: gives the base forms of roles, where the language has a lexicon.
    ///   - matcher: tells which names are spellings of one.
    /// - Throws: `DataError` where `actors.tsv` of the language cannot be read.
    public convenience init(pack: LanguagePack, core: LanguageCore, matcher: NameMatcher) throws {
        try self.init(pack: pack, core: core, matcher: matcher, dictionary: nil)
    }

    /// - Parameters:
    ///   - core: gives the base forms of roles, where the language has a lexicon.
    ///   - matcher: tells which names are spellings of one.
    ///   - dictionary: actors of the user's.
    /// - Throws: `DataError` where `actors.tsv` of the language cannot be read.
    init(
        pack: LanguagePack, core: LanguageCore, matcher: NameMatcher,
        dictionary: DictionaryNames?
    ) throws {
        self.pack = pack
        self.core = core
        self.matcher = matcher
        self.dictionary = dictionary
        words = try ActorWords(pack)
    }

    /// Appends actors to `reading` and ties its statements to them.
    /// - Complexity: O(n) in the tokens of the text.
    public func read(_ text: AnalysedText, into reading: inout Reading) {
        var collector = ActorCollector(
            text, reader: self,
            norms: reading.norms.flatMap(\.spans).sorted { $0.start < $1.start })
        let parties = reading.statements.map { statement in
            let source = statement.source.map { collector.actors(of: $0, isSource: true) } ?? []
            let addressee =
                statement.addressee.map { collector.actors(of: $0, isSource: false) } ?? []
            return (source: source, addressee: addressee)
        }
        let (actors, ids) = collector.ledger.rows()
        for (index, party) in parties.enumerated() {
            reading.statements[index].source?.actors = party.source.map { ids[$0] }
            // Whoever has a name is not anonymous, whatever noun stands beside it.
            if party.source.contains(where: { collector.ledger.entries[$0].isNamed }) {
                reading.statements[index].source?.anonymous = false
            }
            reading.statements[index].addressee?.actors = party.addressee.map { ids[$0] }
        }
        reading.actors = actors
    }
}
