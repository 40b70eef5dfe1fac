/// Builds a minimal acyclic automaton from forms in the order of their bytes.
///
/// Method: Daciuk, Mihov, Watson and Watson 2000, "Incremental construction of minimal acyclic
/// finite-state automata", for sorted input.
struct AutomatonBuilder {
    private struct Arc: Hashable {
        var label: UInt8
        /// A state, or the number of a form behind the label 0.
        var target: UInt32
    }

    /// The states on the way of the form added last.
    private var path: [[Arc]] = [[]]
    private var last: [UInt8] = []
    private var register: [[Arc]: UInt32] = [:]
    private(set) var bytes: [UInt8] = [0]
    /// The number of states and of forms.
    private(set) var stateCount = 0
    private(set) var formCount = 0

    /// Adds a form; it has to stand behind the one before, and must not hold a zero.
    mutating func add(_ form: ArraySlice<UInt8>, number: UInt32) {
        precondition(form.lexicographicallyPrecedes(last) == false && !form.contains(0))
        var common = 0
        for (a, b) in zip(form, last) {
            guard a == b else { break }
            common += 1
        }
        close(downTo: common)
        for _ in common..<form.count { path.append([]) }
        path[form.count].append(Arc(label: 0, target: number))
        last = Array(form)
        formCount += 1
    }

    /// Gives the states below a depth their places.
    private mutating func close(downTo depth: Int) {
        while path.count > depth + 1 {
            let state = freeze(path.removeLast())
            path[path.count - 1].append(Arc(label: last[path.count - 1], target: state))
        }
    }

    /// The place of a state, written now where there is none like it.
    private mutating func freeze(_ arcs: [Arc]) -> UInt32 {
        if let place = register[arcs] { return place }
        let place = UInt32(bytes.count)
        for (index, arc) in arcs.enumerated() {
            bytes.append(arc.label)
            let value = arc.label == 0 ? arc.target : place - arc.target
            var rest = value << 1 | (index == arcs.count - 1 ? 1 : 0)
            while rest >= 0x80 {
                bytes.append(UInt8(rest & 0x7F) | 0x80)
                rest >>= 7
            }
            bytes.append(UInt8(rest))
        }
        register[arcs] = place
        stateCount += 1
        return place
    }

    /// The states behind each first byte. No form can be added any more.
    mutating func finish() -> [UInt32] {
        close(downTo: 0)
        var roots = [UInt32](repeating: 0, count: 256)
        for arc in path[0] where arc.label != 0 { roots[Int(arc.label)] = arc.target }
        return roots
    }
}
