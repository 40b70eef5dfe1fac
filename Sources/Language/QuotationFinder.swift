import Text

/// Pairs quotation marks: German low-high, guillemets both ways, English curly, straight, single
/// ones inside. A mark left open is dropped, unless a later paragraph carries the quotation on:
/// by opening again (as English does) or by closing it.
struct QuotationFinder {
    /// Nesting deeper than this is noise, and would cost time.
    private static let deepest = 6

    private struct Open {
        var token: Int
        var mark: UInt32
        var continues: Int?
    }
    private enum Role {
        case open
        case close(Int)
        case none
    }

    private var found: [Quotation] = []
    private var stack: [Open] = []
    /// An outer mark that the paragraph before left open.
    private var left: Open?

    /// Finds the quotations in order of their beginnings, and marks their tokens as `openQuote`
    /// and `closeQuote`.
    /// - Complexity: O(n).
    static func find(in tokens: inout [Token], bytes: [UInt8]) -> [Quotation] {
        var finder = QuotationFinder()
        for index in tokens.indices { finder.step(index, &tokens, bytes) }
        let order = finder.found.indices.sorted {
            let (a, b) = (finder.found[$0].tokens, finder.found[$1].tokens)
            return (a.lowerBound, -a.upperBound) < (b.lowerBound, -b.upperBound)
        }
        var place = Array(repeating: 0, count: order.count)
        for (new, old) in order.enumerated() { place[old] = new }
        // An outer mark may have turned out never to be closed: depths are counted once all is known.
        var ends: [Int] = []
        return order.map {
            var quotation = finder.found[$0]
            quotation.continues = quotation.continues.map { place[$0] }
            while let end = ends.last, end <= quotation.tokens.lowerBound { ends.removeLast() }
            quotation.depth = ends.count
            ends.append(quotation.tokens.upperBound)
            return quotation
        }
    }

    private mutating func step(_ index: Int, _ tokens: inout [Token], _ bytes: [UInt8]) {
        let token = tokens[index]
        var resumed: Int?
        if token.flags.contains(.paragraphStart), index > 0 {
            left = stack.first
            stack.removeAll(keepingCapacity: true)
            if let open = left, Self.mark(token, bytes) == open.mark {
                tokens[open.token].kind = .openQuote
                found.append(
                    Quotation(tokens: open.token..<index, depth: 0, continues: open.continues))
                resumed = found.count - 1
                left = nil
            }
        }
        guard token.kind == .other, let mark = Self.mark(token, bytes) else { return }
        let before = index == 0 ? TokenKind.openBracket : tokens[index - 1].kind
        let openSide =
            token.flags.contains(.spaceBefore) || before == .openBracket || before == .openQuote
            || before == .dash || stack.last?.token == index - 1
        let closeSide = index + 1 == tokens.count || tokens[index + 1].flags.contains(.spaceBefore)
        switch role(mark, openSide: openSide, closeSide: closeSide) {
        case .open:
            guard stack.count < Self.deepest else { return }
            if !Self.nests(mark), let same = stack.firstIndex(where: { $0.mark == mark }) {
                stack.removeSubrange(same...)  // the earlier mark was never closed
            }
            stack.append(Open(token: index, mark: mark, continues: resumed))
        case .close(let position):
            let open = stack[position]
            stack.removeSubrange(position...)
            close(open, at: index, depth: position, &tokens)
        case .none:
            if stack.isEmpty, let open = left, mark != 0x22, Self.closes(mark, open.mark), !openSide
            {
                close(open, at: index, depth: 0, &tokens)
                left = nil
            }
        }
    }

    private mutating func close(_ open: Open, at index: Int, depth: Int, _ tokens: inout [Token]) {
        guard index > open.token + 1 else { return }
        tokens[open.token].kind = .openQuote
        tokens[index].kind = .closeQuote
        found.append(
            Quotation(tokens: open.token..<index + 1, depth: depth, continues: open.continues))
    }

    /// What a mark does here, given what is open and on which sides it touches a word.
    private func role(_ mark: UInt32, openSide: Bool, closeSide: Bool) -> Role {
        let open = stack.lastIndex { Self.closes(mark, $0.mark) }
        switch mark {
        case 0x201E, 0x201A:  // „ ‚
            return .open
        case 0x201C:  // “ closes „ and opens ”
            if let open { return .close(open) }
            return closeSide ? .none : .open
        case 0x201D:  // ”
            if let open { return .close(open) }
            return openSide && !closeSide ? .open : .none
        case 0xAB, 0xBB, 0x2039, 0x203A:  // « » ‹ ›
            if let open, !(openSide && !closeSide) || stack[open].mark != mark {
                return .close(open)
            }
            return openSide || !closeSide ? .open : .none
        case 0x22:
            if let open, !(openSide && !closeSide) { return .close(open) }
            return closeSide ? .none : .open
        default:  // ' ‘ ’ : quotation marks only at the edges of words
            if let open, !openSide { return .close(open) }
            return openSide && !closeSide && mark != 0x2019 ? .open : .none
        }
    }

    /// Marks that can stand inside themselves, because they look different at the other end.
    private static func nests(_ mark: UInt32) -> Bool {
        mark == 0x201E || mark == 0xAB || mark == 0xBB
    }

    private static func closes(_ mark: UInt32, _ open: UInt32) -> Bool {
        switch open {
        case 0x201E: mark == 0x201C || mark == 0x201D || mark == 0x22
        case 0x201C: mark == 0x201D || mark == 0x22
        case 0x201D: mark == 0x201D
        case 0x201A: mark == 0x2018 || mark == 0x2019 || mark == 0x27
        case 0xAB: mark == 0xBB
        case 0xBB: mark == 0xAB
        case 0x2039: mark == 0x203A
        case 0x203A: mark == 0x2039
        case 0x22: mark == 0x22 || mark == 0x201D
        case 0x27: mark == 0x27 || mark == 0x2019
        case 0x2018: mark == 0x2019 || mark == 0x27
        default: false
        }
    }

    /// The scalar of a token that is a quotation mark.
    private static func mark(_ token: Token, _ bytes: [UInt8]) -> UInt32? {
        let scalar = bytes.withUnsafeBufferPointer { decodeScalar($0, Int(token.start)).0 }
        if token.end - token.start == 2, scalar == 0x27 || scalar == 0x60 { return 0x22 }
        switch scalar {
        case 0x22, 0x27, 0xAB, 0xBB, 0x2018...0x201A, 0x201C...0x201E, 0x2039, 0x203A: return scalar
        default: return nil
        }
    }
}
