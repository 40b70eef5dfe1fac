/// An address that a page may carry: one of the desk's own, encoded part by part, or one of the web.
struct Link: Hashable, Sendable {
    let address: String

    /// An address of the desk.
    /// - Parameters:
    ///   - path: the parts between the slashes, as they are meant.
    ///   - suffix: what follows the last part: `.json`.
    init(
        _ path: [String], suffix: String = "", query: [(String, String?)] = [],
        fragment: String? = nil
    ) {
        var bytes: [UInt8] = []
        if path.isEmpty { bytes.append(UInt8(ascii: "/")) }
        for part in path {
            bytes.append(UInt8(ascii: "/"))
            bytes.appendPercentEncoded(part)
        }
        bytes.appendPercentEncoded(suffix)
        var mark = UInt8(ascii: "?")
        for case (let name, let value?) in query {
            bytes.append(mark)
            mark = UInt8(ascii: "&")
            bytes.appendPercentEncoded(name)
            bytes.append(UInt8(ascii: "="))
            bytes.appendPercentEncoded(value)
        }
        if let fragment {
            bytes.append(UInt8(ascii: "#"))
            bytes.appendPercentEncoded(fragment)
        }
        address = String(decoding: bytes, as: UTF8.self)
    }

    /// A place in the same page.
    init(fragment: String) { address = "#" + Link([], fragment: fragment).address.dropFirst(2) }

    /// An address of the web; nil for every scheme but http and https, and for what no browser should be
    /// handed.
    init?(external text: String) {
        let lower = text.lowercased()
        guard lower.hasPrefix("https://") || lower.hasPrefix("http://"), text.utf8.count <= 2000
        else {
            return nil
        }
        let isClean = text.unicodeScalars.allSatisfy { scalar in
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .spaceSeparator,
                .surrogate:
                false
            default: scalar != "<" && scalar != ">" && scalar != "\"" && scalar != "\\"
            }
        }
        guard isClean else { return nil }
        address = text
    }
}

extension [UInt8] {
    /// RFC 3986: what is not unreserved is encoded, but for a few marks that are allowed everywhere and
    /// make addresses readable.
    mutating func appendPercentEncoded(_ text: String) {
        let digits: StaticString = "0123456789ABCDEF"
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
                UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: ":"), UInt8(ascii: "@"),
                UInt8(ascii: ","):
                append(byte)
            default:
                append(UInt8(ascii: "%"))
                append(digits.utf8Start[Int(byte >> 4)])
                append(digits.utf8Start[Int(byte & 15)])
            }
        }
    }
}

/// A part of an address as it is meant; nil where it is encoded wrongly or is no UTF-8.
func percentDecoded(_ text: Substring, plusIsBlank: Bool = false) -> String? {
    var bytes: [UInt8] = []
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
        if byte == UInt8(ascii: "%") {
            guard let high = rest.popFirst().flatMap(hexValue),
                let low = rest.popFirst().flatMap(hexValue)
            else { return nil }
            bytes.append(high << 4 | low)
        } else {
            bytes.append(plusIsBlank && byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
        }
    }
    guard !bytes.contains(0) else { return nil }
    return String(validating: bytes, as: UTF8.self)
}

private func hexValue(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
}

/// The fields of a query string or of a form, the last one of a name counts.
struct Parameters: Hashable, Sendable {
    private(set) var values: [String: String] = [:]
    /// Whether something was encoded wrongly.
    private(set) var isMalformed = false
    /// Whether a page is asked for, which must stay small, and not one of its twins.
    let isPage: Bool

    init(_ text: String = "", isPage: Bool = false) {
        self.isPage = isPage
        guard !text.isEmpty else { return }
        for field in text.split(separator: "&").prefix(100) {
            let parts = field.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = percentDecoded(parts[0], plusIsBlank: true),
                let value = parts.count > 1 ? percentDecoded(parts[1], plusIsBlank: true) : ""
            else {
                isMalformed = true
                continue
            }
            values[name] = value
        }
    }

    /// A value; nil where it is missing or empty.
    subscript(_ name: String) -> String? {
        values[name].flatMap { $0.isEmpty ? nil : $0 }
    }
}
