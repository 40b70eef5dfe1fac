/// Keeps the blocks that are the article's own words.
struct BlockFilter {
    let page: PageAnalysis
    let words: IntakeWords
    let title: String?
    /// The text of the structured data, where the page has it.
    let structured: WordPieces?

    func kept(_ all: [TextBlock]) -> [TextBlock] {
        var blocks = all
        let titleKey = title.map(key) ?? ""
        var keep = Array(repeating: true, count: blocks.count)
        let lists = listWeights(blocks)
        let firstProse = blocks.firstIndex { isProse($0) } ?? blocks.count
        var index = 0
        while index < blocks.count {
            let block = blocks[index]
            let isConfirmed =
                structured.map { block.length > 40 && $0.share(of: block.text) > 0.6 } ?? false
            if block.kind == .heading || isBoldLine(block), words.endsArticle(block.text) {
                // A heading of what is not the article takes what stands below it along. Before the text it is
                // a label: "Kommentar".
                let stop = index < firstProse ? index + 1 : endOfSection(index, blocks)
                for position in index..<stop { keep[position] = false }
                index = stop
                continue
            }
            keep[index] =
                isConfirmed
                || !(isLinkLine(block, lists) || words.isForeign(block.text, length: block.length)
                    || words.isTeaser(block.text)
                    || isFrontLine(block, at: index, firstProse) || !hasWords(block.text)
                    || (!titleKey.isEmpty && block.length < 400 && key(block.text) == titleKey))
            index += 1
        }
        dropRepeats(blocks, &keep)
        dropEmptyHeadings(blocks, &keep)
        blocks = blocks.indices.filter { keep[$0] }.map { blocks[$0] }
        return trimmed(blocks)
    }

    private func isProse(_ block: TextBlock) -> Bool {
        block.kind != .heading && block.length >= 60 && block.linkDensity < 0.4
    }

    private func isBoldLine(_ block: TextBlock) -> Bool {
        block.length < 100 && block.strongLength * 10 >= block.length * 9
    }

    /// Text and links of each list.
    private func listWeights(_ blocks: [TextBlock]) -> [Int: (length: Int, links: Int, items: Int)]
    {
        var weights: [Int: (length: Int, links: Int, items: Int)] = [:]
        for block in blocks where block.list > 0 {
            weights[block.list, default: (0, 0, 0)].length += block.length
            weights[block.list, default: (0, 0, 0)].links += block.linkLength
            weights[block.list, default: (0, 0, 0)].items += 1
        }
        return weights
    }

    private func isLinkLine(
        _ block: TextBlock, _ lists: [Int: (length: Int, links: Int, items: Int)]
    ) -> Bool {
        if block.list > 0, let list = lists[block.list], block.kind != .row {
            return list.links * 2 > list.length
        }
        if block.kind == .heading { return block.linkDensity > 0.9 }
        if block.linkDensity > 0.9 { return true }
        return block.linkDensity > 0.6 && block.length < 250
    }

    /// Lines before the text that say who, when and how long: byline, date, reading time.
    private func isFrontLine(_ block: TextBlock, at index: Int, _ firstProse: Int) -> Bool {
        guard block.length < 120, block.kind != .heading else { return false }
        if index < firstProse {
            if block.length < 70, let last = block.text.unicodeScalars.last,
                !".!?\"“”’»…:".unicodeScalars.contains(last)
            {
                return true
            }
        }
        return block.length < 80 && words.isByline(block.text)
    }

    private func hasWords(_ text: String) -> Bool {
        wordKey(String(text.prefix(40))).utf8.count >= 2
    }

    /// The end of the section that a heading opens: the next heading that is no deeper, in the same or an
    /// outer element, or the end of the element that holds the heading, where that is not the whole text.
    private func endOfSection(_ start: Int, _ blocks: [TextBlock]) -> Int {
        let tree = page.tree
        let heading = blocks[start]
        var end = start + 1
        // The element that holds nothing before the heading.
        var holder = heading.node
        let first = start > 0 ? blocks[start - 1].node : -1
        while true {
            let parent = Int(tree.nodes[holder].parent)
            guard parent > first, parent > 0 else { break }
            holder = parent
        }
        let holderEnd = Int(tree.nodes[holder].end)
        let isOwnElement = holder != heading.node
        while end < blocks.count {
            let block = blocks[end]
            if isOwnElement, block.node >= holderEnd { break }
            if !isOwnElement {
                if block.kind == .heading,
                    heading.kind == .heading ? block.level <= heading.level : true
                {
                    break
                }
                // Behind a bare heading, prose without links is the article going on.
                if block.length > 150, block.linkDensity < 0.1, block.list == 0 { break }
            }
            end += 1
        }
        return end
    }

    /// The same words twice: pull quotes and texts for small screens.
    private func dropRepeats(_ blocks: [TextBlock], _ keep: inout [Bool]) {
        var seen: Set<String> = []
        for index in blocks.indices where keep[index] && blocks[index].kind != .row {
            if blocks[index].length < 30 { continue }
            if !seen.insert(key(blocks[index].text)).inserted { keep[index] = false }
        }
    }

    /// A heading needs a text below it.
    private func dropEmptyHeadings(_ blocks: [TextBlock], _ keep: inout [Bool]) {
        var level = 0
        var hasText = false
        for index in blocks.indices.reversed() where keep[index] {
            let block = blocks[index]
            if block.kind == .heading {
                if !hasText, level == 0 || block.level >= level {
                    keep[index] = false
                } else {
                    level = block.level
                    hasText = false
                }
            } else {
                hasText = true
                level = 0
            }
        }
    }

    /// Without the short lines behind the last sentence: labels, shares, sources.
    private func trimmed(_ blocks: [TextBlock]) -> [TextBlock] {
        var blocks = blocks
        while blocks.count > 1, let last = blocks.last,
            last.kind == .paragraph || last.kind == .heading,
            last.length < 60, let end = last.text.unicodeScalars.last,
            !".!?\"“”’»…)".unicodeScalars.contains(end)
        {
            blocks.removeLast()
        }
        return blocks
    }

    private func key(_ text: String) -> String { wordKey(text) }
}

/// Letters and digits in lower case, marks left out: for telling whether two lines have the same words. Case
/// is folded in ASCII and Latin 1.
func wordKey(_ text: String) -> String {
    var key: [UInt8] = []
    let bytes = Array(text.utf8)
    key.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
        let byte = bytes[index]
        switch byte {
        case 0x30...0x39, 0x61...0x7A: key.append(byte)
        case 0x41...0x5A: key.append(byte | 0x20)
        case 0..<0x80: break
        // Marks of Latin 1, and of the block of quotation marks and dashes.
        case 0xC2: index += 1
        case 0xE2 where index + 1 < bytes.count && bytes[index + 1] <= 0x81: index += 2
        case 0xC3 where index + 1 < bytes.count && (0x80...0x9E).contains(bytes[index + 1]):
            key.append(byte)
            key.append(bytes[index + 1] + 0x20)
            index += 1
        default: key.append(byte)
        }
        index += 1
    }
    return String(decoding: key, as: UTF8.self)
}
