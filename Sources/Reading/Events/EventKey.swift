import Text

/// The key of a word in the tables of events: FNV-1a over its lower-cased letters, with `ss` for `ß`, which
/// older and newer spelling write differently.
func eventKey(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var key = EventKey()
    var index = 0
    while index < bytes.count {
        let (scalar, length) = decodeScalar(bytes, index)
        key.add(scalar)
        index += length
    }
    return key.value
}

/// The key of a word.
func eventKey(_ word: some StringProtocol) -> UInt64 {
    Array(word.utf8).withUnsafeBufferPointer { eventKey($0) }
}

/// The key of a word as it grows letter by letter.
struct EventKey {
    private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

    @inline(__always)
    mutating func add(_ scalar: UInt32) {
        if scalar < 0x80 {
            let letter = scalar &- 0x41 < 26 ? scalar | 0x20 : scalar
            value = (value ^ UInt64(letter)) &* 0x100_0000_01b3
            return
        }
        addOther(scalar)
    }

    private mutating func addOther(_ scalar: UInt32) {
        if scalar == 0xDF {
            add(0x73)
            add(0x73)
            return
        }
        value = (value ^ UInt64(lowercased(scalar))) &* 0x100_0000_01b3
    }
}

/// The keys of the ends of a word, from its last letter on: what the heads of compounds are looked up by.
/// - Parameter body: is told the key of each end and how many letters it has; returns whether to go on.
func forEachEnd(
    of bytes: UnsafeBufferPointer<UInt8>, _ body: (_ key: UInt64, _ letters: Int) -> Bool
) {
    var key = EventKey()
    var letters = 0
    var index = bytes.count
    while index > 0 {
        index -= 1
        while index > 0, bytes[index] & 0xC0 == 0x80 { index -= 1 }
        key.add(decodeScalar(bytes, index).0)
        letters += 1
        if !body(key.value, letters) { return }
    }
}

/// The key of a word that is read from its end.
func backwardKey(_ word: some StringProtocol) -> UInt64 {
    var key = EventKey()
    for scalar in word.unicodeScalars.reversed() { key.add(scalar.value) }
    return key.value
}
