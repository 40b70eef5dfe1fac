/// Random numbers that are the same everywhere (SplitMix64, Steele et al. 2014).
struct SplitMix {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }

    /// At least 0, less than 1.
    mutating func unit() -> Float { Float(next() >> 40) / Float(1 << 24) }

    /// Between -bound and bound.
    mutating func uniform(_ bound: Float) -> Float { (2 * unit() - 1) * bound }

    mutating func shuffle<Element>(_ array: inout [Element]) {
        guard array.count > 1 else { return }
        for index in (1..<array.count).reversed() {
            array.swapAt(index, Int(next() % UInt64(index + 1)))
        }
    }
}
