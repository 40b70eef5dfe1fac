/// What a Unicode scalar is, as far as segmentation needs to know.
public enum ScalarClass: Sendable {
    case letter, digit, space, newline, mark
}

/// The class of a scalar. Letters and combining marks of every script count as `letter`; what is
/// neither letter, digit nor white space is a `mark`.
@inlinable
public func scalarClass(_ scalar: UInt32) -> ScalarClass {
    if scalar < 0x80 {
        switch scalar {
        case 0x30...0x39: return .digit
        case 0x41...0x5A, 0x61...0x7A, 0x5F: return .letter
        case 0x0A, 0x0B, 0x0C, 0x0D: return .newline
        case 0x20, 0x09: return .space
        default: return scalar < 0x20 ? .space : .mark
        }
    }
    switch scalar {
    case 0x85, 0x2028, 0x2029: return .newline
    case 0xA0, 0x1680, 0x2000...0x200F, 0x202A...0x202F, 0x205F...0x2064, 0x2066...0x206F, 0x3000,
        0xFEFF:
        return .space
    case 0xAA, 0xB5, 0xBA: return .letter
    case 0x80...0xBF, 0xD7, 0xF7: return .mark
    case 0x2010...0x2027, 0x2030...0x205E, 0x20A0...0x20CF, 0x2190...0x2BFF: return .mark
    case 0x3001...0x3004, 0x3008...0x3020, 0x3030: return .mark
    case 0xFE30...0xFE6F, 0xFF01...0xFF0F, 0xFF1A...0xFF20, 0xFFFC, 0xFFFD: return .mark
    default: return .letter
    }
}
