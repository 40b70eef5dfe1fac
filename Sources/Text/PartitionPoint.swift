extension RandomAccessCollection where Index == Int {
    /// The first index from which on `isBehind` holds, in a collection that is sorted by it: false
    /// for a first part, true for the rest. `endIndex` where it never holds.
    /// - Complexity: O(log n).
    @inlinable
    public func partitionPoint(where isBehind: (Element) -> Bool) -> Int {
        var (low, high) = (startIndex, endIndex)
        while low < high {
            let middle = (low + high) / 2
            if isBehind(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
