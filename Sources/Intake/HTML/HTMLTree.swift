import CIntake
import Foundation

/// The tree of a page in the order of its text: a flat array, so that walking it needs neither recursion nor
/// objects.
struct HTMLTree {
    struct Node {
        /// gumbo's number of the tag; `HTMLTree.text` for a text.
        var tag: UInt16
        var depth: UInt16
        var parent: Int32
        /// The index behind the last node below this one.
        var end: Int32
        /// The bytes of a text, or the attributes of an element.
        var first: Int32
        var last: Int32
    }

    struct Attribute {
        var name: HTMLAttribute
        /// The bytes of the value in `values`. Classes that are the same share theirs.
        var first: Int32
        var last: Int32
    }

    static let text: UInt16 = .max

    private(set) var nodes: [Node] = []
    /// The text of all text nodes, one behind the other.
    private(set) var bytes: [UInt8] = []
    private(set) var attributes: [Attribute] = []
    /// Whether elements below the depth limit were left out.
    private(set) var isCut = false

    /// The values of all attributes, one behind the other.
    private var values: [UInt8] = []

    /// - Returns: nil where the tree would take more than `memory` bytes.
    /// - Complexity: O(n).
    init?(html: [UInt8], memory: Int, depth limit: Int) {
        guard
            let parse = html.withUnsafeBytes({
                intake_parse_html(
                    $0.baseAddress?.assumingMemoryBound(to: CChar.self) ?? emptyText, $0.count,
                    memory)
            })
        else { return nil }
        defer { intake_free(parse) }
        bytes.reserveCapacity(html.count / 2)
        fill(from: intake_document(parse), limit: limit)
    }

    private mutating func fill(from root: UnsafePointer<GumboNode>, limit: Int) {
        var classes: [UInt64: Attribute] = [:]
        struct Open {
            var node: UnsafePointer<GumboNode>
            var index: Int32
            var next: UInt32
        }
        var stack: [Open] = [
            Open(
                node: root, index: append(element: root, parent: -1, depth: 0, &classes),
                next: 0)
        ]
        while var top = stack.last {
            let children =
                top.node.pointee.type == GUMBO_NODE_DOCUMENT
                ? top.node.pointee.v.document.children : top.node.pointee.v.element.children
            guard top.next < children.length, let data = children.data,
                let child = data[Int(top.next)]?.assumingMemoryBound(to: GumboNode.self)
            else {
                nodes[Int(top.index)].end = Int32(nodes.count)
                stack.removeLast()
                continue
            }
            top.next += 1
            stack[stack.count - 1] = top
            switch child.pointee.type {
            case GUMBO_NODE_TEXT, GUMBO_NODE_WHITESPACE, GUMBO_NODE_CDATA:
                append(text: child.pointee.v.text.text, parent: top.index, depth: stack.count)
            case GUMBO_NODE_ELEMENT, GUMBO_NODE_TEMPLATE:
                guard stack.count < limit else {
                    isCut = true
                    continue
                }
                let number = append(
                    element: UnsafePointer(child), parent: top.index, depth: stack.count, &classes)
                stack.append(Open(node: UnsafePointer(child), index: number, next: 0))
            default: continue
            }
        }
    }

    private mutating func append(text: UnsafePointer<CChar>?, parent: Int32, depth: Int) {
        guard let text else { return }
        let start = bytes.count
        bytes.append(contentsOf: UnsafeRawBufferPointer(start: text, count: strlen(text)))
        nodes.append(
            Node(
                tag: Self.text, depth: UInt16(depth), parent: parent, end: Int32(nodes.count + 1),
                first: Int32(start), last: Int32(bytes.count)))
    }

    private mutating func append(
        element: UnsafePointer<GumboNode>, parent: Int32, depth: Int,
        _ classes: inout [UInt64: Attribute]
    ) -> Int32 {
        let index = Int32(nodes.count)
        let first = attributes.count
        var tag = UInt16.max - 1
        if element.pointee.type != GUMBO_NODE_DOCUMENT {
            tag = UInt16(element.pointee.v.element.tag.rawValue)
            let list = element.pointee.v.element.attributes
            for number in 0..<Int(list.length) {
                guard
                    let attribute = list.data[number]?.assumingMemoryBound(to: GumboAttribute.self),
                    let name = attribute.pointee.name,
                    let kept = HTMLAttribute(
                        UnsafeRawBufferPointer(start: name, count: strlen(name)))
                else { continue }
                append(kept, attribute.pointee.value, &classes)
            }
        }
        nodes.append(
            Node(
                tag: tag, depth: UInt16(depth), parent: parent, end: index + 1, first: Int32(first),
                last: Int32(attributes.count)))
        return index
    }

    private mutating func append(
        _ name: HTMLAttribute, _ text: UnsafePointer<CChar>?, _ classes: inout [UInt64: Attribute]
    ) {
        let bytes = UnsafeRawBufferPointer(start: text, count: text.map(strlen) ?? 0)
        if name == .class {
            let hash = Fingerprint.of(bytes)
            if let same = classes[hash], isValue(of: same, bytes) {
                return attributes.append(same)
            }
            let first = Int32(values.count)
            classes[hash] = Attribute(
                name: name, first: first, last: first + Int32(bytes.count))
        }
        let first = Int32(values.count)
        values.append(contentsOf: bytes)
        attributes.append(Attribute(name: name, first: first, last: Int32(values.count)))
    }
}

extension HTMLTree {
    private func isValue(of attribute: Attribute, _ bytes: UnsafeRawBufferPointer) -> Bool {
        let length = Int(attribute.last - attribute.first)
        guard length == bytes.count, let start = bytes.baseAddress else { return false }
        return values.withUnsafeBytes {
            memcmp($0.baseAddress! + Int(attribute.first), start, length) == 0
        }
    }
}

/// An address for an empty buffer.
nonisolated(unsafe) private let emptyText: UnsafePointer<CChar> = {
    let place = UnsafeMutablePointer<CChar>.allocate(capacity: 1)
    place.initialize(to: 0)
    return UnsafePointer(place)
}()

extension HTMLTree {
    func isElement(_ node: Int) -> Bool { nodes[node].tag < UInt16.max - 1 }

    /// The texts below a node that are not empty.
    func texts(of node: Int) -> [String] {
        (node..<Int(nodes[node].end)).filter { nodes[$0].tag == Self.text }.map {
            plainText(of: $0)
        }
        .filter { !$0.isEmpty }
    }

    /// The value of an attribute.
    func attribute(_ name: HTMLAttribute, of node: Int) -> String? {
        let row = nodes[node]
        guard row.tag != Self.text else { return nil }
        for index in Int(row.first)..<Int(row.last) where attributes[index].name == name {
            return value(of: attributes[index])
        }
        return nil
    }

    /// The attributes of an element; a text has none.
    func attributes(of node: Int) -> ArraySlice<Attribute> {
        let row = nodes[node]
        return row.tag == Self.text ? [] : attributes[Int(row.first)..<Int(row.last)]
    }

    func has(_ name: HTMLAttribute, _ node: Int) -> Bool {
        let row = nodes[node]
        guard row.tag != Self.text else { return false }
        return (Int(row.first)..<Int(row.last)).contains { attributes[$0].name == name }
    }

    func value(of attribute: Attribute) -> String {
        String(decoding: bytes(of: attribute), as: UTF8.self)
    }

    func bytes(of attribute: Attribute) -> ArraySlice<UInt8> {
        values[Int(attribute.first)..<Int(attribute.last)]
    }

    /// The nodes below `node`, itself left out.
    func below(_ node: Int) -> Range<Int> { (node + 1)..<Int(nodes[node].end) }

    /// The direct children.
    func children(of node: Int) -> [Int] {
        var found: [Int] = []
        var child = node + 1
        while child < Int(nodes[node].end) {
            found.append(child)
            child = Int(nodes[child].end)
        }
        return found
    }

    /// All text below a node with white space folded.
    func plainText(of node: Int) -> String {
        var folded = FoldedText()
        if nodes[node].tag == Self.text { append(node, to: &folded) }
        var child = node + 1
        let end = Int(nodes[node].end)
        while child < end {
            let tag = HTMLTag(rawValue: nodes[child].tag)
            if nodes[child].tag == Self.text {
                append(child, to: &folded)
            } else if tag == .script || tag == .style {
                child = Int(nodes[child].end)
                continue
            } else if isBlock(tag) {
                folded.space()
            }
            child += 1
        }
        return folded.text
    }

    func append(_ text: Int, to folded: inout FoldedText) {
        let row = nodes[text]
        bytes.withUnsafeBufferPointer {
            folded.append(UnsafeBufferPointer(rebasing: $0[Int(row.first)..<Int(row.last)]))
        }
    }

    /// Whether a text holds a digit of ASCII.
    func hasDigit(_ text: Int) -> Bool {
        bytes[Int(nodes[text].first)..<Int(nodes[text].last)].contains { $0 &- 48 < 10 }
    }

    /// The first byte of a text that is not white space.
    func firstByte(of text: Int) -> UInt8? {
        bytes[Int(nodes[text].first)..<Int(nodes[text].last)].first { $0 > 0x20 }
    }

    func first(_ tag: HTMLTag, in range: Range<Int>) -> Int? {
        range.first { nodes[$0].tag == tag.rawValue }
    }
}

/// Text in which every run of white space is one blank, none at the ends.
struct FoldedText {
    private(set) var bytes: [UInt8] = []
    private var wantsSpace = false

    mutating func space() { wantsSpace = true }

    mutating func append(_ text: UnsafeBufferPointer<UInt8>) {
        var index = 0
        while index < text.count {
            let byte = text[index]
            if byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) {
                wantsSpace = true
                index += 1
            } else if isBlank(text, index) {
                wantsSpace = true
                index += 2
            } else if byte < 0x20 {
                index += 1
            } else {
                if wantsSpace, !bytes.isEmpty { bytes.append(0x20) }
                wantsSpace = false
                let start = index
                while index < text.count, text[index] > 0x20, !isBlank(text, index) { index += 1 }
                bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<index]))
            }
        }
    }

    /// Whether a no-break space stands at a place.
    @inline(__always)
    private func isBlank(_ text: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
        text[index] == 0xC2 && index + 1 < text.count && text[index + 1] == 0xA0
    }

    var isEmpty: Bool { bytes.isEmpty }
    var text: String { String(decoding: bytes, as: UTF8.self) }

    mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        wantsSpace = false
    }
}
