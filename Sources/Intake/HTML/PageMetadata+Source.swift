import Foundation

/// What is looked for in the bytes of the page, since the tree does not keep it.
extension PageMetadata {
    /// The first short text or number behind each of some keys of JSON anywhere in the page, escaped or not.
    /// - Complexity: O(n).
    func embedded(_ keys: [String]) -> [String: String] {
        let found = embedded(keys, in: source)
        // Attributes hold JSON with entities for the quotation marks.
        return found.isEmpty ? embedded(keys, in: withQuotes) : found
    }

    /// The page with quotation marks for their entities and for what frameworks write instead; empty where there are none.
    private var withQuotes: [UInt8] {
        let entities = ["&quot;", "&#34;", "&q;"].map { Array($0.utf8) }
        let ampersand = UInt8(ascii: "&")
        var result: [UInt8] = []
        var start = 0
        while let place = source[start...].firstIndex(of: ampersand) {
            result += source[start..<place]
            let entity = entities.first { source[place...].starts(with: $0) }
            result.append(entity == nil ? ampersand : UInt8(ascii: "\""))
            start = place + (entity?.count ?? 1)
        }
        return start == 0 ? [] : result + source[start...]
    }

    private func embedded(_ keys: [String], in source: [UInt8]) -> [String: String] {
        let quote = UInt8(ascii: "\"")
        let names = keys.map { (key: $0, bytes: Array($0.utf8)) }
        let starts = Set(names.map { $0.bytes[0] })
        var found: [String: String] = [:]
        source.withUnsafeBytes { bytes in
            var index = 0
            func skip(_ marks: StaticString) {
                marks.withUTF8Buffer { marks in
                    while index < bytes.count, marks.contains(bytes[index]) { index += 1 }
                }
            }
            func take(_ mark: UInt8) -> Bool {
                guard index < bytes.count, bytes[index] == mark else { return false }
                index += 1
                return true
            }
            while let start = bytes.baseAddress, index < bytes.count,
                let place = memchr(start + index, Int32(quote), bytes.count - index)
            {
                index = UnsafeRawPointer(place) - start + 1
                guard index < bytes.count, starts.contains(bytes[index]),
                    let name = names.first(where: {
                        bytes.count - index > $0.bytes.count
                            && memcmp(start + index, $0.bytes, $0.bytes.count) == 0
                            && [quote, UInt8(ascii: "\\")].contains(bytes[index + $0.bytes.count])
                    }), found[name.key] == nil
                else { continue }
                // `":"`, `\":\"`, `" : "`, `":1557293423`
                index += name.bytes.count
                skip("\\")
                guard take(quote) else { continue }
                skip(" \n\t")
                guard take(UInt8(ascii: ":")) else { continue }
                skip(" \n\t\\")
                let isText = take(quote)
                let value = bytes[index...].prefix(60).prefix {
                    isText ? $0 != quote && $0 != UInt8(ascii: "\\") : $0 &- 48 < 10
                }
                if !value.isEmpty {
                    found[name.key] = String(decoding: value, as: UTF8.self)
                }
            }
        }
        return found
    }
}
