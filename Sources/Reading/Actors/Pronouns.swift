import Language
import Text

/// Whom a pronoun means.
extension ActorCollector {
    /// Whom "er" or "she" means: a person named before in the same sentence, else the last speaker,
    /// else the person named first in the sentence before; nobody whose given name says otherwise.
    func referent(of pronoun: Int) -> Int? {
        let isMale = text.has(pronoun, .malePronoun)
        guard isMale || text.has(pronoun, .femalePronoun),
            let sentence = sentence(of: pronoun)
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

    func sentence(of token: Int) -> Int? {
        let index = text.sentences.partitionPoint { $0.tokens.upperBound > token }
        return index < text.sentences.count ? index : nil
    }
}

/// Pronouns that stand for people, wherever they stand.
extension ActorCollector {
    /// Ties a pronoun to the person of its sex whom this sentence and the one before name, where it is one alone; or
    /// to the subject of the sentence before.
    mutating func collectPronouns() {
        guard text.analysis.hasTrees, !text.analysis.morphology.isEmpty else { return }
        for (index, sentence) in text.sentences.enumerated() {
            for token in sentence.tokens where text.has(token, .personalPronoun) {
                let isMale = text.has(token, .malePronoun)
                guard isMale != text.has(token, .femalePronoun), isSingular(token),
                    let entry = antecedent(of: token, index, isMale: isMale)
                else { continue }
                ledger.mention(entry, text.span(token..<token + 1))
            }
        }
    }

    /// "sie" is one woman where it is a singular, and its verb too.
    private func isSingular(_ token: Int) -> Bool {
        if text.analysis.morphology[token].number == .plural { return false }
        let head = Int(text.analysis.heads[token])
        guard head >= 0, text.analysis.relations[token].isSubject else { return true }
        return text.analysis.morphology[head].number != .plural
    }

    private func antecedent(of token: Int, _ sentence: Int, isMale: Bool) -> Int? {
        let start = text.sentences[sentence].tokens.lowerBound
        let before = sentence > 0 ? text.sentences[sentence - 1].tokens.lowerBound : start
        var fitting: [Int] = []
        var subjects: [Int] = []
        // No sentence needs more.
        var index = max(position(of: before), position(of: token) - 64)
        while index < names.count, names[index].mention.tokens.lowerBound < token {
            let item = names[index]
            index += 1
            guard ledger.entries[item.entry].kind == .person,
                sex(item.entry).map({ $0 == isMale }) ?? true
            else { continue }
            if !fitting.contains(item.entry) { fitting.append(item.entry) }
            let isSubject =
                item.mention.tokens.contains { text.analysis.relations[$0].isSubject }
                || (item.mention.role?.contains { text.analysis.relations[$0].isSubject } ?? false)
            if isSubject, item.mention.tokens.lowerBound < start, !subjects.contains(item.entry) {
                subjects.append(item.entry)
            }
        }
        if fitting.count == 1 { return fitting[0] }
        return subjects.count == 1 ? subjects[0] : nil
    }

    /// Whether a person is a man by the given name; nil where it does not tell.
    private func sex(_ entry: Int) -> Bool? {
        guard let given = ledger.entries[entry].key.first, ledger.entries[entry].key.count > 1
        else {
            return nil
        }
        let classes = text.pack.words.classes(of: given)
        let (male, female) = (classes.contains(.maleName), classes.contains(.femaleName))
        return male == female ? nil : male
    }
}
