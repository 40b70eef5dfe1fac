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
            var slot = home(key) & (capacity - 1)
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
    func slot(of hash: UInt64) -> Int? { Text.slot(of: hash, in: keys) }
}

/// A set of such hashes, for the same reason.
public struct FoldedSet: Sendable, ExpressibleByArrayLiteral {
    @usableFromInline var keys: [UInt64] = [0]
    private var count = 0

    public init(arrayLiteral elements: UInt64...) { formUnion(elements) }

    public var isEmpty: Bool { count == 0 }

    /// - Parameter hash: not 0.
    public mutating func insert(_ hash: UInt64) {
        guard !contains(hash) else { return }
        if keys.count < 2 * (count + 2) {
            let old = keys
            keys = Array(repeating: 0, count: 4 * keys.count)
            for key in old where key != 0 { place(key) }
        }
        place(hash)
        count += 1
    }

    private mutating func place(_ hash: UInt64) {
        var slot = home(hash) & (keys.count - 1)
        while keys[slot] != 0 { slot = (slot + 1) & (keys.count - 1) }
        keys[slot] = hash
    }

    public mutating func formUnion(_ hashes: some Sequence<UInt64>) {
        for hash in hashes { insert(hash) }
    }

    /// - Complexity: O(1).
    @inlinable
    public func contains(_ hash: UInt64) -> Bool { slot(of: hash, in: keys) != nil }
}

/// The slot of a hash in an open-addressing table whose empty slots are 0.
@inlinable @inline(__always)
func slot(of hash: UInt64, in keys: [UInt64]) -> Int? {
    let mask = keys.count - 1
    var slot = home(hash) & mask
    while keys[slot] != 0 {
        if keys[slot] == hash { return slot }
        slot = (slot + 1) & mask
    }
    return nil
}

/// Where a hash is looked for first.
@inlinable @inline(__always)
func home(_ hash: UInt64) -> Int { Int(truncatingIfNeeded: hash ^ hash >> 29) }
