import Foundation

/// Turns bytes into UTF-8. The order of belief is the one of browsers: byte order mark, transport, what the
/// text says of itself; before all but the first the bytes are tried, since labels are often wrong.
enum Charset {
    struct Decoded {
        var bytes: [UInt8]
        var name: String
        /// Whether bytes were replaced because they belong to no character.
        var isRepaired: Bool
    }

    /// - Parameters:
    ///   - transport: the charset that HTTP or MIME names.
    ///   - declared: the charset that the text itself names.
    static func decode(_ bytes: [UInt8], transport: String?, declared: String?) -> Decoded {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return utf8(Array(bytes.dropFirst(3))) }
        if bytes.starts(with: [0xFF, 0xFE]) { return utf16(bytes.dropFirst(2), bigEndian: false) }
        if bytes.starts(with: [0xFE, 0xFF]) { return utf16(bytes.dropFirst(2), bigEndian: true) }
        // UTF-16 without its mark: every second byte of "<html" is zero.
        if bytes.count >= 4, bytes[0] == 0, bytes[1] != 0, bytes[2] == 0 {
            return utf16(bytes[...], bigEndian: true)
        }
        if bytes.count >= 4, bytes[1] == 0, bytes[0] != 0, bytes[3] == 0 {
            return utf16(bytes[...], bigEndian: false)
        }
        let isUTF8 = isValidUTF8(bytes)
        if isUTF8 {
            let label = (transport ?? declared).map(normalised)
            // Seven-bit encodings look like ASCII and are not.
            if label == "iso-2022-jp" || label == "hz-gb-2312",
                let text = converted(bytes, from: label!)
            {
                return Decoded(bytes: text, name: label!, isRepaired: false)
            }
            return Decoded(bytes: withoutControls(bytes), name: "utf-8", isRepaired: false)
        }
        for label in [transport, declared].compactMap({ $0.map(normalised) }) {
            if label == "utf-8" || label == "utf-16" { continue }
            if let table = singleByte(label) {
                return Decoded(bytes: decoded(bytes, table), name: label, isRepaired: false)
            }
            if let text = converted(bytes, from: label) {
                return Decoded(bytes: text, name: label, isRepaired: false)
            }
        }
        // Mostly UTF-8 with a few stray bytes, or the usual encoding of western pages.
        let broken = countBroken(bytes)
        let high = bytes.count { $0 >= 0x80 }
        if broken * 4 < high { return utf8(bytes) }
        return Decoded(bytes: decoded(bytes, windows1252), name: "windows-1252", isRepaired: false)
    }

    /// Controls from U+0080 to U+009F are Windows 1252 that somebody took for Latin 1 (as the numbers of
    /// characters are, HTML standard, 13.2.5.80).
    private static func withoutControls(_ bytes: [UInt8]) -> [UInt8] {
        let isControl = { (index: Int) in
            bytes[index] == 0xC2 && index + 1 < bytes.count && bytes[index + 1] < 0xA0
        }
        var found = bytes.firstIndex(of: 0xC2)
        while let place = found, !isControl(place) {
            found = bytes[(place + 1)...].firstIndex(of: 0xC2)
        }
        guard let first = found else { return bytes }
        var result = Array(bytes[..<first])
        var index = first
        while index < bytes.count {
            if isControl(index) {
                result += decoded([bytes[index + 1]], windows1252)
                index += 2
            } else {
                result.append(bytes[index])
                index += 1
            }
        }
        return result
    }

    /// The charset named by `<meta charset>` or `http-equiv`, or by an XML declaration, in the first bytes.
    static func declared(in bytes: [UInt8]) -> String? {
        let head = String(decoding: bytes.prefix(4096).map { $0 < 0x80 ? $0 : 0x3F }, as: UTF8.self)
            .lowercased()
        for marker in ["charset=", "encoding="] {
            var rest = head[...]
            while let range = rest.range(of: marker) {
                let value = rest[range.upperBound...].drop { $0 == "\"" || $0 == "'" || $0 == " " }
                    .prefix { $0.isLetter || $0.isNumber || "-_:.".contains($0) }
                if !value.isEmpty { return String(value) }
                rest = rest[range.upperBound...]
            }
        }
        return nil
    }

    /// The charset of a `Content-Type`.
    static func named(in contentType: String?) -> String? {
        guard let lower = contentType?.lowercased(), let range = lower.range(of: "charset=") else {
            return nil
        }
        let value = lower[range.upperBound...].drop { $0 == "\"" || $0 == "'" || $0 == " " }
            .prefix { $0.isLetter || $0.isNumber || "-_:.".contains($0) }
        return value.isEmpty ? nil : String(value)
    }

    private static func utf8(_ bytes: [UInt8]) -> Decoded {
        if isValidUTF8(bytes) { return Decoded(bytes: bytes, name: "utf-8", isRepaired: false) }
        return Decoded(
            bytes: Array(String(decoding: bytes, as: UTF8.self).utf8), name: "utf-8",
            isRepaired: true)
    }

    static func isValidUTF8(_ bytes: [UInt8]) -> Bool {
        String(validating: bytes, as: UTF8.self) != nil
    }

    private static func countBroken(_ bytes: [UInt8]) -> Int {
        var broken = 0
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            let length =
                byte < 0x80
                ? 1
                : byte >= 0xC2 && byte < 0xE0
                    ? 2 : byte >= 0xE0 && byte < 0xF0 ? 3 : byte >= 0xF0 && byte < 0xF5 ? 4 : 0
            if length > 0, index + length <= bytes.count,
                bytes[(index + 1)..<(index + length)].allSatisfy({ $0 & 0xC0 == 0x80 })
            {
                index += length
            } else {
                broken += 1
                index += 1
            }
        }
        return broken
    }

    private static func utf16(_ bytes: ArraySlice<UInt8>, bigEndian: Bool) -> Decoded {
        var units: [UInt16] = []
        units.reserveCapacity(bytes.count / 2)
        var index = bytes.startIndex
        while index + 1 < bytes.endIndex {
            let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
            units.append(bigEndian ? first << 8 | second : second << 8 | first)
            index += 2
        }
        let text = String(decoding: units, as: UTF16.self)
        let isRepaired = text.utf16.count != units.count || text.unicodeScalars.contains("\u{FFFD}")
        return Decoded(
            bytes: Array(text.utf8), name: bigEndian ? "utf-16be" : "utf-16le",
            isRepaired: isRepaired)
    }

    private static func normalised(_ label: String) -> String {
        switch label.lowercased().trimmingCharacters(in: .whitespaces) {
        case "utf8", "utf-8", "unicode-1-1-utf-8": "utf-8"
        case "iso-8859-1", "iso8859-1", "iso_8859-1", "latin1", "latin-1", "l1", "us-ascii",
            "ascii", "ansi", "cp1252", "windows-1252", "x-cp1252", "windows1252", "win-1252":
            // What pages call Latin 1 is read as Windows 1252 (WHATWG Encoding Standard, 4.2).
            "windows-1252"
        case "iso-8859-15", "iso8859-15", "iso_8859-15", "latin-9", "latin9", "l9": "iso-8859-15"
        case let other: other
        }
    }

    private static func singleByte(_ label: String) -> [UInt16]? {
        switch label {
        case "windows-1252": windows1252
        case "iso-8859-15": latin9
        default: nil
        }
    }

    /// The characters of the bytes from 0x80 on.
    private static let windows1252: [UInt16] =
        [
            0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
            0x2039, 0x0152, 0x8D,
            0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC,
            0x2122, 0x0161, 0x203A,
            0x0153, 0x9D, 0x017E, 0x0178,
        ] + (0xA0...0xFF)

    private static let latin9: [UInt16] = {
        // Real pages put Windows characters between 0x80 and 0x9F here too.
        var table = windows1252
        for (byte, character) in [
            (0xA4, 0x20AC), (0xA6, 0x160), (0xA8, 0x161), (0xB4, 0x17D), (0xB8, 0x17E),
            (0xBC, 0x152), (0xBD, 0x153), (0xBE, 0x178),
        ] {
            table[byte - 0x80] = UInt16(character)
        }
        return table
    }()

    private static func decoded(_ bytes: [UInt8], _ table: [UInt16]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count + bytes.count / 8)
        for byte in bytes {
            if byte < 0x80 {
                result.append(byte)
            } else {
                let value = table[Int(byte) - 0x80]
                if value < 0x800 {
                    result.append(0xC0 | UInt8(value >> 6))
                } else {
                    result.append(0xE0 | UInt8(value >> 12))
                    result.append(0x80 | UInt8(value >> 6 & 0x3F))
                }
                result.append(0x80 | UInt8(value & 0x3F))
            }
        }
        return result
    }

    /// By the C library's iconv; bytes that belong to no character become U+FFFD.
    private static func converted(_ bytes: [UInt8], from label: String) -> [UInt8]? {
        let converter = iconv_open("UTF-8", label)
        guard converter != iconv_t(bitPattern: -1) else { return nil }
        defer { iconv_close(converter) }
        var input = bytes.map { CChar(bitPattern: $0) }
        var result: [UInt8] = []
        var buffer = [CChar](repeating: 0, count: 1 << 16)
        input.withUnsafeMutableBufferPointer { input in
            var source = input.baseAddress
            var left = input.count
            while left > 0 {
                let before = left
                let status = buffer.withUnsafeMutableBufferPointer { buffer -> (Int, Int32) in
                    var target = buffer.baseAddress
                    var room = buffer.count
                    let status = iconv(converter, &source, &left, &target, &room)
                    let problem = errno
                    for index in 0..<(buffer.count - room) {
                        result.append(UInt8(bitPattern: buffer[index]))
                    }
                    return (status == -1 ? -1 : 0, problem)
                }
                if status.0 == -1, status.1 != E2BIG {
                    result += [0xEF, 0xBF, 0xBD]
                    source = source.map { $0 + 1 }
                    left -= 1
                } else if left == before {
                    break
                }
            }
        }
        return result
    }
}
