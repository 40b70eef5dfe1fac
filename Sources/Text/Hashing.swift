/// FNV-1a over the lower-cased letters of a form: equal for forms that differ in case only.
///
/// Lower-cases ASCII, Latin-1, Latin Extended-A, Greek and Cyrillic by their Unicode code points;
/// a typographic apostrophe counts as a straight one. Never 0, which tables use for "empty".
@inlinable
public func foldedHash(_ bytes: some Collection<UInt8>) -> UInt64 {
    bytes.withContiguousStorageIfAvailable { foldedHash(buffer: $0) }
        ?? Array(bytes).withUnsafeBufferPointer { foldedHash(buffer: $0) }
}

/// `foldedHash` over a buffer that is already at hand.
@inlinable
public func foldedHash(buffer: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    var index = 0
    while index < buffer.count {
        let byte = buffer[index]
        if byte < 0x80 {
            let lower = byte &- 65 < 26 ? byte | 0x20 : byte
            hash = (hash ^ UInt64(lower)) &* 0x100_0000_01b3
            index += 1
            continue
        }
        let (scalar, length) = decodeScalar(buffer, index)
        hash = (hash ^ UInt64(lowercased(scalar))) &* 0x100_0000_01b3
        index += length
    }
    return hash == 0 ? 1 : hash
}

/// The Unicode scalar at `index` and its length in bytes; malformed bytes count one each.
@inlinable
public func decodeScalar(_ buffer: UnsafeBufferPointer<UInt8>, _ index: Int) -> (UInt32, Int) {
    let byte = UInt32(buffer[index])
    if byte < 0x80 { return (byte, 1) }
    let left = buffer.count - index
    if byte >= 0xF0, left >= 4 {
        let tail =
            (UInt32(buffer[index + 1]) & 0x3F) << 12 | (UInt32(buffer[index + 2]) & 0x3F) << 6
            | (UInt32(buffer[index + 3]) & 0x3F)
        return ((byte & 0x07) << 18 | tail, 4)
    }
    if byte >= 0xE0, left >= 3 {
        return (
            (byte & 0x0F) << 12 | (UInt32(buffer[index + 1]) & 0x3F) << 6
                | (UInt32(buffer[index + 2]) & 0x3F), 3
        )
    }
    if byte >= 0xC0, left >= 2 {
        return ((byte & 0x1F) << 6 | (UInt32(buffer[index + 1]) & 0x3F), 2)
    }
    return (0xFFFD, 1)
}

/// Lower case of the scripts that names in the news come in; other scalars stay as they are.
@inlinable
public func lowercased(_ scalar: UInt32) -> UInt32 {
    switch scalar {
    case 0x41...0x5A: scalar + 32
    case 0xC0...0xD6, 0xD8...0xDE: scalar + 32
    case 0x100...0x137, 0x14A...0x177: scalar | 1
    case 0x139...0x148, 0x179...0x17E: scalar % 2 == 1 ? scalar + 1 : scalar
    case 0x178: 0xFF
    case 0x391...0x3A9: scalar + 32
    case 0x400...0x40F: scalar + 80
    case 0x410...0x42F: scalar + 32
    case 0x2019: 0x27
    default: scalar
    }
}

/// Whether a scalar is an upper-case letter of those scripts.
@inlinable
public func isUppercase(_ scalar: UInt32) -> Bool {
    scalar != 0x2019 && lowercased(scalar) != scalar
}

/// Bytes as hexadecimal digits in small letters, two each: how ids and digests are written.
public func hexDigits(_ bytes: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var out: [UInt8] = []
    for byte in bytes {
        out.append(digits[Int(byte >> 4)])
        out.append(digits[Int(byte & 15)])
    }
    return String(decoding: out, as: UTF8.self)
}
