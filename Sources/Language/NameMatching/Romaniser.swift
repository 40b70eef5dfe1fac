import Text

/// From the letters of a script to the spelling that `SoundTable` reads: `letters.tsv`, and for Hangul and Han the
/// syllables of Unicode and of `pinyin.counted.tsv`.
///
/// Sources: ISO 9, BGN/PCGN and Duden for Cyrillic, ISO 843 for Greek, DIN 31635 for Arabic, the Revised
/// Romanisation (2000) for Hangul.
struct Romaniser: Sendable {
    private var single: [UInt32: [UInt8]] = [:]
    private var low: [[UInt8]?] = Array(repeating: nil, count: 0x700)
    private var double: [UInt64: [UInt8]] = [:]
    private var ukrainian: [UInt32: [UInt8]] = [:]
    private var pinyin: [UInt32: [UInt8]] = [:]

    init(folder: String) throws {
        for line in try DataFile(folder + "/latin.counted.tsv").lines {
            let fields = line.text.split(separator: "\t")
            guard fields.count == 2 else { continue }
            for scalar in fields[1].unicodeScalars { put(scalar.value, Array(fields[0].utf8)) }
        }
        let letters = try DataFile(folder + "/letters.tsv")
        for line in letters.lines {
            let fields = line.text.split(separator: "\t")
            guard fields.count == 3 else {
                throw DataError.malformed(
                    path: letters.path, line: line.number, expected: "script, spelling, letters")
            }
            let spelling = fields[1] == "-" ? [] : Array(fields[1].utf8)
            for item in fields[2].split(separator: " ") {
                let scalars = item.unicodeScalars.map(\.value)
                if fields[0] == "ukrainian" {
                    ukrainian[scalars[0]] = spelling
                } else if scalars.count == 2 {
                    double[UInt64(scalars[0]) << 32 | UInt64(scalars[1])] = spelling
                } else {
                    put(scalars[0], spelling)
                }
            }
        }
        for line in try DataFile(folder + "/pinyin.counted.tsv").lines {
            let fields = line.text.split(separator: "\t")
            guard fields.count == 2 else { continue }
            for scalar in fields[1].unicodeScalars { pinyin[scalar.value] = Array(fields[0].utf8) }
        }
    }

    private mutating func put(_ scalar: UInt32, _ spelling: [UInt8]) {
        if scalar < 0x700 { low[Int(scalar)] = spelling } else { single[scalar] = spelling }
    }

    /// What a letter belongs to.
    enum Script {
        case latin, cyrillic, greek, arabic, hangul, han, digit, none
    }

    func script(_ scalar: UInt32) -> Script {
        switch scalar {
        case 0x30...0x39: .digit
        case 0x41...0x5A, 0x61...0x7A, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x24F, 0x259,
            0x1E00...0x1EFF:
            .latin
        case 0x370...0x3FF: .greek
        case 0x400...0x52F: .cyrillic
        case 0x621...0x6D3: .arabic
        case 0x660...0x669, 0x6F0...0x6F9: .digit
        case 0xAC00...0xD7A3: .hangul
        case 0x4E00...0x9FFF: .han
        default: .none
        }
    }

    /// Appends the spelling of one letter, or of two that belong together; returns how many they were.
    /// - Parameter isUkrainian: read the Cyrillic letters in their Ukrainian way.
    func append(
        _ scalar: UInt32, next: UInt32?, isUkrainian: Bool, to spelling: inout [UInt8]
    ) -> Int {
        if scalar < 0x80 {
            spelling.append(UInt8(scalar))
            return 1
        }
        if let next, let both = double[UInt64(scalar) << 32 | UInt64(next)] {
            spelling += both
            return 2
        }
        if isUkrainian, let own = ukrainian[scalar] {
            spelling += own
        } else if scalar < 0x700 {
            if let known = low[Int(scalar)] { spelling += known }
        } else if let known = single[scalar] {
            spelling += known
        } else if (0xAC00...0xD7A3).contains(scalar) {
            spelling += Self.hangul(scalar)
        } else if let known = pinyin[scalar] {
            spelling += known
        }
        return 1
    }

    private static let initials = [
        "g", "k", "n", "d", "t", "r", "m", "b", "p", "s", "s", "", "j", "j", "ch", "k", "t", "p",
        "h",
    ].map { Array($0.utf8) }
    private static let medials = [
        "a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo",
        "we",
        "wi", "yu", "eu", "ui", "i",
    ].map { Array($0.utf8) }
    private static let finals = [
        "", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l", "p", "l", "m", "p",
        "p",
        "t", "t", "ng", "t", "t", "k", "t", "p", "t",
    ].map { Array($0.utf8) }

    /// A Hangul syllable comes apart by arithmetic (Unicode, chapter 3.12).
    private static func hangul(_ scalar: UInt32) -> [UInt8] {
        let index = Int(scalar - 0xAC00)
        return initials[index / 588] + medials[index % 588 / 28] + finals[index % 28]
    }
}
