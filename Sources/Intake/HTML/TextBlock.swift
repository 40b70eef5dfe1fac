/// A line of text of a page before it is judged.
struct TextBlock {
    var kind: Paragraph.Kind
    /// 1 to 6 for headings.
    var level = 0
    var text: String
    /// Bytes that are not white space, and those of them in links.
    var length: Int
    var linkLength: Int
    /// Bytes in bold, so that a bold line can be told as a heading.
    var strongLength: Int
    /// The block element that holds it.
    var node: Int
    /// The list that an item stands in, or 0.
    var list: Int

    var linkDensity: Double { length == 0 ? 0 : Double(linkLength) / Double(length) }
}

/// Cuts the text below a node into blocks, in reading order.
struct BlockCollector {
    private let page: PageAnalysis
    private var blocks: [TextBlock] = []
    private var folded = FoldedText()
    private var length = 0
    private var linkLength = 0
    private var strongLength = 0
    private var breaks = 0
    private var holder = 0

    static func blocks(of root: Int, in page: PageAnalysis) -> [TextBlock] {
        var collector = BlockCollector(page)
        collector.walk(root)
        return collector.blocks
    }

    private init(_ page: PageAnalysis) { self.page = page }

    private struct Open {
        var node: Int
        var end: Int
        var isBlock: Bool
        var isLink: Bool
        var isStrong: Bool
        var list: Int
        var kind: Paragraph.Kind
        var level: Int
    }

    private mutating func walk(_ root: Int) {
        let tree = page.tree
        var stack: [Open] = []
        var links = 0
        var strongs = 0
        var node = root
        let end = Int(tree.nodes[root].end)
        holder = root
        func kind() -> (Paragraph.Kind, Int, Int) {
            (stack.last?.kind ?? .paragraph, stack.last?.level ?? 0, stack.last?.list ?? 0)
        }
        while node <= end {
            while let top = stack.last, node >= top.end {
                if top.isBlock { close(kind()) }
                if top.isLink { links -= 1 }
                if top.isStrong { strongs -= 1 }
                stack.removeLast()
                if top.isBlock { holder = stack.last(where: \.isBlock)?.node ?? root }
            }
            guard node < end else { break }
            if page.isLeftOut[node] {
                let tag = page.tag(node)
                if tree.isElement(node), isBlock(tag) { close(kind()) }
                node = Int(tree.nodes[node].end)
                continue
            }
            let row = tree.nodes[node]
            if row.tag == HTMLTree.text {
                tree.append(node, to: &folded)
                let size = Int(page.textLength[node])
                if size > 0 { breaks = 0 }
                length += size
                if links > 0 { linkLength += size }
                if strongs > 0 { strongLength += size }
                node += 1
                continue
            }
            let tag = HTMLTag(rawValue: row.tag)
            if tag == .br {
                folded.space()
                breaks += 1
                if breaks >= 2 { close(kind()) }
                node += 1
                continue
            }
            if tag == .table, let rows = DataTable(node, in: page) {
                close(kind())
                blocks += rows.blocks
                node = Int(row.end)
                continue
            }
            let isBlock = isBlock(tag)
            if isBlock { close(kind()) }
            var open = Open(
                node: node, end: Int(row.end), isBlock: isBlock, isLink: tag == .a,
                isStrong: tag.isStrong,
                list: stack.last?.list ?? 0, kind: stack.last?.kind ?? .paragraph,
                level: stack.last?.level ?? 0)
            switch tag {
            case .h1, .h2, .h3, .h4, .h5, .h6:
                open.kind = .heading
                open.level = Int(tag.rawValue - HTMLTag.h1.rawValue) + 1
            case .blockquote: open.kind = .quote
            case .pre: open.kind = .preformatted
            case .ul, .ol, .dl: open.list = open.list == 0 ? node : open.list
            case .li, .dt, .dd: open.kind = .item
            case .p, .div:
                // A heading that was never closed holds the text behind it.
                if open.kind == .heading, page.textLength[stack.last?.node ?? 0] > 300 {
                    open.kind = .paragraph
                }
            default: break
            }
            if isBlock { holder = node }
            if open.isLink { links += 1 }
            if open.isStrong { strongs += 1 }
            stack.append(open)
            node += 1
        }
        close(kind())
    }

    private mutating func close(_ kind: (Paragraph.Kind, Int, Int)) {
        defer {
            folded.removeAll()
            length = 0
            linkLength = 0
            strongLength = 0
            breaks = 0
        }
        guard length > 0 else { return }
        blocks.append(
            TextBlock(
                kind: kind.0, level: kind.1, text: folded.text, length: length,
                linkLength: linkLength,
                strongLength: strongLength, node: holder, list: kind.2))
    }
}

extension BlockCollector {
    /// The lines of a range of nodes, whether left out or not: datelines stand in what the text leaves out.
    static func lines(in range: Range<Int>, _ page: PageAnalysis) -> [String] {
        var lines: [String] = []
        eachLine(in: range, page) { line, _, _ in
            lines.append(String(decoding: line, as: UTF8.self))
        }
        return lines
    }

    /// Hands on the lines of a range of nodes, each with its first text and the block that it stands in.
    /// - Parameter wanted: whether a line that begins with a byte is asked for.
    static func eachLine(
        in range: Range<Int>, _ page: PageAnalysis, where wanted: (UInt8) -> Bool = { _ in true },
        _ body: (_ line: [UInt8], _ node: Int, _ block: Int) -> Void
    ) {
        var folded = FoldedText()
        var blocks: [Int] = []
        var first = range.lowerBound
        var isSkipped = false
        func close() {
            isSkipped = false
            if !folded.isEmpty {
                body(folded.bytes, first, blocks.last ?? range.lowerBound)
                folded.removeAll()
            }
        }
        for node in range {
            while let block = blocks.last, node >= Int(page.tree.nodes[block].end) {
                close()
                blocks.removeLast()
            }
            if page.tree.nodes[node].tag == HTMLTree.text {
                if isSkipped { continue }
                if folded.isEmpty {
                    first = node
                    if let byte = page.tree.firstByte(of: node), !wanted(byte) {
                        isSkipped = true
                        continue
                    }
                }
                page.tree.append(node, to: &folded)
            } else if isBlock(page.tag(node)) {
                close()
                blocks.append(node)
            }
        }
        close()
    }
}

extension HTMLTag {
    var isStrong: Bool { self == .b || self == .strong || self == .em || self == .i }
}

/// A table that holds data: its rows become lines. A table that only lays out the page is none.
private struct DataTable {
    private(set) var blocks: [TextBlock] = []

    init?(_ table: Int, in page: PageAnalysis) {
        let tree = page.tree
        var cells = 0
        for node in tree.below(table) where tree.isElement(node) && !page.isLeftOut[node] {
            switch page.tag(node) {
            case .table, .h1, .h2, .h3, .article, .blockquote, .section: return nil
            case .td, .th:
                if page.textLength[node] > 250 { return nil }
                cells += 1
            default: break
            }
        }
        guard cells > 3 else { return nil }
        for row in tree.below(table) where page.tag(row) == .tr && !page.isLeftOut[row] {
            let parts = tree.children(of: row).filter { tree.isElement($0) && !page.isLeftOut[$0] }
                .map { tree.plainText(of: $0) }.filter { !$0.isEmpty }
            guard !parts.isEmpty else { continue }
            blocks.append(
                TextBlock(
                    kind: .row, text: parts.joined(separator: " | "),
                    length: Int(page.textLength[row]),
                    linkLength: Int(page.linkLength[row]), strongLength: 0, node: row, list: table))
        }
    }
}
