import Kernels

/// The rows of a set of hashes: a sorted table that is read in place.
///
/// Hashes are mixed and cut to 32 bits; the upper bits say where to look. Of n hashes two share
/// their 32 bits with a chance of n²/2³³: one in twenty for 20,000, and then they share a row.
package struct HashIndex: Sendable {
    /// `@unchecked`: the table is mapped and never written; whoever holds this holds its file.
    private nonisolated(unsafe) let keys: UnsafeBufferPointer<UInt32>
    /// The first key of each of the 4,096 buckets, and the end.
    private nonisolated(unsafe) let buckets: UnsafeBufferPointer<UInt32>

    static let bucketBits: UInt32 = 12

    /// Reads the sections `<name>.keys` and `<name>.buckets`.
    /// - Throws: `DataError.damaged`.
    package init(_ file: ModelFile, _ name: String) throws {
        keys = try file.section("\(name).keys", of: UInt32.self)
        buckets = try file.section("\(name).buckets", of: UInt32.self)
        var last: UInt32 = 0
        for bucket in buckets {
            guard bucket >= last, bucket <= keys.count else {
                last = .max
                break
            }
            last = bucket
        }
        guard buckets.count == 1 << Self.bucketBits + 1, last == keys.count else {
            throw DataError.damaged(path: file.path, reason: "the index '\(name)' is not sorted")
        }
    }

    /// The number of rows.
    package var count: Int { keys.count }

    /// The row of a hash, counted from 0; `nil` where it is not there.
    @inline(__always)
    package func row(of hash: UInt64) -> Int? {
        let key = Self.key(hash)
        let bucket = Int(key >> (32 - Self.bucketBits))
        var row = Int(buckets[bucket])
        let end = Int(buckets[bucket + 1])
        while row < end {
            if keys[row] == key { return row }
            row += 1
        }
        return nil
    }

    /// The rows of those hashes that are there, in their order.
    /// - Parameter rows: room for as many as there are hashes, at most 64.
    /// - Returns: how many they are.
    @inline(__always)
    package func rows(
        of hashes: UnsafeMutableBufferPointer<UInt64>, into rows: UnsafeMutablePointer<Int32>
    ) -> Int {
        Int(
            lb_find_rows(
                keys.baseAddress, Int64(keys.count), buckets.baseAddress!, Int64(Self.bucketBits),
                hashes.baseAddress!, Int64(hashes.count), rows))
    }

    @inline(__always)
    static func key(_ hash: UInt64) -> UInt32 {
        var mixed = hash ^ (hash >> 31)
        mixed = mixed &* 0x7FB5_D329_728E_A185
        mixed ^= mixed >> 27
        mixed = mixed &* 0x81DA_DEF4_BC2D_D44D
        return UInt32(truncatingIfNeeded: mixed >> 32)
    }

    /// Adds the sections of an index of these hashes to a file.
    /// - Returns: the row of each hash.
    package static func write(
        _ hashes: some Sequence<UInt64>, _ name: String, to writer: inout ModelFileWriter
    ) -> [UInt64: Int] {
        let hashes = Array(hashes)
        let keys = Set(hashes.map(key)).sorted()
        var buckets: [UInt32] = []
        var next = 0
        for bucket in 0...(UInt32(1) << bucketBits) {
            while next < keys.count, keys[next] >> (32 - bucketBits) < bucket { next += 1 }
            buckets.append(UInt32(next))
        }
        writer.add("\(name).keys", keys)
        writer.add("\(name).buckets", buckets)
        let rows = Dictionary(uniqueKeysWithValues: keys.enumerated().map { ($1, $0) })
        return Dictionary(hashes.map { ($0, rows[key($0)]!) }, uniquingKeysWith: { a, _ in a })
    }
}
