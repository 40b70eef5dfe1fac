extension NameMatcher {
    /// Keys by which names that may be the same find each other: two names of which none is shared need not
    /// be compared. One key a word, made of its consonants, with those as one that spellings mix up.
    ///
    /// Words that say little (titles, particles, legal forms, generic words) give no key unless there is nothing else.
    public func blockingKeys(of name: MatchableName) -> [UInt64] {
        let heavy = name.tokens.filter { $0.role == .word }
        var keys: [UInt64] = []
        for token in heavy.isEmpty ? name.tokens : heavy {
            let key = key(name.sounds[Int(token.start)..<Int(token.end)])
            if !keys.contains(key) { keys.append(key) }
        }
        // Words that another spelling writes together.
        if name.tokens.count > 1 {
            let key = key(name.sounds[...])
            if !keys.contains(key) { keys.append(key) }
        }
        return keys.sorted()
    }

    private func key(_ sounds: ArraySlice<UInt8>) -> UInt64 {
        var folded: [UInt8] = []
        for sound in sounds where !vowels[Int(sound)] {
            let group = Self.groups[Int(sound)]
            if group != 0, folded.last != group { folded.append(group) }
        }
        // A word of vowels alone keeps its first one.
        if folded.isEmpty, let first = sounds.first { folded = [first | 0x80] }
        return soundHash(folded[...])
    }

    /// The group of each sound; 0 for those that drop out.
    private static let groups: [UInt8] = {
        var groups = [UInt8](repeating: 0, count: SoundTable.count)
        for (number, group) in ["b", "ckqgX", "d", "fv", "l", "m", "n", "p", "r", "szCSJZT", "t"]
            .enumerated()
        {
            for letter in group.utf8 {
                if let index = SoundTable.letters.firstIndex(of: letter) {
                    groups[index] = UInt8(number + 1)
                }
            }
        }
        return groups
    }()
}
