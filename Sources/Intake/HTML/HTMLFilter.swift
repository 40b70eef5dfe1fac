import Foundation

/// The bytes of a page without what never becomes text, so that the parser need not build it: scripts,
/// styles, drawings and comments. Scripts with JSON-LD are kept apart.
///
/// It also bounds the nesting: gumbo's rules look through all open elements, so a page of nothing but start
/// tags would take quadratic time. Tags beyond the limit are dropped, their text stays.
struct HTMLFilter {
    private(set) var html: [UInt8] = []
    /// The contents of `script` elements of type `application/ld+json`.
    private(set) var structuredData: [[UInt8]] = []
    private(set) var droppedTags = 0

    /// - Complexity: O(n).
    init(_ bytes: [UInt8], depth limit: Int) {
        html.reserveCapacity(bytes.count)
        bytes.withUnsafeBufferPointer { bytes in run(bytes, limit: limit) }
    }

    private mutating func run(_ bytes: UnsafeBufferPointer<UInt8>, limit: Int) {
        let less = UInt8(ascii: "<")
        var position = 0
        var depth = 0
        let end = bytes.count
        // An end tag that is not there is looked for once, not behind every start tag.
        var withoutEnd: Set<Name> = []
        var nextEnd: [Name: Int] = [:]
        while position < end {
            let next = place(of: less, in: bytes, from: position)
            if next > position { appendText(bytes, position..<next) }
            guard next < end else { return }
            position = next
            let after = next + 1
            guard after < end else { return }
            let mark = bytes[after]
            if mark == UInt8(ascii: "!") {
                position = endOfDeclaration(bytes, next)
                continue
            }
            let isEnd = mark == UInt8(ascii: "/")
            let nameStart = isEnd ? after + 1 : after
            guard nameStart < end, isLetter(bytes[nameStart]) else {
                html.append(less)
                position = after
                continue
            }
            var nameEnd = nameStart
            while nameEnd < end, nameEnd - nameStart < 16, isNameByte(bytes[nameEnd]) {
                nameEnd += 1
            }
            let tagEnd = endOfTag(bytes, nameEnd)
            let name = Name(bytes[nameStart..<nameEnd])
            if !isEnd, let kind = Self.dropped.first(where: { $0.name == name })?.kind {
                let isStructured =
                    kind == .script && contains(bytes[nameEnd..<tagEnd], Array("ld+json".utf8))
                if kind != .drawing || bytes[max(tagEnd - 2, 0)] != UInt8(ascii: "/") {
                    if !withoutEnd.contains(name) {
                        if let close = endOfElement(bytes, tagEnd, name) {
                            if isStructured {
                                structuredData.append(Array(bytes[tagEnd..<close.content]))
                            }
                            position = close.after
                            continue
                        }
                        withoutEnd.insert(name)
                        // What browsers do: a script that never ends takes the rest of the page.
                        if kind == .script || kind == .style { return }
                    }
                }
                position = tagEnd
                continue
            }
            if !isEnd, Self.swallowing.contains(name) {
                // Where the end tag is missing, these would take the rest of the page with them.
                if !withoutEnd.contains(name), nextEnd[name, default: 0] < tagEnd {
                    if let close = endOfElement(bytes, tagEnd, name) {
                        nextEnd[name] = close.content
                    } else {
                        withoutEnd.insert(name)
                    }
                }
                if withoutEnd.contains(name) {
                    position = tagEnd
                    continue
                }
            }
            if !Self.flat.contains(name) {
                if isEnd {
                    if depth > limit {
                        depth -= 1
                        droppedTags += 1
                        position = tagEnd
                        continue
                    }
                    depth = max(depth - 1, 0)
                } else {
                    depth += 1
                    if depth > limit {
                        droppedTags += 1
                        position = tagEnd
                        continue
                    }
                }
            }
            if isEnd {
                append(bytes, position..<tagEnd)
            } else {
                appendTag(UnsafeBufferPointer(rebasing: bytes[position..<tagEnd]))
            }
            position = tagEnd
        }
    }

    /// A start tag without the attributes that nobody asks for: on most pages they are more bytes than the text.
    private mutating func appendTag(_ tag: UnsafeBufferPointer<UInt8>) {
        let start = html.count
        let last = tag.count - 1
        guard last > 0, tag[last] == UInt8(ascii: ">") else { return html.append(contentsOf: tag) }
        func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || 9...13 ~= byte }
        func isNameEnd(_ byte: UInt8) -> Bool { isSpace(byte) || byte == UInt8(ascii: "/") }
        var position = 1
        while position < last, !isNameEnd(tag[position]) { position += 1 }
        append(tag, 0..<position)
        let isLink = position == 2 && tag[1] | 0x20 == UInt8(ascii: "a")
        while true {
            while position < last, isNameEnd(tag[position]) { position += 1 }
            guard position < last else { break }
            let name = position
            position += 1
            while position < last, !isNameEnd(tag[position]), tag[position] != UInt8(ascii: "=") {
                position += 1
            }
            let nameEnd = position
            var value = position
            while value < last, isSpace(tag[value]) { value += 1 }
            if value < last, tag[value] == UInt8(ascii: "=") {
                value += 1
                while value < last, isSpace(tag[value]) { value += 1 }
                if value < last, tag[value] == UInt8(ascii: "\"") || tag[value] == UInt8(ascii: "'")
                {
                    let close = place(of: tag[value], in: tag, from: value + 1)
                    guard close < last else {
                        // A quotation mark without its fellow.
                        html.removeLast(html.count - start)
                        return html.append(contentsOf: tag)
                    }
                    position = close + 1
                } else {
                    while value < last, !isSpace(tag[value]) { value += 1 }
                    position = value
                }
            }
            let bytes = UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: tag[name..<nameEnd]))
            guard let attribute = HTMLAttribute(bytes) else { continue }
            // Of most values nothing is asked but whether they are there, or nothing at all.
            if attribute == .style, !holds(tag, name..<position, "none", "hidden") { continue }
            html.append(0x20)
            let isPlainLink =
                attribute == .href && isLink && !holds(tag, name..<position, "19", "20")
            append(tag, name..<(isPlainLink ? nameEnd : position))
        }
        if tag[last - 1] == UInt8(ascii: "/") {
            html.append(UInt8(ascii: " "))
            html.append(UInt8(ascii: "/"))
        }
        html.append(UInt8(ascii: ">"))
    }

    /// Whether a range holds one of some words in lower case.
    private func holds(
        _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ words: StaticString...
    ) -> Bool {
        range.contains { start in
            words.contains { word in
                range.upperBound - start >= word.utf8CodeUnitCount
                    && (0..<word.utf8CodeUnitCount).allSatisfy {
                        bytes[start + $0] | 0x20 == word.utf8Start[$0]
                    }
            }
        }
    }

    /// Text with each run of white space as one: nobody asks for more, and on many pages every line is indented.
    private mutating func appendText(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
        func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x09 }
        var start = range.lowerBound
        var index = start
        while index < range.upperBound {
            guard isSpace(bytes[index]), index + 1 < range.upperBound, isSpace(bytes[index + 1])
            else {
                index += 1
                continue
            }
            append(bytes, start..<(index + 1))
            while index < range.upperBound, isSpace(bytes[index]) { index += 1 }
            start = index
        }
        if start < range.upperBound { append(bytes, start..<range.upperBound) }
    }

    private mutating func append(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
        html.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[range]))
    }

    /// The name of a tag in lower case as one number; 0 for one of more than eight bytes, which none of those below
    /// has.
    private struct Name: Hashable {
        private(set) var number: UInt64 = 0

        init(_ bytes: some Collection<UInt8>) {
            guard bytes.count <= 8 else { return }
            for byte in bytes { number = number << 8 | UInt64(byte | 0x20) }
        }

        init(_ text: String) { self.init(text.utf8) }

        /// The bytes, the first one first.
        var bytes: [UInt8] {
            (0..<8).reversed().map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }.filter {
                $0 > 0
            }
        }
    }

    /// Names that every tag of a page is looked for in.
    private struct Names {
        private var slots = Array(repeating: UInt64(0), count: 256)

        init(_ names: String...) {
            for name in names.map({ Name($0).number }) {
                var slot = Self.slot(name)
                while slots[slot] != 0 { slot = (slot + 1) & 255 }
                slots[slot] = name
            }
        }

        func contains(_ name: Name) -> Bool {
            guard name.number != 0 else { return false }
            var slot = Self.slot(name.number)
            while slots[slot] != 0 {
                if slots[slot] == name.number { return true }
                slot = (slot + 1) & 255
            }
            return false
        }

        /// Fibonacci hashing.
        private static func slot(_ number: UInt64) -> Int {
            Int(truncatingIfNeeded: (number &* 0x9E37_79B9_7F4A_7C15) >> 56)
        }
    }

    private enum Kind { case script, style, drawing }

    private static let dropped: [(name: Name, kind: Kind)] = [
        (Name("script"), .script), (Name("style"), .style), (Name("svg"), .drawing),
        (Name("math"), .drawing),
    ]

    /// Elements whose content is no text of the page.
    private static let swallowing = Names(
        "iframe", "object", "video", "audio", "canvas", "noscript", "textarea", "select",
        "template", "noembed", "noframes", "button")

    /// Elements that hold nothing or that close themselves.
    private static let flat = Names(
        "br", "hr", "img", "input", "meta", "link", "wbr", "source", "col", "area", "base",
        "embed",
        "param", "track", "p", "li", "td", "tr", "th", "dt", "dd", "option", "html", "head",
        "body",
        "thead", "tbody", "tfoot")

    /// The first place of a byte from `start` on, or the end.
    private func place(
        of byte: UInt8, in bytes: UnsafeBufferPointer<UInt8>, from start: Int
    ) -> Int {
        guard start < bytes.count, let base = bytes.baseAddress,
            let found = memchr(base + start, Int32(byte), bytes.count - start)
        else { return bytes.count }
        return UnsafeRawPointer(found) - UnsafeRawPointer(base)
    }

    /// The place behind a comment, a doctype or a CDATA section that begins at `start`.
    private mutating func endOfDeclaration(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int
    {
        let dash = UInt8(ascii: "-")
        let greater = UInt8(ascii: ">")
        var position = start + 2
        if position + 1 < bytes.count, bytes[position] == dash, bytes[position + 1] == dash {
            position += 2
            if position < bytes.count, bytes[position] == greater { return position + 1 }
            while position < bytes.count {
                if bytes[position] == greater, bytes[position - 1] == dash,
                    bytes[position - 2] == dash
                {
                    return position + 1
                }
                position += 1
            }
            return bytes.count
        }
        while position < bytes.count, bytes[position] != greater { position += 1 }
        let after = min(position + 1, bytes.count)
        // The doctype tells the parser which rules hold.
        if start + 2 < bytes.count, bytes[start + 2] | 0x20 == UInt8(ascii: "d") {
            html.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<after]))
        }
        return after
    }

    /// The place behind the `>` of a tag whose name ends at `start`: quoted values may hold one.
    private func endOfTag(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
        var position = start
        var afterEquals = false
        while position < bytes.count {
            let byte = bytes[position]
            if byte == UInt8(ascii: ">") { return position + 1 }
            if afterEquals, byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                let close = place(of: byte, in: bytes, from: position + 1)
                guard close < bytes.count else { return firstGreater(bytes, position) }
                position = close + 1
                afterEquals = false
                continue
            }
            if byte == UInt8(ascii: "=") {
                afterEquals = true
            } else if byte > 0x20 {
                afterEquals = false
            }
            position += 1
        }
        return bytes.count
    }

    /// A quotation mark without its fellow: the tag ends at the next `>`.
    private func firstGreater(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
        min(place(of: UInt8(ascii: ">"), in: bytes, from: start) + 1, bytes.count)
    }

    /// Where the content of an element ends and where the text behind it begins.
    private func endOfElement(
        _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ name: Name
    ) -> (content: Int, after: Int)? {
        let name = name.bytes
        let last = bytes.count - name.count - 2
        var position = place(of: UInt8(ascii: "<"), in: bytes, from: start)
        while position <= last {
            if bytes[position + 1] == UInt8(ascii: "/"),
                name.indices.allSatisfy({ bytes[position + 2 + $0] | 0x20 == name[$0] })
            {
                return (position, firstGreater(bytes, position))
            }
            position = place(of: UInt8(ascii: "<"), in: bytes, from: position + 1)
        }
        return nil
    }

    private func contains(_ slice: Slice<UnsafeBufferPointer<UInt8>>, _ needle: [UInt8]) -> Bool {
        guard slice.count >= needle.count else { return false }
        return (slice.startIndex...(slice.endIndex - needle.count)).contains { start in
            needle.indices.allSatisfy { slice[start + $0] | 0x20 == needle[$0] | 0x20 }
        }
    }
}

@inline(__always)
func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A }

@inline(__always)
private func isNameByte(_ byte: UInt8) -> Bool {
    isLetter(byte) || (byte >= 0x30 && byte <= 0x39) || byte == UInt8(ascii: "-")
}
