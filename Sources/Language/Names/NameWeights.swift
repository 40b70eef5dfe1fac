import Kernels

/// A row of the weights of names: one feature, its weight for each label of `EntityTag`.
///
/// Sixteen bytes, read in one piece: bytes 0 to 8 are the weights, bytes 12 to 15 the fingerprint of
/// the feature, 0 where the row is empty.
package struct NameWeightRow: BitwiseCopyable, Sendable {
    package var words: SIMD4<UInt32>

    package init() { words = SIMD4() }

    package init(fingerprint: UInt32, weights: [Int8]) {
        var lanes = SIMD16<UInt8>()
        for (label, weight) in weights.enumerated() { lanes[label] = UInt8(bitPattern: weight) }
        words = unsafeBitCast(lanes, to: SIMD4<UInt32>.self)
        words[3] = fingerprint
    }

    package var fingerprint: UInt32 { words[3] }
}

/// Weights by the hash of a feature: buckets of four rows, which are one line of the cache, read in
/// place. A feature that finds its bucket full is left out; the weightiest come first.
package struct NameWeightTable: Sendable {
    /// `nonisolated(unsafe)`: points into the mapped model file, which is never written and which the
    /// tagger keeps alive.
    nonisolated(unsafe) private let rows: UnsafeBufferPointer<NameWeightRow>

    /// - Parameter rows: as `layOut` made them.
    /// - Returns: `nil` where they are no whole number of buckets.
    init?(_ rows: UnsafeBufferPointer<NameWeightRow>) {
        guard !rows.isEmpty, rows.count % 4 == 0, rows.count < 1 << 31 else { return nil }
        self.rows = rows
    }

    /// Has the weights of some features fetched into the cache.
    @inline(__always)
    func fetch(_ features: UnsafePointer<UInt64>, count: Int) {
        lb_fetch_features(rows.baseAddress!, Int64(rows.count / 4), features, Int64(count))
    }

    /// The sum of the weights of some features, by label.
    /// - Complexity: O(number of features).
    @inline(__always)
    func sum(_ features: UnsafePointer<UInt64>, count: Int) -> SIMD16<Int16> {
        var sum = SIMD16<Int16>()
        withUnsafeMutableBytes(of: &sum) { sum in
            lb_sum_features(
                rows.baseAddress!, Int64(rows.count / 4), features, Int64(count),
                sum.baseAddress!.assumingMemoryBound(to: Int16.self))
        }
        return sum
    }

    /// Where `lb_sum_features` looks for a feature.
    private static func place(_ hash: UInt64, _ rows: Int) -> (bucket: Int, fingerprint: UInt32) {
        (
            Int(truncatingIfNeeded: ((hash >> 32) &* UInt64(rows / 4)) >> 32) * 4,
            UInt32(truncatingIfNeeded: hash) | 1
        )
    }

    /// Lays a table out, in the order of the entries, of which each must be there once.
    /// - Parameter capacity: how many rows, a multiple of four.
    /// - Returns: the rows, and how many entries found a place.
    package static func layOut(
        _ entries: [(feature: UInt64, weights: [Int8])], capacity: Int
    ) -> (rows: [NameWeightRow], kept: Int) {
        var rows = [NameWeightRow](repeating: NameWeightRow(), count: capacity)
        var kept = 0
        for entry in entries {
            let (bucket, fingerprint) = place(entry.feature, capacity)
            guard let row = (bucket..<bucket + 4).first(where: { rows[$0].fingerprint == 0 }) else {
                continue
            }
            rows[row] = NameWeightRow(fingerprint: fingerprint, weights: entry.weights)
            kept += 1
        }
        return (rows, kept)
    }
}

/// The weights of one label after another, for each class of the token that the step leads to.
package struct NameTransitions: Sendable {
    /// By class, then by the label before; lanes are the labels.
    private var rows: [SIMD16<Int16>]

    /// The weight of what cannot be.
    static let never: Int16 = -9000

    /// - Parameter weights: class, label before, label; `labelCount` ² weights a class.
    package init?(_ weights: some Collection<Int16>) {
        let labels = Self.labelCount
        guard weights.count == NameAtoms.transitionCount * labels * labels else { return nil }
        rows = []
        rows.reserveCapacity(NameAtoms.transitionCount * labels)
        var iterator = weights.makeIterator()
        for _ in 0..<NameAtoms.transitionCount {
            for before in 0..<labels {
                var row = SIMD16<Int16>(repeating: Self.never)
                for label in 0..<labels {
                    let weight = max(-4000, min(4000, iterator.next()!))
                    if Self.isAllowed(before: before, label) { row[label] = weight }
                }
                rows.append(row)
            }
        }
    }

    /// How many labels there are: `EntityTag.rawValue` from outside to inside of other names.
    package static let labelCount = 9

    /// Whether a label may follow another: the inside of a name follows a name of its kind.
    package static func isAllowed(before: Int, _ label: Int) -> Bool {
        label == 0 || label % 2 == 1 || before == label || before == label - 1
    }

    @inline(__always)
    func row(_ transition: UInt8, before: Int) -> SIMD16<Int16> {
        rows[Int(transition) * Self.labelCount + before]
    }
}
