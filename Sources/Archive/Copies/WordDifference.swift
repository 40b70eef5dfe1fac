/// The difference of two texts in words (Myers, "An O(ND) difference algorithm", 1986).
///
/// What both have at their beginning and end is taken off first. Where the middle differs in more than
/// a few thousand words, it is given as removed and added whole: nobody reads such a difference word by
/// word, and the work stays bounded.
func wordDifference(_ first: String, _ second: String) -> [TextDifference.Part] {
    let old = pieces(first)
    let new = pieces(second)
    var start = 0
    while start < old.count, start < new.count, old[start] == new[start] { start += 1 }
    var end = 0
    while end < old.count - start, end < new.count - start,
        old[old.count - 1 - end] == new[new.count - 1 - end]
    {
        end += 1
    }
    var parts: [TextDifference.Part] = []
    func add(_ kind: TextDifference.Kind, _ words: ArraySlice<Substring>) {
        guard !words.isEmpty else { return }
        let text = words.joined()
        if let last = parts.indices.last, parts[last].kind == kind {
            parts[last].text += text
        } else {
            parts.append(TextDifference.Part(kind: kind, text: text))
        }
    }
    add(.same, old[..<start])
    let removed = old[start..<(old.count - end)]
    let added = new[start..<(new.count - end)]
    if removed.count + added.count > 4000 {
        add(.removed, removed)
        add(.added, added)
    } else {
        let changes = Array(added).difference(from: Array(removed))
        var removals: Set<Int> = []
        var insertions: Set<Int> = []
        for change in changes {
            switch change {
            case .remove(let offset, _, _): removals.insert(offset)
            case .insert(let offset, _, _): insertions.insert(offset)
            }
        }
        var from = 0
        var to = 0
        while from < removed.count || to < added.count {
            if from < removed.count, removals.contains(from) {
                add(.removed, removed[(removed.startIndex + from)...].prefix(1))
                from += 1
            } else if to < added.count, insertions.contains(to) {
                add(.added, added[(added.startIndex + to)...].prefix(1))
                to += 1
            } else {
                add(.same, removed[(removed.startIndex + from)...].prefix(1))
                from += 1
                to += 1
            }
        }
    }
    add(.same, old[(old.count - end)...])
    return parts
}

/// Words with the white space behind each.
private func pieces(_ text: String) -> [Substring] {
    var pieces: [Substring] = []
    var start = text.startIndex
    var index = start
    var isSpace = false
    while index < text.endIndex {
        let space = text[index].isWhitespace
        if isSpace, !space {
            pieces.append(text[start..<index])
            start = index
        }
        isSpace = space
        index = text.index(after: index)
    }
    if start < text.endIndex { pieces.append(text[start...]) }
    return pieces
}
