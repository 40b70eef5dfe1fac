import Foundation

/// A mail (RFC 5322, MIME): who, what, when, and its best body.
struct MailMessage {
    var fields: [String: String]
    /// HTML, where the mail has it; else plain text.
    var html: String?
    var plain: String?

    var subject: String? { fields["subject"].map(MailMessage.decodedWords) }
    var sender: String? { fields["from"].map(MailMessage.decodedWords) }

    init(_ bytes: ArraySlice<UInt8>, limits: IntakeLimits) {
        let head = HeaderBlock(bytes, hasFirstLine: false, limit: 1 << 18)
        fields = head.fields
        var parts = 0
        // Parts inside parts wait here: no recursion.
        var queue: [(body: ArraySlice<UInt8>, fields: [String: String], level: Int)] = [
            (bytes[head.end...], fields, 0)
        ]
        while let (body, fields, level) = queue.popLast(), parts < 1000 {
            parts += 1
            let type = (fields["content-type"] ?? "text/plain").lowercased()
            if type.hasPrefix("multipart/"), level < min(limits.depth, 32),
                let boundary = MailMessage.parameter("boundary", fields["content-type"]!)
            {
                for part in MailMessage.split(body, boundary).reversed() {
                    let head = HeaderBlock(part, hasFirstLine: false)
                    queue.append((part[head.end...], head.fields, level + 1))
                }
                continue
            }
            if type.hasPrefix("message/rfc822"), level < min(limits.depth, 32) {
                let inner = HeaderBlock(body, hasFirstLine: false)
                queue.append((body[inner.end...], inner.fields, level + 1))
                continue
            }
            guard type.hasPrefix("text/"),
                fields["content-disposition"]?.lowercased().hasPrefix("attachment") != true
            else { continue }
            let decoded = MailMessage.transfer(body, fields["content-transfer-encoding"])
            let isHTML = type.hasPrefix("text/html")
            let text = Charset.decode(
                decoded, transport: MailMessage.parameter("charset", fields["content-type"] ?? ""),
                declared: isHTML ? Charset.declared(in: decoded) : nil)
            let string = String(decoding: text.bytes, as: UTF8.self)
            if isHTML {
                if html == nil { html = string }
            } else if plain == nil, type.hasPrefix("text/plain") {
                plain = string
            }
        }
    }

    private static func parameter(_ name: String, _ field: String) -> String? {
        guard let range = field.range(of: name + "=", options: .caseInsensitive) else { return nil }
        let rest = field[range.upperBound...]
        if rest.first == "\"" { return String(rest.dropFirst().prefix { $0 != "\"" }) }
        return String(rest.prefix { $0 != ";" && !$0.isWhitespace })
    }

    /// The parts between lines that begin with `--boundary`.
    private static func split(_ body: ArraySlice<UInt8>, _ boundary: String) -> [ArraySlice<UInt8>]
    {
        let mark = Array("--\(boundary)".utf8)
        var parts: [ArraySlice<UInt8>] = []
        var start: Int?
        var line = body.startIndex
        while line < body.endIndex {
            var end = line
            while end < body.endIndex, body[end] != 10 { end += 1 }
            if body[line..<end].starts(with: mark) {
                if let start { parts.append(body[start..<line]) }
                start = min(end + 1, body.endIndex)
                if body[line..<end].dropFirst(mark.count).starts(with: [45, 45]) { return parts }
            }
            line = end + 1
        }
        if let start { parts.append(body[start...]) }
        return parts
    }

    static func transfer(_ body: ArraySlice<UInt8>, _ encoding: String?) -> [UInt8] {
        switch encoding?.lowercased().trimmingCharacters(in: .whitespaces) {
        case "base64": return base64(body)
        case "quoted-printable": return quotedPrintable(body, isWord: false)
        default: return Array(body)
        }
    }

    static func base64(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count * 3 / 4)
        var value: UInt32 = 0
        var bits = 0
        for byte in bytes {
            let digit: UInt32
            switch byte {
            case 0x41...0x5A: digit = UInt32(byte - 0x41)
            case 0x61...0x7A: digit = UInt32(byte - 0x61) + 26
            case 0x30...0x39: digit = UInt32(byte - 0x30) + 52
            case 0x2B, 0x2D: digit = 62
            case 0x2F, 0x5F: digit = 63
            default: continue
            }
            value = (value << 6 | digit) & 0xFFFFFF
            bits += 6
            if bits >= 8 {
                bits -= 8
                result.append(UInt8(truncatingIfNeeded: value >> UInt32(bits)))
            }
        }
        return result
    }

    static func quotedPrintable(_ bytes: ArraySlice<UInt8>, isWord: Bool) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var index = bytes.startIndex
        while index < bytes.endIndex {
            let byte = bytes[index]
            if byte == UInt8(ascii: "="), index + 2 < bytes.endIndex,
                let high = hexValue(bytes[index + 1]), let low = hexValue(bytes[index + 2])
            {
                result.append(UInt8(high << 4 | low))
                index += 3
            } else if byte == UInt8(ascii: "="), !isWord {
                index += 1
                while index < bytes.endIndex,
                    bytes[index] == 32 || bytes[index] == 9 || bytes[index] == 13
                { index += 1 }
                if index < bytes.endIndex, bytes[index] == 10 { index += 1 }
            } else {
                result.append(isWord && byte == UInt8(ascii: "_") ? 32 : byte)
                index += 1
            }
        }
        return result
    }

    /// `=?UTF-8?Q?Gr=C3=BC=C3=9Fe?=` (RFC 2047).
    static func decodedWords(_ text: String) -> String {
        guard text.contains("=?") else { return text }
        var result = ""
        var rest = text[...]
        var wasWord = false
        while let open = rest.range(of: "=?") {
            let parts = rest[open.upperBound...].split(
                separator: "?", maxSplits: 3, omittingEmptySubsequences: false)
            guard parts.count == 4, parts[3].hasPrefix("="), parts[1].count == 1,
                parts[0].utf8.count < 40
            else {
                result += rest[..<open.upperBound]
                rest = rest[open.upperBound...]
                wasWord = false
                continue
            }
            let before = rest[..<open.lowerBound]
            if !(wasWord && before.allSatisfy(\.isWhitespace)) { result += before }
            let bytes = Array(parts[2].utf8)
            let decoded =
                parts[1].lowercased() == "b"
                ? base64(bytes[...]) : quotedPrintable(bytes[...], isWord: true)
            let charset = parts[0].split(separator: "*").first.map(String.init)
            result += String(
                decoding: Charset.decode(decoded, transport: charset, declared: nil).bytes,
                as: UTF8.self)
            rest = parts[3].dropFirst()
            wasWord = true
        }
        return result + rest
    }
}
