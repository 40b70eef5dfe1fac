import Text

/// Where the forms of a text were last seen: most words of a text come again.
struct SeenForms {
    private struct Row {
        var start: Int32 = 0
        var end: Int32 = 0
        var token: Int32 = -1
        var isInitial = false
    }
    private static let count = 1024
    private var rows = [Row](repeating: Row(), count: Self.count)

    /// Notes a token.
    /// - Returns: the last token in its place of the table, where that has the same form.
    @inline(__always)
    mutating func enter(
        _ token: Token, _ index: Int, isInitial: Bool = false, _ bytes: UnsafeBufferPointer<UInt8>
    ) -> Int? {
        let slot = Int(truncatingIfNeeded: token.hash ^ token.hash >> 32) & (Self.count - 1)
        let last = rows[slot]
        let length = Int(token.end - token.start)
        rows[slot] = Row(
            start: token.start, end: token.end, token: Int32(index), isInitial: isInitial)
        guard last.token >= 0, last.isInitial == isInitial, Int(last.end - last.start) == length,
            (0..<length).allSatisfy({
                bytes[Int(last.start) + $0] == bytes[Int(token.start) + $0]
            })
        else { return nil }
        return Int(last.token)
    }
}
