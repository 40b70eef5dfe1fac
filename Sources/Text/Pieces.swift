extension StringProtocol {
    /// The pieces between marks of ASCII: what `split` gives, which looks for whole characters and takes ten times as
    /// long.
    @inlinable
    public func pieces(between mark: Unicode.Scalar, keepsEmpty: Bool = false) -> [SubSequence] {
        let byte = UInt8(ascii: mark)
        var found: [SubSequence] = []
        var start = startIndex
        var index = start
        while index < endIndex {
            if utf8[index] == byte {
                if keepsEmpty || start < index { found.append(self[start..<index]) }
                start = utf8.index(after: index)
            }
            utf8.formIndex(after: &index)
        }
        if keepsEmpty || start < endIndex { found.append(self[start...]) }
        return found
    }
}
