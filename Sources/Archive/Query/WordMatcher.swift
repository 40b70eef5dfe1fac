/// Finds the words of a query in a text again, to mark them.
struct WordMatcher {
    private var words: [[UInt8]] = []
    private var phrases: [[[UInt8]]] = []

    /// - Parameter fields: the fields whose words are marked; nil stands for bare words.
    init(_ query: Query, fields: Set<Query.Field?> = [nil, .about]) {
        for term in query.clauses.flatMap(\.alternatives) where !term.isExcluded {
            guard fields.contains(term.field) else { continue }
            for value in term.values {
                let tokens = FoldedText(value.text)
                let list = tokens.words.indices.map { Array(tokens.word($0)) }
                if list.count == 1, !value.isPhrase {
                    words.append(list[0])
                } else if !list.isEmpty {
                    phrases.append(list)
                }
            }
        }
    }

    var isEmpty: Bool { words.isEmpty && phrases.isEmpty }

    /// Which words of a text match.
    func matches(_ text: FoldedText) -> [Bool] {
        var marks = [Bool](repeating: false, count: text.words.count)
        guard !isEmpty else { return marks }
        for index in text.words.indices {
            let word = text.word(index)
            if words.contains(where: { Self.matches(word, $0) }) { marks[index] = true }
            for phrase in phrases where index + phrase.count <= text.words.count {
                guard phrase.indices.allSatisfy({ text.word(index + $0).elementsEqual(phrase[$0]) })
                else { continue }
                for offset in phrase.indices { marks[index + offset] = true }
            }
        }
        return marks
    }

    /// A word stands for its inflected forms from four letters on, for compounds from five.
    static func matches(_ word: ArraySlice<UInt8>, _ wanted: [UInt8]) -> Bool {
        if word.elementsEqual(wanted) { return true }
        if wanted.count >= 4, word.starts(with: wanted) { return true }
        return wanted.count >= 5 && word.count > wanted.count && word.contains(wanted)
    }

    /// The text with its matches marked, cut to about `length` characters around the densest place.
    func snippet(_ text: String, length: Int = 240) -> [SnippetPart] {
        let bytes = Array(text.utf8)
        let words = FoldedText(utf8: bytes)
        let marks = matches(words)
        var first = 0
        var last = words.words.count
        // A word and the blank behind it: about seven characters.
        let window = max(8, length / 7)
        if words.words.count > window {
            var count = marks.prefix(window).count { $0 }
            var best = (count, 0)
            for start in 1...(words.words.count - window) {
                count += (marks[start + window - 1] ? 1 : 0) - (marks[start - 1] ? 1 : 0)
                if count > best.0 { best = (count, start) }
            }
            first = best.1
            // Some words before the first match, so that it is read in its place.
            if best.0 > 0, let mark = marks[first...].firstIndex(of: true) {
                first = max(0, min(mark - window / 4, words.words.count - window))
            }
            last = first + window
        }
        guard first < last else { return [SnippetPart(text)] }
        var parts: [SnippetPart] = []
        func add(_ range: Range<Int>, _ isMatch: Bool) {
            guard !range.isEmpty else { return }
            let piece = String(decoding: bytes[range], as: UTF8.self)
            if let end = parts.indices.last, parts[end].isMatch == isMatch {
                parts[end].text += piece
            } else {
                parts.append(SnippetPart(piece, isMatch: isMatch))
            }
        }
        var position = first == 0 ? 0 : words.words[first].source.lowerBound
        if first > 0 { parts.append(SnippetPart("… ")) }
        for index in first..<last {
            let source = words.words[index].source
            add(position..<source.lowerBound, false)
            add(source, marks[index])
            position = source.upperBound
        }
        if last == words.words.count {
            add(position..<bytes.count, false)
        } else {
            parts.append(SnippetPart(" …"))
        }
        return parts
    }
}

extension ArraySlice<UInt8> {
    fileprivate func contains(_ part: [UInt8]) -> Bool {
        var start = startIndex
        while start + part.count <= endIndex {
            if self[start] == part[0], self[start..<(start + part.count)].elementsEqual(part) {
                return true
            }
            start += 1
        }
        return false
    }
}
