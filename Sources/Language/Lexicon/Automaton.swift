/// A minimal acyclic automaton that maps forms to numbers, read in place.
///
/// A state is a run of arcs: the label (a byte of the form), then a number of seven bits a byte:
/// twice the distance back to the state that the arc leads to, plus one on the last arc of the
/// state. The label 0 ends a form, and its number is the number of the form. States stand behind
/// the states that they lead to. The first byte of a form is looked up in a table.
package struct Automaton: Sendable {
    /// `nonisolated(unsafe)`: mapped, never written; whoever holds this holds its file.
    private nonisolated(unsafe) let bytes: UnsafeBufferPointer<UInt8>
    /// For each first byte the state behind it, 0 for none.
    private nonisolated(unsafe) let roots: UnsafeBufferPointer<UInt32>
    /// The same for each two bytes, as the states behind the first have most arcs.
    private let pairs: [UInt32]

    /// Reads the sections `automaton` and `automaton.roots`.
    /// - Throws: `DataError.damaged`.
    package init(_ file: ModelFile) throws {
        let bytes = try file.section("automaton", of: UInt8.self)
        let roots = try file.section("automaton.roots", of: UInt32.self)
        guard roots.count == 256, roots.allSatisfy({ $0 <= bytes.count }) else {
            throw DataError.damaged(path: file.path, reason: "its automaton has no roots")
        }
        var pairs = [UInt32](repeating: 0, count: 1 << 16)
        for first in roots.indices where roots[first] > 0 {
            let state = Int(roots[first])
            var at = state
            while at + 1 < bytes.count {
                let place = first << 8 | Int(bytes[at])
                let isLast = bytes[at + 1] & 1 == 1
                let next = Self.number(at: &at, in: bytes)
                if next < state, pairs[place] == 0 { pairs[place] = UInt32(state - next) }
                if isLast { break }
            }
        }
        self.bytes = bytes
        self.roots = roots
        self.pairs = pairs
    }

    /// How the first letter of a form is taken.
    package enum FirstLetter: Sendable { case asItIs, capital, small }

    /// The number of a form; `nil` where the automaton has it not.
    /// - Complexity: O(n) in the length of the form.
    package func number(
        of form: UnsafeBufferPointer<UInt8>, firstLetter: FirstLetter = .asItIs
    ) -> Int? {
        guard form.count > 0, form.count < 200 else { return nil }
        var first = form[0]
        var second: UInt8? = nil
        switch firstLetter {
        case .asItIs: break
        case .capital:
            if first &- 0x61 < 26 { first -= 0x20 }
            if first == 0xC3, form.count > 1, form[1] >= 0xA0, form[1] != 0xB7, form[1] != 0xBF {
                second = form[1] - 0x20
            }
        case .small:
            if first &- 0x41 < 26 { first += 0x20 }
            if first == 0xC3, form.count > 1, form[1] < 0x9F, form[1] >= 0x80, form[1] != 0x97 {
                second = form[1] + 0x20
            }
        }
        guard form.count > 1 else {
            let state = Int(roots[Int(first)])
            return state > 0 ? follow(state, 0) : nil
        }
        let label = second ?? form[1]
        var state = Int(pairs[Int(first) << 8 | Int(label)])
        guard label != 0, state > 0 else { return nil }
        for index in 2..<form.count {
            guard form[index] != 0, let next = follow(state, form[index]) else { return nil }
            state -= next
            guard state > 0 else { return nil }
        }
        return follow(state, 0)
    }

    /// The number on the arc of a state with this label.
    @inline(__always)
    private func follow(_ state: Int, _ label: UInt8) -> Int? {
        var at = state
        while at + 1 < bytes.count {
            if bytes[at] == label { return Self.number(at: &at, in: bytes) }
            // The mark of the last arc is the lowest bit of the number; the rest of that is passed over.
            if bytes[at + 1] & 1 == 1 { return nil }
            at += 1
            while at < bytes.count, bytes[at] >= 0x80 { at += 1 }
            at += 1
        }
        return nil
    }

    /// The number on the arc that begins at a place, which is that of the next arc then.
    @inline(__always)
    private static func number(at place: inout Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int {
        place += 1
        var value = 0
        var shift = 0
        while place < bytes.count {
            let byte = bytes[place]
            place += 1
            value |= Int(byte & 0x7F) << shift
            shift += 7
            if byte < 0x80 || shift > 28 { break }
        }
        return value >> 1
    }
}
