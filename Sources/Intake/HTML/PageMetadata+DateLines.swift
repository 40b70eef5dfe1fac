import Foundation

/// The days that lines of the body name.
extension PageMetadata {
    /// The days in the lines of a range: labelled ones, which are of medium certainty, and those that are most
    /// of a line or begin a short one. Days that a sentence tells are of what it tells.
    func linePlaces(in range: Range<Int>) -> [DatePlace] {
        let end = root.map { Int(tree.nodes[$0].end) } ?? tree.nodes.count
        var places: [DatePlace] = []
        // A short line, which may be the label of the next.
        var previous: [UInt8] = []
        BlockCollector.eachLine(in: range, page) { bytes, node, block in
            let above = previous
            previous = bytes.count < 40 ? bytes : []
            guard bytes.count < 400, bytes.contains(where: { $0 &- 48 < 10 }) else { return }
            addPlaces(
                of: String(decoding: bytes, as: UTF8.self), node, block,
                above: String(decoding: above, as: UTF8.self), end: end, to: &places)
        }
        return places
    }

    /// Where a line begins, for the question what it belongs to: a short link at its beginning is the author or the
    /// section of the text, and says nothing of the day behind it.
    private func behindFirstLink(_ node: Int, in block: Int, length: Int) -> Int {
        var link = node
        while link > block, page.tag(link) != .a { link = Int(tree.nodes[link].parent) }
        guard link > block, page.tag(block) != .li else { return node }
        let size = tree.plainText(of: link).utf8.count
        return size <= 32 && size + 6 < length ? block : node
    }

    private func addPlaces(
        of line: String, _ node: Int, _ block: Int, above: String, end: Int,
        to places: inout [DatePlace]
    ) {
        let length = line.utf8.count
        if isAddition(node) { return }
        let isSentence = length > 50 && line.last.map { ".!?".contains($0) } ?? false
        let found = dates.dates(in: line, order: order, limit: 3)
        guard !found.isEmpty else { return }
        lazy var isForeign = isForeignPlace(behindFirstLink(node, in: block, length: length))
        func part(_ start: Int, _ end: Int) -> String {
            String(decoding: line.utf8.prefix(end).dropFirst(start), as: UTF8.self)
        }
        // What lasts from one day to another is no publication.
        if found.indices.contains(where: { index in
            index > 0
                ? isSpan(between: part(found[index - 1].end, found[index].start))
                : endsInFirstDay(part(0, found[0].start))
        }) {
            return
        }
        for (number, each) in found.enumerated()
        where each.date.day != nil && each.date.year >= 1995 && !isAhead(each.date) {
            // A long number may be anything.
            guard
                each.end - each.start != 8
                    || line.utf8.dropFirst(each.start).prefix(8)
                        .contains(where: { $0 < 0x30 || $0 > 0x39 })
            else { continue }
            let before = part(0, each.start)
            var label = length < 160 || each.start < 60 ? label(endOf: before) : nil
            // The label may stand in a cell of its own, or at the beginning of the line.
            if label == nil, each.start < 3 {
                label = self.label(endOf: above)
            }
            if label == nil, number == 0, each.start < 80, length < 160 {
                label = self.label(startOf: line, ofSentence: isSentence)
            }
            if label == .other { continue }
            // "Mitteilung des Ministeriums für Verkehr vom 14.06.2024"
            let endsLine =
                label == nil && !isSentence && length < 120 && length - each.end <= 1
                && self.label(endOf: before, anywhere: true) == .published
            let isOwnLine = length - (each.end - each.start) <= 30
            guard
                label != nil || isOwnLine || endsLine
                    || (!isSentence && isSetOff(before) && !line.contains("©")
                        && (length < 160 || (length < 250 && each.start < 60)))
            else { continue }
            var cost = distance(node)
            // Right behind the text stands what is said of it, and what is labelled a little further.
            if node >= end {
                if label != nil ? each.start < 60 : node < end + 40 { cost -= 1800 }
            }
            cost += label != nil ? (length < 100 ? -100 : 0) : isOwnLine ? 100 : 200
            if isForeign { cost += label != nil ? 1500 : DatePlace.limit }
            places.append(
                DatePlace(
                    date: each.date, origin: .text, certainty: label != nil ? .medium : .low,
                    isModified: label == .modified, cost: cost, design: design(of: block),
                    node: node, end: Int(tree.nodes[block].end)))
        }
    }

    /// Whether a day is still to come: no text is of it.
    func isAhead(_ date: NewsDate) -> Bool {
        Double(date.unixTime) > Date().timeIntervalSince1970 + 2 * 86_400
    }

    /// Whether what stands before a date in its line is little, or ends in a mark: `NDR Info - 14.06.2024`.
    private func isSetOff(_ before: String) -> Bool {
        guard before.utf8.count >= 40 else { return true }
        return before.unicodeScalars.last { $0 != " " }.map {
            !$0.properties.isAlphabetic && !("0"..."9").contains($0) && $0 != "."
        } ?? true
    }
}
