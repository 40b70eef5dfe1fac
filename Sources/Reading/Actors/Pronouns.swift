import Language
import Text

/// Whom a pronoun means.
extension ActorCollector {
    /// Whom "er" or "she" means: a person named before in the same sentence, else the last speaker,
    /// else the person named first in the sentence before; nobody whose given name says otherwise.
    func referent(of pronoun: Int) -> Int? {
        let isMale = text.has(pronoun, .malePronoun)
        guard isMale || text.has(pronoun, .femalePronoun),
            let sentence = text.sentence(at: pronoun)
        else { return nil }
        let fits: (Int) -> Bool = { entry in
            guard ledger.entries[entry].kind == .person else { return false }
            guard let given = ledger.entries[entry].key.first, ledger.entries[entry].key.count > 1
            else {
                return true
            }
            let classes = text.pack.words.classes(of: given)
            let (male, female) = (classes.contains(.maleName), classes.contains(.femaleName))
            return male == female || male == isMale
        }
        let start = text.sentences[sentence].tokens.lowerBound
        if let here = first(from: start, to: pronoun, fits) { return here }
        if let last = lastSpeaker, pronoun - last.token < 150, fits(last.entry) {
            return last.entry
        }
        guard sentence > 0 else { return nil }
        return first(from: text.sentences[sentence - 1].tokens.lowerBound, to: start, fits)
    }

    /// The first person named in a stretch of tokens.
    private func first(from start: Int, to end: Int, _ fits: (Int) -> Bool) -> Int? {
        var index = position(of: start)
        while index < names.count, names[index].mention.tokens.lowerBound < end {
            if fits(names[index].entry) { return names[index].entry }
            index += 1
        }
        return nil
    }

    /// The index of the first name at or behind a token.
    func position(of token: Int) -> Int {
        names.partitionPoint { $0.mention.tokens.lowerBound >= token }
    }
}
