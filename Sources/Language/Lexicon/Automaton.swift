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

    /// Reads the sections `automaton` and `automaton.roots`.
    /// - Throws: `DataError.damaged`.
    package init(_ file: ModelFile) throws {
        bytes = try file.section("automaton", of: UInt8.self)
        roots = try file.section("automaton.roots", of: UInt32.self)
        guard roots.count == 256, roots.allSatisfy({ $0 <= bytes.count }) else {
            throw DataError.damaged(path: file.path, reason: "its automaton has no roots")
        }
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
        var state = Int(roots[Int(first)])
        guard state > 0 else { return nil }
        let letters = form.baseAddress!
        for index in 1..<form.count {
            let label = index == 1 ? second ?? letters[1] : letters[index]
            guard label != 0, let next = follow(state, label) else { return nil }
            state -= next
            guard state > 0 else { return nil }
        }
        return follow(state, 0)
    }

    /// The number on the arc of a state with this label.
    @inline(__always)
    private func follow(_ state: Int, _ label: UInt8) -> Int? {
        // Every step of every word that is looked up goes through here: each byte is read once.
        let end = bytes.baseAddress! + bytes.count
        var arc = bytes.baseAddress! + state
        while end - arc > 1 {
            var byte = arc[1]
            if arc[0] == label {
                var value = Int(byte & 0x7F)
                var shift = 7
                arc += 2
                while byte >= 0x80, shift <= 28, arc < end {
                    byte = arc[0]
                    value |= Int(byte & 0x7F) << shift
                    shift += 7
                    arc += 1
                }
                return value >> 1
            }
            // The mark of the last arc is the lowest bit of the number; the rest of that is passed over.
            if byte & 1 == 1 { return nil }
            arc += 2
            while byte >= 0x80, arc < end {
                byte = arc[0]
                arc += 1
            }
        }
        return nil
    }
}
