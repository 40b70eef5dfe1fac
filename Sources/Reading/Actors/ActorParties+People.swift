import Language
import Text

/// The people whom a party names, also by what they are.
extension ActorCollector {
    /// The people whose name, with their role, is all that the range says.
    func people(in range: Range<Int>) -> [Int]? {
        var inside: [(mention: NameMention, entry: Int)] = []
        var index = position(of: range.lowerBound)
        while index < names.count, range.contains(names[index].mention.tokens.lowerBound) {
            if case .person = names[index].mention.kind { inside.append(names[index]) }
            index += 1
        }
        // "Trump's adviser Jason Miller", "Merkels Sprecher Steffen Seibert": who owns is not who speaks.
        var start = skipDeterminers(range)
        while inside.count > 1, let owner = inside.first?.mention,
            owner.isGenitive
                || owner.tokens.upperBound < range.upperBound
                    && isClitic(owner.tokens.upperBound),
            inside[1].mention.role != nil
        {
            inside.removeFirst()
            start = owner.tokens.upperBound + (isClitic(owner.tokens.upperBound) ? 1 : 0)
        }
        // "Former Florida Gov. Jeb Bush", "NBC's Ali Vitali": the name on which all other words hang.
        let root = head(of: range)
        let headed = root.flatMap { root in
            inside.first { $0.mention.tokens.contains(root) }
        }
        guard let head = headed ?? inside.first else { return bearer(of: range).map { [$0] } }
        let named = inside.filter { item in
            let low =
                item.mention.role.map { min($0.lowerBound, item.mention.tokens.lowerBound) }
                ?? item.mention.tokens.lowerBound
            return low <= start
                || text.has(low - 1, .conjunction)
                || (low - 1 > start && text.has(low - 1, .article)
                    && text.has(low - 2, .conjunction))
        }
        // "front-runner Amy Holt"
        let isTied = root.map { $0 + 1 == head.mention.tokens.lowerBound && isTiedNoun($0) }
        let isHead =
            headed != nil || isTied ?? false
            || isLast(head.mention.tokens, in: start..<range.upperBound)
            || head.mention.tokens.lowerBound <= start
            || (head.mention.role.map { role in
                // "France's party leader, Amy Holt"
                role.lowerBound <= start || root.map(role.contains) ?? false
            } ?? false)
            || (start..<head.mention.tokens.lowerBound).allSatisfy {
                !text.has($0, [.preposition, .article])
                    && (text.has($0, [.title, .commonNoun]) || finder.isRoleNoun($0)
                        || !text.tokens[$0].isCapitalised
                        // "Betriebsrätin Nele Kurz"
                        || $0 + 1 == head.mention.tokens.lowerBound && isTiedNoun($0)
                        || text.pack.countries.match(text.tokens, at: $0, limit: range.upperBound)
                            != nil)
            }
        guard isHead else { return nil }
        var entries: [Int] = []
        for item in [head] + named where !entries.contains(item.entry) {
            entries.append(item.entry)
        }
        return entries
    }

    /// "Republican front-runner Amy Holt": where adjectives stand before their noun, the name that ends a phrase without
    /// prepositions is what all its words are about.
    private func isLast(_ name: Range<Int>, in range: Range<Int>) -> Bool {
        text.pack.wordOrder == .subjectVerb && name.lowerBound > range.lowerBound
            && (name.upperBound >= range.upperBound
                || isSetOff(behind: name.upperBound, range.upperBound))
            && (range.lowerBound..<name.lowerBound).allSatisfy {
                text.tokens[$0].kind == .word && !isClitic($0)
                    && !text.has($0, [.preposition, .article, .conjunction, .possessive])
                    && (text.analysis.universalTags.isEmpty
                        || text.analysis.universalTags[$0] != .verb)
            }
    }

    /// Whose role a range is, or the beginning of it: "Kenyan president | Grace Mwangi", "Grace Mwangi, | president of Kenya",
    /// "the deputy minister | for labour, Grace Mwangi,".
    private func bearer(of range: Range<Int>) -> Int? {
        let start = skipDeterminers(range)
        let first = position(of: range.lowerBound)
        // The one before; and behind a country and an organisation that the role names.
        for item in names[max(first - 1, 0)..<min(first + 3, names.count)] {
            guard case .person = item.mention.kind, let role = item.mention.role,
                role.upperBound >= range.upperBound
            else { continue }
            let isDirect =
                role.upperBound == range.upperBound
                && item.mention.tokens.lowerBound == role.upperBound
            if role.lowerBound == start || isDirect { return item.entry }
        }
        return nil
    }

    /// Whether a noun and the name behind it are one phrase.
    private func isTiedNoun(_ noun: Int) -> Bool {
        text.analysis.hasTrees && text.analysis.universalTags[noun] == .noun
            && (Int(text.analysis.heads[noun + 1]) == noun
                || Int(text.analysis.heads[noun]) == noun + 1)
    }
}
