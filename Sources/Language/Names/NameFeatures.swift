/// The groups of features, so that each can be left out and measured.
package struct NameFeatureGroups: OptionSet, Sendable {
    package let rawValue: UInt32
    package init(rawValue: UInt32) { self.rawValue = rawValue }

    package static let names = [
        "affixes", "shapes", "neighbours", "wordclasses", "gazetteer", "lists", "quotes", "hyphens",
        "runs",
    ]
    package static let affixes = NameFeatureGroups(rawValue: 1)
    package static let shapes = NameFeatureGroups(rawValue: 2)
    package static let neighbours = NameFeatureGroups(rawValue: 4)
    package static let wordClasses = NameFeatureGroups(rawValue: 8)
    package static let gazetteer = NameFeatureGroups(rawValue: 16)
    package static let lists = NameFeatureGroups(rawValue: 32)
    package static let quotes = NameFeatureGroups(rawValue: 64)
    package static let hyphens = NameFeatureGroups(rawValue: 128)
    package static let runs = NameFeatureGroups(rawValue: 256)
    package static let all = NameFeatureGroups(rawValue: 511)
}

/// The features of a token in its sentence: hashes of a template and of atoms around the token.
package struct NameFeatureReader {
    /// No token has more features than this.
    package static let limit = 128

    private let groups: NameFeatureGroups
    private let outside = NameAtoms()

    package init(groups: NameFeatureGroups) { self.groups = groups }

    /// Writes the features of token `index` to `features`.
    /// - Parameter sentence: atoms of the sentence only; what lies beyond its ends is one empty atom.
    /// - Returns: how many they are, at most `limit`.
    @inline(__always)
    package func read(
        _ index: Int, of sentence: UnsafeBufferPointer<NameAtoms>,
        into features: UnsafeMutablePointer<UInt64>
    ) -> Int {
        var writer = FeatureWriter(features)
        let atoms = sentence.baseAddress!
        withUnsafePointer(to: outside) { none in
            let here = atoms + index
            let left = index > 0 ? UnsafePointer(atoms + (index - 1)) : none
            let right = index + 1 < sentence.count ? UnsafePointer(atoms + (index + 1)) : none
            let left2 = index > 1 ? UnsafePointer(atoms + (index - 2)) : none
            let right2 = index + 2 < sentence.count ? UnsafePointer(atoms + (index + 2)) : none
            let caps: UInt64 = (here.pointee.isCapitalised ? 1 : 0) | (index == 0 ? 2 : 0)

            writer.add(1, caps)
            writer.add(2, here.pointee.form)
            writer.add(3, here.pointee.folded)
            if groups.contains(.neighbours) {
                writer.add(4, left.pointee.form)
                writer.add(5, right.pointee.form)
                writer.add(6, left2.pointee.form)
                writer.add(7, right2.pointee.form)
                writer.add(8, left.pointee.form, here.pointee.form)
                writer.add(9, here.pointee.form, right.pointee.form)
                writer.add(10, left.pointee.form, here.pointee.shape)
                writer.add(11, right.pointee.form, here.pointee.shape)
                writer.add(12, left2.pointee.form, left.pointee.form)
                writer.add(13, right.pointee.form, right2.pointee.form)
            }
            if groups.contains(.affixes) {
                writer.add(14, UInt64(here.pointee.prefixes[0]))
                writer.add(15, UInt64(here.pointee.prefixes[1]))
                writer.add(16, UInt64(here.pointee.prefixes[2]))
                for length in 0..<6 {
                    writer.add(17 + UInt64(length), UInt64(here.pointee.suffixes[length]), caps & 1)
                }
                writer.add(23, UInt64(left.pointee.suffixes[2]), here.pointee.shape)
                writer.add(24, UInt64(right.pointee.suffixes[2]), here.pointee.shape)
                writer.add(25, UInt64(left.pointee.suffixes[3]), UInt64(left.pointee.shape))
                writer.add(26, UInt64(right.pointee.suffixes[3]), UInt64(right.pointee.shape))
            }
            if groups.contains(.shapes) {
                writer.add(27, here.pointee.shape, index == 0 ? 1 : 0)
                writer.add(28, left.pointee.shape, here.pointee.shape)
                writer.add(29, here.pointee.shape, right.pointee.shape)
                writer.add(30, left.pointee.shape &* 64 &+ right.pointee.shape, here.pointee.shape)
                writer.add(31, left2.pointee.shape &* 64 &+ left.pointee.shape, here.pointee.shape)
                writer.add(
                    32, right.pointee.shape &* 64 &+ right2.pointee.shape, here.pointee.shape)
            }
            if groups.contains(.wordClasses) {
                let centre = UInt64(here.pointee.wordClass)
                let before = UInt64(left.pointee.wordClass)
                let behind = UInt64(right.pointee.wordClass)
                writer.add(33, centre, caps)
                writer.add(34, before, caps)
                writer.add(35, behind, caps)
                writer.add(36, UInt64(left2.pointee.wordClass), caps)
                writer.add(37, UInt64(right2.pointee.wordClass), caps)
                writer.add(38, before << 32 | centre, caps)
                writer.add(39, centre << 32 | behind, caps)
                writer.add(40, before << 32 | behind, caps)
                writer.add(41, UInt64(left2.pointee.wordClass) << 32 | before, caps)
                writer.add(42, behind << 32 | UInt64(right2.pointee.wordClass), caps)
                coarseClasses(here, left, right, left2, right2, caps, into: &writer)
            }
            if groups.contains(.gazetteer) {
                gazetteer(here, left, right, left2, right2, caps, into: &writer)
            }
            if groups.contains(.lists) {
                writer.add(60, here.pointee.classes, caps)
                writer.add(61, left.pointee.classes, caps)
                writer.add(62, right.pointee.classes, caps)
                writer.add(63, left2.pointee.classes, left.pointee.classes)
                writer.add(64, right.pointee.classes, right2.pointee.classes)
            }
            if groups.contains(.quotes), here.pointee.quoted != 0 {
                writer.add(65, UInt64(here.pointee.quoted), caps)
                writer.add(66, UInt64(here.pointee.quoted), here.pointee.shape)
                writer.add(67, UInt64(here.pointee.quoted), left.pointee.form)
                writer.add(68, UInt64(here.pointee.quoted), right.pointee.form)
            }
            if groups.contains(.hyphens), here.pointee.lastPart != 0 {
                writer.add(69, UInt64(here.pointee.firstPart.rawValue), 0)
                writer.add(70, UInt64(here.pointee.lastPart), 0)
            }
            if groups.contains(.runs), here.pointee.runLength > 0 {
                let place = UInt64(here.pointee.runLength) << 2 | UInt64(here.pointee.runPlace)
                writer.add(80, place, index == 0 ? 1 : 0)
                writer.add(81, UInt64(here.pointee.runFirst.rawValue), place)
                writer.add(82, UInt64(here.pointee.runLast.rawValue), place)
                writer.add(83, UInt64(here.pointee.runAll.rawValue), place)
                writer.add(84, here.pointee.runBefore, place & 3)
                writer.add(85, here.pointee.runBehind, place & 3)
                writer.add(86, UInt64(here.pointee.runAll.rawValue), here.pointee.runBefore)
                writer.add(87, UInt64(here.pointee.runAll.rawValue), here.pointee.runBehind)
                writer.add(88, here.pointee.runBefore, here.pointee.runBehind)
                writer.add(105, here.pointee.runClasses >> 32, place & 3)
                writer.add(106, here.pointee.runClasses & 0xFFFF_FFFF, place & 3)
                if here.pointee.runLength > 1 {
                    writer.add(107, here.pointee.runHead, place & 3)
                    writer.add(108, here.pointee.runTail, place & 3)
                    writer.add(109, UInt64(here.pointee.runSuffix), place & 3)
                    writer.add(110, here.pointee.runEnds, place)
                    writer.add(111, here.pointee.runEnds & 0xFFFF_FFFF, place)
                }
                var bits = here.pointee.runAll.rawValue
                while bits != 0 {
                    writer.add(89, UInt64(bits.trailingZeroBitCount), place)
                    bits &= bits - 1
                }
            }
        }
        return writer.count
    }

    /// Beginnings of the way down the tree of word classes: classes of classes (Ratinov and Roth 2009).
    @inline(__always)
    private func coarseClasses(
        _ here: UnsafePointer<NameAtoms>, _ left: UnsafePointer<NameAtoms>,
        _ right: UnsafePointer<NameAtoms>, _ left2: UnsafePointer<NameAtoms>,
        _ right2: UnsafePointer<NameAtoms>, _ caps: UInt64, into writer: inout FeatureWriter
    ) {
        for step in 0..<3 {
            let template = 90 + UInt64(step)
            let steps = 4 + step * (step + 3) / 2
            writer.add(template, here.pointee.classPrefix(steps), caps)
            writer.add(template + 3, left.pointee.classPrefix(steps), caps)
            writer.add(template + 6, right.pointee.classPrefix(steps), caps)
        }
        writer.add(99, left2.pointee.classPrefix(7), caps)
        writer.add(100, right2.pointee.classPrefix(7), caps)
        let centre = here.pointee.classPrefix(7)
        writer.add(101, left.pointee.classPrefix(7) << 16 | centre, caps)
        writer.add(102, centre << 16 | right.pointee.classPrefix(7), caps)
        writer.add(
            103, left.pointee.classPrefix(6) << 32 | centre << 16 | right.pointee.classPrefix(6),
            caps)
        writer.add(104, UInt64(here.pointee.facts.rawValue), centre)
    }

    @inline(__always)
    private func gazetteer(
        _ here: UnsafePointer<NameAtoms>, _ left: UnsafePointer<NameAtoms>,
        _ right: UnsafePointer<NameAtoms>, _ left2: UnsafePointer<NameAtoms>,
        _ right2: UnsafePointer<NameAtoms>, _ caps: UInt64, into writer: inout FeatureWriter
    ) {
        let facts = UInt64(here.pointee.facts.rawValue)
        let before = UInt64(left.pointee.facts.rawValue)
        let behind = UInt64(right.pointee.facts.rawValue)
        writer.add(43, facts, caps << 1 | (here.pointee.isGenitive ? 1 : 0))
        writer.add(44, before, caps)
        writer.add(45, behind, caps)
        writer.add(46, before << 32 | facts, caps & 1)
        writer.add(47, facts << 32 | behind, caps & 1)
        writer.add(48, facts, left.pointee.form)
        writer.add(49, facts, right.pointee.form)
        writer.add(50, facts, here.pointee.shape)
        writer.add(
            51, facts, UInt64(left.pointee.wordClass) << 32 | UInt64(right.pointee.wordClass))
        var bits = UInt32(truncatingIfNeeded: facts)
        while bits != 0 {
            writer.add(52, UInt64(bits.trailingZeroBitCount), caps)
            bits &= bits - 1
        }
        bits = left.pointee.facts.rawValue
        while bits != 0 {
            writer.add(53, UInt64(bits.trailingZeroBitCount), caps & 1)
            bits &= bits - 1
        }
        bits = right.pointee.facts.rawValue
        while bits != 0 {
            writer.add(54, UInt64(bits.trailingZeroBitCount), caps & 1)
            bits &= bits - 1
        }
        if here.pointee.phrasePlace != 0 {
            let place = UInt64(here.pointee.phrasePlace)
            writer.add(55, UInt64(here.pointee.phrase.rawValue), place)
            bits = here.pointee.phrase.rawValue
            while bits != 0 {
                writer.add(56, UInt64(bits.trailingZeroBitCount), place)
                bits &= bits - 1
            }
        }
        if left.pointee.phrasePlace != 0 || right.pointee.phrasePlace != 0 {
            writer.add(
                57, UInt64(left.pointee.phrase.rawValue), UInt64(right.pointee.phrase.rawValue))
        }
        writer.add(58, facts, UInt64(left.pointee.classes))
        writer.add(59, facts, UInt64(right.pointee.classes))
    }
}

/// Appends features to a buffer. The lowest seven bits of a feature are its template.
private struct FeatureWriter {
    private let features: UnsafeMutablePointer<UInt64>
    private(set) var count = 0

    init(_ features: UnsafeMutablePointer<UInt64>) { self.features = features }

    @inline(__always)
    mutating func add(_ template: UInt64, _ first: UInt64, _ second: UInt64 = 0) {
        guard count < NameFeatureReader.limit else { return }
        var hash = (first ^ template &* 0x9e37_79b9_7f4a_7c15) &* 0xff51_afd7_ed55_8ccd
        hash = (hash ^ hash >> 32 ^ second) &* 0xc4ce_b9fe_1a85_ec53
        features[count] = (hash ^ hash >> 29) & ~127 | template
        count += 1
    }
}
