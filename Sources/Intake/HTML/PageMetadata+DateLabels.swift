import Foundation

extension Substring {
    /// The longest end of characters that meet a condition.
    fileprivate func suffix(while condition: (Character) -> Bool) -> Substring {
        self[(lastIndex { !condition($0) }.map(index(after:)) ?? startIndex)...]
    }
}

/// What the words before a date and the elements around it say of it.
extension PageMetadata {
    /// What the words before a date say of it; `other`: that it is not one of the page.
    enum DateLabel { case published, modified, other }

    func isLabelled(_ node: Int, _ text: String) -> DateLabel? {
        if let own = label(startOf: text) { return own }
        // The words right before, in the element around.
        let parent = Int(tree.nodes[node].parent)
        guard parent > 0, Int(tree.nodes[parent].end) - parent < 30 else { return nil }
        let around = tree.plainText(of: parent)
        guard !text.isEmpty, let start = around.position(of: text) else { return nil }
        return label(endOf: String(decoding: around.utf8.prefix(start), as: UTF8.self))
    }

    /// What the first words of a text say of its date. Short ones begin sentences too.
    func label(startOf text: String, ofSentence isSentence: Bool = false) -> DateLabel? {
        let lower = Array(text.lowercased().utf8)
        func begins(_ phrases: Phrases) -> Bool {
            phrases.starts(of: lower[...]).contains { length in
                guard length < lower.count else { return false }
                return (lower[length] == UInt8(ascii: " ") || lower[length] == UInt8(ascii: ":"))
                    && (!isSentence || length > 5)
            }
        }
        if begins(words.modified) { return .modified }
        return begins(words.published) ? .published : nil
    }

    /// What the words at the end of a text say of the date that follows. A single word ("on", "Stand") says
    /// something only at the beginning of a line or behind a mark: it stands in sentences too.
    /// - Parameter isAnywhere: whether it is believed behind other words as well.
    func label(endOf text: String, anywhere isAnywhere: Bool = false) -> DateLabel? {
        // A label is short.
        let end = text.utf8.count > 200 ? String(text.suffix(100)) : text
        var lower = end.lowercased()[...]
        while let last = lower.last, !last.isLetter { lower.removeLast() }
        guard !lower.isEmpty else { return nil }
        // "am Sonntag, den"
        for list in [words.articles, words.weekdays] {
            let word = lower.suffix(while: \.isLetter)
            guard list.contains(String(word)) else { continue }
            lower.removeLast(word.count)
            while let last = lower.last, !last.isLetter { lower.removeLast() }
        }
        let bytes = Array(lower.utf8)
        func ends(_ phrases: Phrases) -> Bool {
            phrases.ends(of: bytes[...]).contains { length in
                let rest = String(decoding: bytes.dropLast(length), as: UTF8.self)
                guard let last = rest.last else { return true }
                guard !last.isLetter, !last.isNumber else { return false }
                if isAnywhere || bytes.suffix(length).contains(UInt8(ascii: " ")) { return true }
                return rest.last { $0 != " " }.map { !$0.isLetter && !$0.isNumber && $0 != "," }
                    ?? true
            }
        }
        if ends(words.modified) { return .modified }
        if ends(words.published) { return .published }
        return ends(words.otherDays) ? .other : nil
    }

    /// Whether the second of two dates in a line ends what the first begins: "12.06. bis 14.06.2024".
    func isSpan(between text: String) -> Bool {
        let word = text.lowercased().trimmingCharacters(in: .whitespaces)
        return ["-", "–", "—"].contains(word) || words.until.contains(word)
    }

    /// Whether what stands before a date is the first day of what lasts until then: `12. - `, `12. bis `, `12-`. The
    /// number of a page and a time of day stand before dates too.
    func endsInFirstDay(_ before: String) -> Bool {
        guard let last = before.lastIndex(where: \.isNumber) else { return false }
        let digits = before[...last].suffix(while: \.isNumber)
        var rest = before[before.index(after: last)...]
        let isDay = rest.first == "."
        if isDay { rest.removeFirst() }
        let front = before[..<digits.startIndex].last
        let isClock = front == ":" || (front == "." && !isDay)
        return digits.count <= 2 && !isClock && isSpan(between: String(rest))
            && (isDay || rest.first != " " || rest.contains(where: \.isLetter))
    }

    /// Whether an element stands in what belongs to other texts.
    func isForeignPlace(_ start: Int) -> Bool {
        var node = start
        // The foot of an article is its own, the one of the page is not.
        var isInFooter = false
        while node > 0 {
            // What holds the text is not foreign to it, whatever its name says.
            if let root, node <= root, Int(tree.nodes[node].end) > root {
                return isInFooter && !isInsideArticle(node)
            }
            // Nor is what holds its headline: some sites keep author and day in a column beside the text.
            if let heading, node <= heading, Int(tree.nodes[node].end) > heading { return false }
            let tag = page.tag(node)
            let hints = page.hints[node]
            // "entry-meta" and its like hold author and day of the text.
            let isDateline = hints.contains(.dateline) || isBesideHeading(node)
            if tag == .nav || tag == .figcaption || !hints.isDisjoint(with: [.caption, .works])
                || holdsComments(node)
            {
                return true
            }
            if tag == .aside, !isDateline { return true }
            if tag == .footer, !isDateline { isInFooter = true }
            if tag == .article { isInFooter = false }
            if hints.contains(.foreign), !isDateline, node != start,
                page.prose[node] * 3 < page.prose[0]
            {
                return true
            }
            // A link of more than the date leads to another text.
            if tag == .a, !isDateLink(node, of: start) { return true }
            node = Int(tree.nodes[node].parent)
        }
        return isInFooter
    }

    /// Whether an element stands in what readers add to the page.
    func isAddition(_ node: Int) -> Bool {
        var node = node
        while node > 0 {
            if let root, node <= root, Int(tree.nodes[node].end) > root { return false }
            if holdsComments(node) { return true }
            node = Int(tree.nodes[node].parent)
        }
        return false
    }

    /// Whether an element is named after comments, and is no small one above the text: "comments-date" holds
    /// their number and the day of the text.
    func holdsComments(_ node: Int) -> Bool {
        guard page.hints[node].contains(.addition) else { return false }
        guard let root else { return true }
        let size = Int(tree.nodes[node].end) - node
        let third = root + (Int(tree.nodes[root].end) - root) / 3
        return size >= (node < root ? 40 : 12) || node > third
    }

    /// Whether an element is small and stands right behind the headline.
    private func isBesideHeading(_ node: Int) -> Bool {
        guard let heading, node > heading, node < heading + 40 else { return false }
        return Int(tree.nodes[node].end) - node < 40 && tree.plainText(of: node).utf8.count < 200
    }

    private func isInsideArticle(_ node: Int) -> Bool {
        var node = node
        while node > 0 {
            if page.tag(node) == .article { return true }
            node = Int(tree.nodes[node].parent)
        }
        return false
    }

    /// Whether a link is a date and little more: the permanent address of the text behind its day.
    private func isDateLink(_ node: Int, of start: Int) -> Bool {
        guard Int(tree.nodes[node].end) - node < 12 else { return false }
        let text = tree.plainText(of: node)
        if tree.isElement(start), start > node,
            text.utf8.count <= tree.plainText(of: start).utf8.count + 16
        {
            return true
        }
        guard text.utf8.count < 90,
            let first = dates.dates(in: text, order: order, limit: 1).first
        else { return false }
        return text.utf8.count - (first.end - first.start) <= 24
            && (first.start <= 12 || label(startOf: text) != nil)
    }
}
