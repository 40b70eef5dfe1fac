/// What is known of words, by the hash of their form (`foldedHash`, or another that is never 0): an
/// open-addressing table. The hash is the key as it is; a `Dictionary` hashes it once more, which costs more than
/// the look-up.
public struct FoldedTable<Value: Sendable>: Sendable {
    @usableFromInline var keys: [UInt64] = [0]
    /// By the slot of its key.
    @usableFromInline var values: [Value?] = [nil]

    public init() {}

    /// - Parameter entries: no key may be 0.
    public init(_ entries: [UInt64: Value]) {
        var capacity = 16
        while capacity < entries.count * 2 { capacity *= 2 }
        keys = Array(repeating: 0, count: capacity)
        values = Array(repeating: nil, count: capacity)
        for (key, value) in entries {
            var slot = Self.home(key) & (capacity - 1)
            while keys[slot] != 0 { slot = (slot + 1) & (capacity - 1) }
            keys[slot] = key
            values[slot] = value
        }
    }

    /// What is known of the form with this hash.
    /// - Complexity: O(1).
    @inlinable @inline(__always)
    public subscript(hash: UInt64) -> Value? {
        guard let slot = slot(of: hash) else { return nil }
        return values[slot]
    }

    /// Whether anything is known of it.
    @inlinable @inline(__always)
    public func contains(_ hash: UInt64) -> Bool { slot(of: hash) != nil }

    @inlinable @inline(__always)
    static func home(_ hash: UInt64) -> Int {
        Int(truncatingIfNeeded: hash ^ hash >> 29)
    }

    @inlinable @inline(__always)
    func slot(of hash: UInt64) -> Int? {
        let mask = keys.count - 1
        var slot = Self.home(hash) & mask
        while keys[slot] != 0 {
            if keys[slot] == hash { return slot }
            slot = (slot + 1) & mask
        }
        return nil
    }
}
