/// What is known of words, by the hash of their form (`foldedHash`, or another that is never 0): an
/// open-addressing table. The hash is the key as it is; a `Dictionary` hashes it once more, which costs more than
/// the look-up.
public struct FoldedTable<Value: Sendable>: Sendable {
    @usableFromInline var slots = FoldedSlots(capacity: 1)
    /// By the slot of its key.
    @usableFromInline var values: [Value?] = [nil]

    public init() {}

    /// - Parameter entries: no key may be 0.
    public init(_ entries: [UInt64: Value]) {
        var capacity = 16
        while capacity < entries.count * 2 { capacity *= 2 }
        slots = FoldedSlots(capacity: capacity)
        values = Array(repeating: nil, count: capacity)
        for (key, value) in entries { values[slots.place(key)] = value }
    }

    /// What is known of the form with this hash.
    /// - Complexity: O(1).
    @inlinable @inline(__always)
    public subscript(hash: UInt64) -> Value? {
        guard let slot = slots.slot(of: hash) else { return nil }
        return values[slot]
    }

    /// Whether anything is known of it.
    @inlinable @inline(__always)
    public func contains(_ hash: UInt64) -> Bool { slots.slot(of: hash) != nil }
}

/// A set of such hashes, for the same reason.
public struct FoldedSet: Sendable, ExpressibleByArrayLiteral {
    @usableFromInline var slots = FoldedSlots(capacity: 1)
    private var count = 0

    public init(arrayLiteral elements: UInt64...) { formUnion(elements) }

    public var isEmpty: Bool { count == 0 }

    /// - Parameter hash: not 0.
    public mutating func insert(_ hash: UInt64) {
        guard !contains(hash) else { return }
        if slots.capacity < 2 * (count + 2) {
            let old = slots.keys
            slots = FoldedSlots(capacity: 4 * slots.capacity)
            for key in old where key != 0 { _ = slots.place(key) }
        }
        _ = slots.place(hash)
        count += 1
    }

    public mutating func formUnion(_ hashes: some Sequence<UInt64>) {
        for hash in hashes { insert(hash) }
    }

    /// - Complexity: O(1).
    @inlinable
    public func contains(_ hash: UInt64) -> Bool { slots.slot(of: hash) != nil }
}

/// The slots of an open-addressing table.
///
/// Most words are asked for in vain, and the tables of a language together are more than the nearest cache holds: a byte
/// a slot tells nearly always that a word is not there, and keys are read only where it may be.
@usableFromInline
struct FoldedSlots: Sendable {
    /// 0 for an empty slot, otherwise the mark of its key.
    @usableFromInline var marks: [UInt8]
    /// The keys; 0 in an empty slot.
    @usableFromInline var keys: [UInt64]

    /// - Parameter capacity: a power of two, more than the keys that will be placed.
    init(capacity: Int) {
        marks = Array(repeating: 0, count: capacity)
        keys = Array(repeating: 0, count: capacity)
    }

    var capacity: Int { marks.count }

    /// Gives a key that has none a slot.
    mutating func place(_ key: UInt64) -> Int {
        var slot = Self.home(key) & (capacity - 1)
        while marks[slot] != 0 { slot = (slot + 1) & (capacity - 1) }
        marks[slot] = Self.mark(key)
        keys[slot] = key
        return slot
    }

    /// The slot of a key; `nil` where it has none.
    @inlinable @inline(__always)
    func slot(of key: UInt64) -> Int? {
        let wanted = Self.mark(key)
        let mask = marks.count - 1
        var slot = Self.home(key) & mask
        while true {
            let mark = marks[slot]
            if mark == 0 { return nil }
            if mark == wanted, keys[slot] == key { return slot }
            slot = (slot + 1) & mask
        }
    }

    /// Where a key is looked for first.
    @inlinable @inline(__always)
    static func home(_ key: UInt64) -> Int { Int(truncatingIfNeeded: key ^ key >> 29) }

    /// Of bits that say little of where a key is looked for; never 0.
    @inlinable @inline(__always)
    static func mark(_ key: UInt64) -> UInt8 { UInt8(truncatingIfNeeded: key >> 56) | 1 }
}
