/// What each node of a page weighs: how much text, how much of it in links, and what is left out.
///
/// Two passes over the flat tree, no recursion.
struct PageAnalysis {
    let tree: HTMLTree
    /// Bytes of text below each node that are not white space, and those of them in links.
    private(set) var textLength: [Int32]
    private(set) var linkLength: [Int32]
    /// Bytes of text in paragraphs that read like prose.
    private(set) var prose: [Int32]
    private(set) var hints: [MarkupHints]
    /// Nodes that are no part of the main text, with everything below them.
    private(set) var isLeftOut: [Bool]
    /// What `measure` starts from: the length of each text, and which elements are links.
    private var ownLength: [Int32]
    private var isLink: [Bool]

    /// - Complexity: O(n).
    init(_ tree: HTMLTree, names: MarkupNames) {
        self.tree = tree
        let count = tree.nodes.count
        textLength = Array(repeating: 0, count: count)
        linkLength = Array(repeating: 0, count: count)
        prose = Array(repeating: 0, count: count)
        hints = Array(repeating: [], count: count)
        isLeftOut = Array(repeating: false, count: count)
        ownLength = Array(repeating: 0, count: count)
        isLink = Array(repeating: false, count: count)
        for (node, row) in tree.nodes.enumerated() {
            if row.tag == HTMLTree.text {
                var length: Int32 = 0
                for index in Int(row.first)..<Int(row.last) where tree.bytes[index] > 0x20 {
                    length += 1
                }
                ownLength[node] = length
            } else if row.tag == HTMLTag.a.rawValue {
                isLink[node] = tree.has(.href, node)
            }
        }
        collectHints(names)
        leaveOutByTag()
        measure()
        leaveOutComments()
        measure()
        leaveOutByName()
        leaveOutCards()
        measure()
    }

    func tag(_ node: Int) -> HTMLTag { HTMLTag(rawValue: tree.nodes[node].tag) }

    func linkDensity(_ node: Int) -> Double {
        textLength[node] == 0 ? 0 : Double(linkLength[node]) / Double(textLength[node])
    }

    /// What an `itemprop` says, in lower case.
    private static func hints(ofItem value: String) -> MarkupHints {
        var found: MarkupHints = []
        if value.holds("articlebody") { found.formUnion([.body, .content]) }
        if value.holds("description") || value.holds("abstract") { found.insert(.lead) }
        if value.holds("comment") { found.formUnion([.addition, .foreign]) }
        if value.holds("author") { found.formUnion([.author, .doubtful]) }
        if value.holds("caption") { found.formUnion([.caption, .foreign]) }
        return found
    }

    /// Whether a `style` takes an element off the screen.
    private static func hides(style: ArraySlice<UInt8>) -> Bool {
        // Nearly all styles have none of the two words.
        guard style.contains(where: { $0 | 0x20 == UInt8(ascii: "y") }) else { return false }
        let plain = String(decoding: style, as: UTF8.self).lowercased().filter { $0 != " " }
        return plain.holds("display:none") || plain.holds("visibility:hidden")
    }

    private mutating func collectHints(_ names: MarkupNames) {
        // The same names come again and again; the tree keeps those of classes once.
        var known: [Int32: MarkupHints] = [:]
        var knownItems: [String: MarkupHints] = [:]
        for node in tree.nodes.indices where tree.isElement(node) {
            var found: MarkupHints = []
            let row = tree.nodes[node]
            for index in Int(row.first)..<Int(row.last) {
                let attribute = tree.attributes[index]
                switch attribute.name {
                case .class:
                    // The place of an empty value is that of the next one.
                    guard attribute.first < attribute.last else { continue }
                    if let hints = known[attribute.first] {
                        found.formUnion(hints)
                        continue
                    }
                    var hints = names.hints(of: tree.bytes(of: attribute))
                    if names.hides(tree.bytes(of: attribute)) { hints.insert(.hidden) }
                    known[attribute.first] = hints
                    found.formUnion(hints)
                case .id, .dataComponent, .dataTestid, .dataModule, .dataType, .dataArea:
                    // Identifiers of headings are made from their words, for links into the text.
                    if attribute.name == .id, isHeading(tag(node)) { continue }
                    found.formUnion(names.hints(of: tree.bytes(of: attribute)))
                case .itemprop:
                    let value = tree.value(of: attribute)
                    if let hints = knownItems[value] {
                        found.formUnion(hints)
                    } else {
                        let hints = Self.hints(ofItem: value.lowercased())
                        knownItems[value] = hints
                        found.formUnion(hints)
                    }
                case .role:
                    switch tree.value(of: attribute).lowercased() {
                    case "navigation", "banner", "contentinfo", "complementary", "search", "dialog",
                        "alertdialog",
                        "menu", "menubar", "toolbar", "tablist", "alert":
                        found.insert(.foreign)
                    case "main": found.formUnion([.content, .subject])
                    default: break
                    }
                case .hidden: found.insert(.hidden)
                case .ariaHidden:
                    if tree.value(of: attribute).lowercased() == "true" { found.insert(.hidden) }
                case .style:
                    if Self.hides(style: tree.bytes(of: attribute)) { found.insert(.hidden) }
                default: break
                }
            }
            hints[node] = found
        }
    }

    private mutating func leaveOut(_ node: Int) {
        for index in node..<Int(tree.nodes[node].end) { isLeftOut[index] = true }
    }

    private mutating func leaveOutByTag() {
        var node = 0
        while node < tree.nodes.count {
            if tree.isElement(node), isNeverText(tag(node)) {
                leaveOut(node)
                node = Int(tree.nodes[node].end)
            } else {
                node += 1
            }
        }
    }

    /// Sums up from the leaves: children stand behind their parents, so one pass from the end does it.
    private mutating func measure() {
        for node in tree.nodes.indices {
            textLength[node] = 0
            linkLength[node] = 0
            prose[node] = 0
        }
        // The bytes of text in inline elements, which belong to the block around them.
        var own = Array(repeating: Int32(0), count: tree.nodes.count)
        var ownLinks = own
        for node in tree.nodes.indices.reversed() {
            if isLeftOut[node] { continue }
            let row = tree.nodes[node]
            if row.tag == HTMLTree.text {
                textLength[node] = ownLength[node]
                own[node] = ownLength[node]
            } else {
                let tag = HTMLTag(rawValue: row.tag)
                if isLink[node] {
                    linkLength[node] = textLength[node]
                    ownLinks[node] = own[node]
                }
                if isBlock(tag), tag != .br {
                    let length = own[node]
                    if length >= 60, ownLinks[node] * 5 < length * 2, tag.isProseHolder {
                        prose[node] += length
                    }
                    own[node] = 0
                    ownLinks[node] = 0
                }
            }
            let parent = Int(row.parent)
            if parent >= 0 {
                textLength[parent] += textLength[node]
                linkLength[parent] += linkLength[node]
                prose[parent] += prose[node]
                own[parent] += own[node]
                ownLinks[parent] += ownLinks[node]
            }
        }
    }

    /// Comments go first: under some articles they are most of the page.
    private mutating func leaveOutComments() {
        guard let total = prose.first, total > 0 else { return }
        leaveOutWhere { page, node in
            page.hints[node].contains(.addition) && total - page.prose[node] >= 150
                && !page.isInsideSentence(node) && !page.holdsArticle(node)
        }
    }

    /// Whether an element named after comments holds the article too: "post comments-open".
    private func holdsArticle(_ node: Int) -> Bool {
        guard prose[node] * 2 > prose[0] else { return false }
        return (node..<Int(tree.nodes[node].end)).contains {
            tag($0) == .h1 || (hints[$0].contains(.body) && !hints[$0].contains(.addition))
        }
    }

    /// Leaves out elements that begin with a heading of what is not the article: "12 comments", "More stories".
    mutating func leaveOutSections(headed isForeign: (String) -> Bool) {
        guard let total = prose.first, total > 0 else { return }
        var isChanged = false
        for node in tree.nodes.indices where !isLeftOut[node] {
            switch tag(node) {
            case .h2, .h3, .h4, .h5: break
            default: continue
            }
            guard textLength[node] < 90, isForeign(tree.plainText(of: node)) else { continue }
            var holder = node
            // The largest element with nothing before the heading.
            while case let parent = Int(tree.nodes[holder].parent), parent > 0,
                tag(parent) != .body,
                textLength[parent] > 0, firstText(in: parent) >= node
            {
                holder = parent
            }
            guard holder != node, total - prose[holder] >= 150, !holdsArticle(holder) else {
                continue
            }
            leaveOut(holder)
            isChanged = true
        }
        if isChanged { measure() }
    }

    /// The first text below an element that is not left out.
    private func firstText(in node: Int) -> Int {
        (node..<Int(tree.nodes[node].end)).first {
            tree.nodes[$0].tag == HTMLTree.text && textLength[$0] > 0
        } ?? node
    }

    private mutating func leaveOutByName() {
        guard let total = prose.first, total > 0 else { return leaveOutWithoutProse() }
        leaveOutWhere { page, node in page.isForeign(node, total: total) }
    }

    private mutating func leaveOutWhere(_ isForeign: (PageAnalysis, Int) -> Bool) {
        var found: [Int] = []
        var node = 1
        while node < tree.nodes.count {
            let tag = tag(node)
            if tree.isElement(node), !isLeftOut[node], tag != .html, tag != .body, tag != .main,
                isForeign(self, node)
            {
                found.append(node)
                node = Int(tree.nodes[node].end)
            } else {
                node += 1
            }
        }
        for node in found { leaveOut(node) }
    }

    /// Whether an element is left out. A name is not believed where it would take away the page.
    private func isForeign(_ node: Int, total: Int32) -> Bool {
        let tag = tag(node)
        let share = Double(prose[node]) / Double(total)
        let hints = hints[node]
        let namesText =
            hints.contains(.body) || (hints.contains(.subject) && hints.contains(.content))
        switch tag {
        case .aside, .footer: if share < 0.5 { return true }
        case .header: if share < 0.1, !hasLead(node) { return true }
        case .figure, .form, .fieldset: if share < 0.3 { return true }
        default: break
        }
        if hints.contains(.hidden) { return share < 0.5 }
        if isInsideSentence(node) { return false }
        if hints.contains(.caption) { return share < 0.3 }
        if hints.contains(.foreign) {
            if namesText { return share < 0.15 && linkDensity(node) > 0.3 }
            return share < (tag == .article ? 0.3 : 0.5)
        }
        if hints.contains(.soft), !namesText, prose[node] < 250 || linkDensity(node) > 0.2 {
            return share < 0.3
        }
        if hints.contains(.doubtful), !hints.contains(.lead), !namesText {
            // A paragraph of prose is text, whatever the designer called it: all may be named "paywall".
            if tag == .p, prose[node] > 0, linkDensity(node) < 0.3 { return false }
            return (share < 0.02 && textLength[node] < 400)
                || (share < 0.25 && linkDensity(node) > 0.35)
        }
        return false
    }

    /// Whether an inline element stands in a line that has other words as well: whatever its name says ("link",
    /// "source"), without it the sentence would miss words.
    private func isInsideSentence(_ node: Int) -> Bool {
        guard !isBlock(tag(node)) else { return false }
        var holder = Int(tree.nodes[node].parent)
        while holder > 0, !isBlock(tag(holder)) { holder = Int(tree.nodes[holder].parent) }
        guard holder > 0 else { return false }
        let others = textLength[holder] - textLength[node]
        return others >= 30 && tag(holder).isProseHolder && prose[holder] > 0
    }

    /// Teasers of other articles: three or more elements alike beside each other, each with a heading that is a
    /// link.
    private mutating func leaveOutCards() {
        guard let total = prose.first, total > 0 else { return }
        var groups: [Int: [String: [Int]]] = [:]
        for node in tree.nodes.indices where tree.isElement(node) && !isLeftOut[node] {
            switch tag(node) {
            case .div, .article, .li, .section: break
            default: continue
            }
            guard linkLength[node] >= 12, textLength[node] < 700, hasLinkedHeading(node) else {
                continue
            }
            let name = "\(tree.nodes[node].tag) " + (tree.attribute(.class, of: node) ?? "")
            groups[Int(tree.nodes[node].parent), default: [:]][name, default: []].append(node)
        }
        for group in groups.values {
            for cards in group.values where cards.count >= 3 {
                let sum = cards.reduce(Int32(0)) { $0 + prose[$1] }
                if total - sum >= 250 { for card in cards { leaveOut(card) } }
            }
        }
    }

    private func hasLinkedHeading(_ node: Int) -> Bool {
        for child in tree.below(node) {
            switch tag(child) {
            case .h2, .h3, .h4, .h5:
                if textLength[child] >= 12, linkDensity(child) > 0.8 { return true }
                var parent = Int(tree.nodes[child].parent)
                while parent >= node {
                    if tag(parent) == .a { return true }
                    parent = Int(tree.nodes[parent].parent)
                }
            default: continue
            }
        }
        return false
    }

    private func hasLead(_ node: Int) -> Bool {
        prose[node] > 0
            && (node..<Int(tree.nodes[node].end)).contains {
                hints[$0].contains(.lead) && prose[$0] > 0
            }
    }

    /// A page of short lines only: the plain names are believed.
    private mutating func leaveOutWithoutProse() {
        let total = textLength.first ?? 0
        var node = 1
        while node < tree.nodes.count {
            let tag = tag(node)
            if tree.isElement(node), tag != .body, tag != .html,
                hints[node].contains(.foreign) || tag == .footer || tag == .aside || tag == .form,
                textLength[node] * 2 < total
            {
                leaveOut(node)
                node = Int(tree.nodes[node].end)
            } else {
                node += 1
            }
        }
    }
}

extension HTMLTag {
    /// Elements whose own text can be a paragraph.
    var isProseHolder: Bool {
        switch self {
        case .p, .div, .td, .blockquote, .pre, .section, .article, .dd, .li, .body, .main, .center,
            .address, .th,
            .header, .footer, .aside, .form, .figure, .details:
            true
        default: false
        }
    }
}
