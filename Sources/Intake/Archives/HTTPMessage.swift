/// An answer of HTTP as a web archive keeps it: status line, fields, body.
struct HTTPMessage {
    var status: Int
    /// Names in lower case; the first of each.
    var fields: [String: String]
    var body: ArraySlice<UInt8>

    /// - Returns: nil where the bytes do not begin with a status line.
    init?(_ bytes: ArraySlice<UInt8>) {
        guard bytes.starts(with: Array("HTTP/".utf8)) else { return nil }
        let head = HeaderBlock(bytes)
        let parts = head.first.split(separator: " ")
        guard parts.count >= 2, let status = Int(parts[1]) else { return nil }
        self.status = status
        fields = head.fields
        body = bytes[head.end...]
    }

    /// The body without chunks and compression.
    /// - Throws: `IntakeError.expandsTooMuch`, `.unsupported`.
    func decodedBody(name: String, limits: IntakeLimits) throws(IntakeError) -> (
        bytes: [UInt8], isTruncated: Bool
    ) {
        var bytes = Array(body)
        var isTruncated = false
        if fields["transfer-encoding"]?.lowercased().contains("chunked") == true,
            let whole = HTTPMessage.dechunked(bytes)
        {
            (bytes, isTruncated) = whole
        }
        let decoded = try ContentEncoding.decoded(
            bytes, field: fields["content-encoding"], name: name, limits: limits)
        return (decoded.bytes, isTruncated || decoded.isTruncated)
    }

    /// - Returns: nil where the body has no chunks although it should.
    static func dechunked(_ bytes: [UInt8]) -> (bytes: [UInt8], isTruncated: Bool)? {
        var result: [UInt8] = []
        var position = 0
        while true {
            var size = 0
            var digits = 0
            while position < bytes.count, digits < 9, let digit = hexValue(bytes[position]) {
                size = size << 4 | digit
                digits += 1
                position += 1
            }
            guard digits > 0 else { return result.isEmpty ? nil : (result, true) }
            while position < bytes.count, bytes[position] != 10 { position += 1 }
            guard position < bytes.count else { return result.isEmpty ? nil : (result, true) }
            position += 1
            if size == 0 { return (result, false) }
            let end = min(position + size, bytes.count)
            result += bytes[position..<end]
            if position + size > bytes.count { return (result, true) }
            position = end
            if position < bytes.count, bytes[position] == 13 { position += 1 }
            if position < bytes.count, bytes[position] == 10 { position += 1 }
        }
    }
}

func hexValue(_ byte: UInt8) -> Int? {
    switch byte {
    case 0x30...0x39: Int(byte - 0x30)
    case 0x41...0x46: Int(byte - 0x37)
    case 0x61...0x66: Int(byte - 0x57)
    default: nil
    }
}

/// A first line and fields, as HTTP, WARC and mail write them.
struct HeaderBlock {
    var first = ""
    var fields: [String: String] = [:]
    /// Where the body begins.
    var end: Int

    /// - Parameter hasFirstLine: whether a line that is no field stands before the fields.
    init(_ bytes: ArraySlice<UInt8>, hasFirstLine: Bool = true, limit: Int = 1 << 16) {
        var position = bytes.startIndex
        let stop = min(bytes.endIndex, position + limit)
        end = bytes.endIndex
        var isFirst = hasFirstLine
        var last: String?
        while position < stop {
            var lineEnd = position
            while lineEnd < stop, bytes[lineEnd] != 10 { lineEnd += 1 }
            var line = bytes[position..<lineEnd]
            if line.last == 13 { line = line.dropLast() }
            position = min(lineEnd + 1, bytes.endIndex)
            if line.isEmpty {
                end = position
                return
            }
            if isFirst {
                first = String(decoding: line, as: UTF8.self)
                isFirst = false
            } else if line.first == 32 || line.first == 9, let last {
                fields[last, default: ""] += " " + trimmed(line)
            } else if let colon = line.firstIndex(of: UInt8(ascii: ":")) {
                let name = String(decoding: line[..<colon], as: UTF8.self).lowercased()
                last = fields[name] == nil ? name : nil
                if fields[name] == nil { fields[name] = trimmed(line[(colon + 1)...]) }
            }
        }
        end = position
    }

    private func trimmed(_ line: ArraySlice<UInt8>) -> String {
        var line = line.drop { $0 == 32 || $0 == 9 }
        while let last = line.last, last == 32 || last == 9 { line = line.dropLast() }
        return String(decoding: line, as: UTF8.self)
    }
}
