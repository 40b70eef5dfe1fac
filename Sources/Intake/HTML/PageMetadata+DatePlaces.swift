import Foundation

/// A day that the body of a page names, and how little it looks like the one of the page's own text.
struct DatePlace {
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
        if let first = all.first, all.allSatisfy({ $0.date.isSameDay(as: first.date) }) {
            return Found(first.date, .text, .low)
        }
        return newestTeaser
    }

    /// On a page without much text of its own that lists dated texts the newest of their days.
    private var newestTeaser: Found<NewsDate>? {
        guard root.map({ page.prose[$0] < 1000 }) ?? true else { return nil }
        var designs: [String: Set<NewsDate>] = [:]
        for place in elementPlaces(month: nil)
        where place.origin != .text && !place.isModified && place.cost < 2 * DatePlace.limit {
            designs[place.design, default: []].insert(place.date.dayOnly)
        }
        return designs.values.filter { $0.count >= 3 }.joined()
            .max { $0.unixTime < $1.unixTime }.map { Found($0, .time, .low) }
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
    func distance(_ node: Int) -> Int {
        guard let root else { return node / 2 }
        let end = Int(tree.nodes[root].end)
        if node >= end { return 2000 + node - end }
        if node >= root { return (node - root) / 2 }
        guard let heading else { return root - node + (node + 60 < root ? 300 : 0) }
        guard node < heading, heading < root + 40 else { return root - node }
        return root - node + (node + 60 < heading ? 300 : 150)
    }

    func design(of node: Int) -> String {
        let parent = max(Int(tree.nodes[node].parent), 0)
        return [node, parent].map {
            "\(tree.nodes[$0].tag) " + (tree.attribute(.class, of: $0) ?? "").prefix(80)
        }.joined(separator: " in ")
    }

    // MARK: Elements

    /// What an element's attributes say of a day.
    private struct DayAttributes {
        /// Names of microdata and of RDFa, in lower case.
        var property = ""
        var hasMoment = false
        var hasPubdate = false
        /// A `title` that is a day and little more: what stands on the page may be "yesterday".
        var hasDayTitle = false

        /// Names that say that an element tells a day.
        var isDay: Bool {
            !property.isEmpty
                && [
                    "datepublished", "datecreated", "datemodified", "dc:date", "dcterms:date",
                    "issued",
                    "dc:created", "dcterms:created", "dc:modified", "dcterms:modified",
                ].contains { property.holds($0) }
        }
    }

    private func dayAttributes(of node: Int) -> DayAttributes {
        var found = DayAttributes()
        for attribute in tree.attributes(of: node) {
            switch attribute.name {
            case .itemprop: found.property = tree.value(of: attribute).lowercased()
            case .property where found.property.isEmpty:
                found.property = tree.value(of: attribute).lowercased()
            case .pubdate: found.hasPubdate = true
            case .title: found.hasDayTitle = isDay(title: tree.bytes(of: attribute))
            default: if attribute.name.isMoment { found.hasMoment = true }
            }
        }
        return found
    }

    private func isDay(title: ArraySlice<UInt8>) -> Bool {
        guard 8...60 ~= title.count, title.lazy.filter({ $0 &- 48 < 10 }).prefix(5).count == 5
        else { return false }
        let text = String(decoding: title, as: UTF8.self)
        return dates.dates(in: text, order: order, limit: 1).first.map {
            $0.date.day != nil && title.count - ($0.end - $0.start) <= 16
        } ?? false
    }

    /// `time` elements, microdata, and elements whose class names a date.
    private func elementPlaces(month: NewsDate?) -> [DatePlace] {
        var places: [DatePlace] = []
        for node in tree.nodes.indices where tree.isElement(node) {
            let tag = page.tag(node)
            let hints = page.hints[node]
            let said = dayAttributes(of: node)
            let isTime = tag == .time
            let isMicrodata = said.isDay
            let isNamed =
                isTime || isMicrodata || said.hasMoment || hints.contains(.date) || said.hasDayTitle
            let isLeaf = !isNamed && isCalendarLeaf(node)
            guard isNamed || isLeaf || (!isBlock(tag) && isBareDate(node)),
                tag != .meta || (isMicrodata && tree.has(.itemprop, node)),
                tag != .body, tag != .html
            else { continue }
            guard Int(tree.nodes[node].end) - node < 40 else { continue }
            let text = tree.plainText(of: node)
            guard text.utf8.count < 200 else { continue }
            var cost = distance(node)
            if isForeignPlace(node) { cost += DatePlace.limit }
            if said.hasPubdate || said.property.holds("datepublished") { cost -= 1500 }
            if holdsComments(node) { cost += 5000 }
            if !isNamed { cost += 100 }
            let design = design(of: node)
            for (date, isModified) in dates(of: node, text, said, month: month, isLeaf: isLeaf)
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
        of node: Int, _ text: String, _ said: DayAttributes, month: NewsDate?, isLeaf: Bool
    ) -> [(NewsDate, Bool)] {
        let hints = page.hints[node]
        let isPublished =
            said.property.holds("published")
            || tree.attribute(.class, of: node).map(words.markup.namesPublication) ?? false
        let isModified =
            said.property.holds("modified") || (hints.contains(.modified) && !isPublished)
        let attribute =
            tree.attribute(.datetime, of: node) ?? tree.attribute(.content, of: node)
            ?? tree.attributes(of: node).first { $0.name.isMoment }.map(tree.value)
            ?? (hints.contains(.date) || said.hasDayTitle ? tree.attribute(.title, of: node) : nil)
        let label = isLabelled(node, text)
        if label == .other { return [] }
        if let attribute, let date = dates.date(attribute, order: order), date.day != nil {
            return [(date, isModified || label == .modified)]
        }
        // Calendar leaves: each part in an element of its own, without blanks between them, without the year
        // that the address names.
        let parts = tree.texts(of: node)
        if hints.contains(.date) || isLeaf, parts.count > 1, text.utf8.count < 40,
            var date = dates.date(parts.joined(separator: " "), order: order)
        {
            // "June 2024" and "14" beside it
            if date.day == nil, let month = date.month,
                let day = parts.lazy.filter({ $0.utf8.count <= 3 }).compactMap({
                    Int($0.prefix { $0 != "." })
                }).first
            {
                date = NewsDate(year: date.year, month: month, day: day) ?? date
            }
            if date.day != nil { return [(date, isModified || label == .modified)] }
        }
        if let month, hints.contains(.date), text.utf8.count < 40,
            let date = dates.day(in: parts.joined(separator: " "), of: month)
        {
            return [(date, isModified || label == .modified)]
        }
        return dates.dates(in: text, order: order, limit: 3).compactMap { each in
            let before = String(decoding: text.utf8.prefix(each.start), as: UTF8.self)
            let kind = self.label(endOf: before) ?? (each.start < 3 ? label : nil)
            if kind == .other { return nil }
            return (each.date, kind == .modified || (isModified && kind != .published))
        }
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
