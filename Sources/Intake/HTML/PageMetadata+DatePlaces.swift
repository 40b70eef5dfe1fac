import Foundation

/// A day that the body of a page names, and how little it looks like the one of the page's own text.
private struct DatePlace {
    var date: NewsDate
    var origin: Origin
    var certainty: Certainty
    var isModified: Bool
    /// Distance from the text in nodes, and what was added for signs that the day is of something else.
    var cost: Int
    /// Tag and class of the element and of the one around it: lists of other texts repeat them.
    var design: String
    var node: Int
    /// The node behind the line.
    var end: Int

    var found: Found<NewsDate> { Found(date, origin, certainty) }

    /// From this cost on a day belongs to another text: teasers, comments, the foot of the site.
    static let limit = 3000
}

extension PageMetadata {
    /// The days of publication and of change that the body names nearest to the text.
    /// - Parameter month: the month that the address names; days in it are believed more.
    func places(month: NewsDate?) -> (published: Found<NewsDate>?, modified: Found<NewsDate>?) {
        let elements = elementPlaces(month: month)
        // What an element says of its day counts, and not the line that it stands in.
        var told: [NewsDate: [Int]] = [:]
        for place in elements { told[place.date.dayOnly, default: []].append(place.node) }
        let lines = linePlaces(in: nearText).filter { line in
            guard let nodes = told[line.date.dayOnly] else { return true }
            // The first node from that of the line on; the nodes are in order.
            var (low, high) = (0, nodes.count)
            while low < high {
                let middle = (low + high) / 2
                if nodes[middle] < line.node { low = middle + 1 } else { high = middle }
            }
            return low == nodes.count || nodes[low] >= line.end
        }
        var all = elements + linkPlaces() + lines
        // Lists of other texts: the same design again and again with other days.
        var days: [String: Set<NewsDate>] = [:]
        for place in all { days[place.design, default: []].insert(place.date.dayOnly) }
        for index in all.indices {
            if days[all[index].design]!.count >= 3 { all[index].cost += 300 }
            if let month {
                let date = all[index].date
                all[index].cost += (date.year, date.month) == (month.year, month.month) ? -300 : 300
            }
        }
        func best(_ isModified: Bool) -> Found<NewsDate>? {
            let places = all.filter { $0.isModified == isModified && $0.cost < DatePlace.limit }
            guard let nearest = places.min(by: { $0.cost < $1.cost }) else { return nil }
            // The page is a list of dated texts: it is of the day of the first, which mostly is the newest.
            if let root, nearest.node > root, nearest.node < Int(tree.nodes[root].end),
                days[nearest.design]!.count >= 3
            {
                return places.filter { $0.design == nearest.design }
                    .min { $0.node < $1.node }?.found
            }
            // Of two in one line the first.
            let first = places.first {
                $0.node < nearest.node && $0.node + 6 >= nearest.node && $0.origin == nearest.origin
                    && $0.cost <= nearest.cost + 6
            }
            return (first ?? nearest).found
        }
        var published = best(false)
        if published == nil { published = dateline }
        return (published, best(true))
    }

    /// The day far from the text: one that is labelled, or the only one of the page.
    var farPlace: Found<NewsDate>? {
        let all = linePlaces(in: tree.nodes.indices)
        let labelled = all.filter { $0.certainty > .low }
        if let place = labelled.first(where: { !$0.isModified }) ?? labelled.first {
            return Found(place.date, .text, .low)
        }
        guard let first = all.first, all.allSatisfy({ $0.date.isSameDay(as: first.date) }) else {
            return nil
        }
        return Found(first.date, .text, .low)
    }

    /// An agency's line: `BERLIN, 14. Juni 2024 —`.
    private var dateline: Found<NewsDate>? {
        guard let root else { return nil }
        let text = String(decoding: tree.plainText(of: root).utf8.prefix(100), as: UTF8.self)
        guard let first = dates.dates(in: text, order: order, limit: 1).first,
            first.date.day != nil, first.start < 40, !isAhead(first.date)
        else { return nil }
        return Found(first.date, .text, .low)
    }

    /// The nodes in which a line may tell the day of the text.
    private var nearText: Range<Int> {
        guard let root else { return tree.nodes.indices }
        return max(root - 250, 0)..<min(Int(tree.nodes[root].end) + 120, tree.nodes.count)
    }

    /// How far a node is from the text. What stands behind the text is mostly of other texts, what stands above
    /// the headline of the site.
    private func distance(_ node: Int) -> Int {
        guard let root else { return node / 2 }
        let end = Int(tree.nodes[root].end)
        if node >= end { return 2000 + node - end }
        if node >= root { return (node - root) / 2 }
        guard let heading, node < heading, heading < root else { return root - node }
        return root - node + (node + 60 < heading ? 300 : 150)
    }

    private func design(of node: Int) -> String {
        let parent = max(Int(tree.nodes[node].parent), 0)
        return [node, parent].map {
            "\(tree.nodes[$0].tag) " + (tree.attribute(.class, of: $0) ?? "").prefix(80)
        }.joined(separator: " in ")
    }

    // MARK: Elements

    /// What scripts keep a moment in.
    private static let hiddenMoments: [HTMLAttribute] = [
        .dataPublished, .dataTimestamp, .dataUtime, .dataDatetime, .dataTime, .dataDate,
        .dataPubdate,
    ]
    private static let moments = [.datetime, .content] + hiddenMoments

    /// `time` elements, microdata, and elements whose class names a date.
    private func elementPlaces(month: NewsDate?) -> [DatePlace] {
        var places: [DatePlace] = []
        for node in tree.nodes.indices where tree.isElement(node) {
            let tag = page.tag(node)
            let hints = page.hints[node]
            let itemprop = tree.attribute(.itemprop, of: node)?.lowercased() ?? ""
            let isTime = tag == .time
            let isMicrodata =
                !itemprop.isEmpty
                && ["datepublished", "datecreated", "datemodified"].contains {
                    itemprop.holds($0)
                }
            // Scripts that write "3 minutes ago" keep the moment beside it.
            let isMoment = Self.hiddenMoments.contains { tree.has($0, node) }
            let isNamed =
                isTime || isMicrodata || isMoment || hints.contains(.date)
                || (tag == .abbr && tree.has(.title, node))
            let isLeaf = !isNamed && isCalendarLeaf(node)
            guard isNamed || isLeaf || (!isBlock(tag) && isBareDate(node)),
                tag != .meta || isMicrodata,
                tag != .body, tag != .html
            else { continue }
            guard Int(tree.nodes[node].end) - node < 40 else { continue }
            let text = tree.plainText(of: node)
            guard text.utf8.count < 200 else { continue }
            var cost = distance(node)
            if isForeignPlace(node) { cost += DatePlace.limit }
            if tree.has(.pubdate, node) || itemprop.holds("datepublished") {
                cost -= 1500
            }
            if holdsComments(node) { cost += 5000 }
            if !isNamed { cost += 100 }
            let design = design(of: node)
            for (date, isModified) in dates(of: node, text, itemprop, month: month, isLeaf: isLeaf)
            where date.day != nil && !isAhead(date) {
                places.append(
                    DatePlace(
                        date: date,
                        origin: isMicrodata
                            ? .microdata : isTime ? .time : isNamed ? .markup : .text,
                        certainty: isMicrodata ? .high : isNamed && cost < 400 ? .medium : .low,
                        isModified: isModified, cost: cost, design: design, node: node,
                        end: node + 1))
            }
        }
        return places
    }

    /// The day in the address of a link from the headline or from the line of the date: the permanent address of
    /// the text, which a saved page may name nowhere else.
    private func linkPlaces() -> [DatePlace] {
        var places: [DatePlace] = []
        for node in nearText where page.tag(node) == .a {
            guard isPermanent(node), let address = tree.attribute(.href, of: node),
                address.utf8.count < 400, let (date, isPath) = dates.dateInAddress(address), isPath
            else { continue }
            places.append(
                DatePlace(
                    date: date, origin: .url, certainty: .low, isModified: false,
                    cost: distance(node) + 250, design: design(of: node), node: node,
                    end: node + 1))
        }
        return places
    }

    private func isPermanent(_ node: Int) -> Bool {
        if tree.attribute(.rel, of: node)?.lowercased().holds("bookmark") ?? false {
            return true
        }
        let parent = Int(tree.nodes[node].parent)
        switch page.tag(max(parent, 0)) {
        case .h1: return true
        // Where no larger headline stands above the text, the nearest smaller one may be it.
        case .h2:
            guard let root, (heading ?? root) >= root else { return false }
            return node > root - 40 && node < root + 12
        default: return false
        }
    }

    /// Whether an element without a telling name holds day, month and year, each in an element of its own, and
    /// nothing else.
    private func isCalendarLeaf(_ node: Int) -> Bool {
        guard 6...12 ~= Int(tree.nodes[node].end) - node else { return false }
        var (size, digits) = (0, 0)
        for part in tree.below(node) where tree.nodes[part].tag == HTMLTree.text {
            size += Int(tree.nodes[part].last - tree.nodes[part].first)
            guard size < 40 else { return false }
            digits += tree.hasDigit(part) ? 1 : 0
        }
        guard digits >= 2 else { return false }
        let text = tree.texts(of: node).joined(separator: " ")
        guard let date = dates.dates(in: text, order: order, limit: 1).first else { return false }
        return text.utf8.count - (date.end - date.start) <= 2
    }

    /// Whether an inline element without a telling name holds a date and nothing else, outside of sentences.
    private func isBareDate(_ node: Int) -> Bool {
        let end = Int(tree.nodes[node].end)
        guard end == node + 2, tree.nodes[node + 1].tag == HTMLTree.text,
            tree.hasDigit(node + 1)
        else { return false }
        let text = tree.plainText(of: node)
        guard (6..<50).contains(text.utf8.count),
            let date = dates.dates(in: text, order: order, limit: 1).first,
            text.utf8.count - (date.end - date.start) <= 12
        else { return false }
        return textBeside(node) <= 20
    }

    /// Bytes of the texts right before and behind an inline element, in its block.
    private func textBeside(_ node: Int) -> Int {
        var length = 0
        for other in stride(from: node - 1, through: max(node - 6, 0), by: -1) {
            if tree.nodes[other].tag != HTMLTree.text, isBlock(page.tag(other)) { break }
            length += Int(page.textLength[other]) * (tree.nodes[other].tag == HTMLTree.text ? 1 : 0)
        }
        let end = Int(tree.nodes[node].end)
        for other in end..<min(end + 6, tree.nodes.count) {
            if tree.nodes[other].tag != HTMLTree.text, isBlock(page.tag(other)) { break }
            length += Int(page.textLength[other]) * (tree.nodes[other].tag == HTMLTree.text ? 1 : 0)
        }
        return length
    }

    /// The days that an element names, in an attribute or in its text, and whether each is the one of a change.
    private func dates(
        of node: Int, _ text: String, _ itemprop: String, month: NewsDate?, isLeaf: Bool
    ) -> [(NewsDate, Bool)] {
        let hints = page.hints[node]
        let isPublished =
            itemprop.holds("published")
            || tree.attribute(.class, of: node).map(words.markup.namesPublication) ?? false
        let isModified =
            itemprop.holds("modified") || (hints.contains(.modified) && !isPublished)
        let attribute =
            Self.moments.lazy.compactMap { tree.attribute($0, of: node) }.first
            ?? (hints.contains(.date) || page.tag(node) == .abbr
                ? tree.attribute(.title, of: node) : nil)
        if let attribute, let date = dates.date(attribute, order: order), date.day != nil {
            return [(date, isModified || isLabelled(node, text) == .modified)]
        }
        let label = isLabelled(node, text)
        // Calendar leaves: each part in an element of its own, without blanks between them, without the year
        // that the address names.
        let parts = tree.texts(of: node)
        if hints.contains(.date) || isLeaf, parts.count > 1, text.utf8.count < 40,
            let date = dates.date(parts.joined(separator: " "), order: order), date.day != nil
        {
            return [(date, isModified || label == .modified)]
        }
        if let month, hints.contains(.date), text.utf8.count < 40,
            let date = dates.day(in: parts.joined(separator: " "), of: month)
        {
            return [(date, isModified || label == .modified)]
        }
        return dates.dates(in: text, order: order, limit: 3).map { each in
            let before = String(decoding: text.utf8.prefix(each.start), as: UTF8.self)
            let kind = self.label(endOf: before) ?? (each.start < 3 ? label : nil)
            return (each.date, kind == .modified || (isModified && kind != .published))
        }
    }

    // MARK: Lines

    /// The days in the lines of a range: labelled ones, which are of medium certainty, and those that are most
    /// of a line or begin a short one. Days that a sentence tells are of what it tells.
    private func linePlaces(in range: Range<Int>) -> [DatePlace] {
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

    private func addPlaces(
        of line: String, _ node: Int, _ block: Int, above: String, end: Int,
        to places: inout [DatePlace]
    ) {
        let length = line.utf8.count
        if isAddition(node) { return }
        let isSentence = length > 50 && line.last.map { ".!?".contains($0) } ?? false
        for (number, each) in dates.dates(in: line, order: order, limit: 3).enumerated()
        where each.date.day != nil && each.date.year >= 1995 && !isAhead(each.date) {
            // A long number may be anything.
            guard
                each.end - each.start != 8
                    || line.utf8.dropFirst(each.start).prefix(8)
                        .contains(where: { $0 < 0x30 || $0 > 0x39 })
            else { continue }
            let before = String(decoding: line.utf8.prefix(each.start), as: UTF8.self)
            var label = length < 160 || each.start < 60 ? label(endOf: before) : nil
            // The label may stand in a cell of its own, or at the beginning of the line.
            if label == nil, each.start < 3 {
                label = self.label(endOf: above)
            }
            if label == nil, number == 0, each.start < 80, length < 160 {
                label = self.label(startOf: line, ofSentence: isSentence)
            }
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
            if isForeignPlace(node) { cost += label != nil ? 1500 : DatePlace.limit }
            places.append(
                DatePlace(
                    date: each.date, origin: .text, certainty: label != nil ? .medium : .low,
                    isModified: label == .modified, cost: cost, design: design(of: block),
                    node: node, end: Int(tree.nodes[block].end)))
        }
    }

    /// Whether a day is still to come: no text is of it.
    private func isAhead(_ date: NewsDate) -> Bool {
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

extension NewsDate {
    func isSameDay(as other: NewsDate) -> Bool {
        (year, month, day) == (other.year, other.month, other.day)
    }

    /// Whether this is the year or the month of another date.
    func isPart(of other: NewsDate) -> Bool {
        year == other.year && (month == nil || month == other.month)
    }

    fileprivate var dayOnly: NewsDate {
        var copy = self
        copy.time = nil
        copy.hasSeconds = false
        copy.offset = nil
        return copy
    }
}
