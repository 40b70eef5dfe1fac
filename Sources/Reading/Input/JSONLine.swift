import Foundation
public import Text

extension Document {
    /// Reads one line of JSON Lines: `id`, `title`, `date`, `text`, `lang` or `language`, `outlet`
    /// or `source`, `url`, `author`; values with the place they were found at, as `lagebild extract` and
    /// `feed fetch` print them, count as well (`{"value": …}`, `canonical`, `authors`). The text is taken exactly as given, so that offsets that
    /// somebody else counted in it hold.
    ///
    /// - Parameters:
    ///   - file: the name for messages; it is the document's name too where the line has no `id`.
    ///   - line: the number of the line.
    /// - Throws: `InputError.badLine`, `.notUTF8`, `.empty`, `.impossibleDate`.
    public init(jsonLine bytes: [UInt8], file: String, line: Int) throws(InputError) {
        let place = "\(file): line \(line)"
        let object: [String: JSONField]
        do {
            // Nearly all lines are strings by their names, and those are read in a fifth of the time.
            object =
                try plainFields(bytes)
                ?? JSONDecoder().decode([String: JSONField].self, from: Data(bytes))
        } catch {
            guard String(validating: bytes, as: UTF8.self) != nil else {
                throw InputError.notUTF8(name: file, line: line)
            }
            throw InputError.badLine(name: file, line: line, problem: "this is no JSON object")
        }
        func field(_ keys: String...) throws(InputError) -> String? {
            for key in keys {
                switch object[key] {
                case .text(let value): if !value.isEmpty { return value }
                case .other:
                    throw InputError.badLine(
                        name: file, line: line, problem: "\"\(key)\" is no string")
                case .null, nil: continue
                }
            }
            return nil
        }
        guard let text = try field("text") else {
            guard object["text"] != nil else {
                throw InputError.badLine(name: file, line: line, problem: "\"text\" is missing")
            }
            throw InputError.empty(name: place)
        }
        guard text.unicodeScalars.contains(where: { !$0.properties.isWhitespace }) else {
            throw InputError.empty(name: place)
        }
        self.init(name: try field("id", "name") ?? "\(file):\(line)", text: text)
        title = try field("title")
        language = try field("lang", "language").map(primaryLanguage)
        outlet = try field("outlet", "source")
        url = try field("canonical", "url")
        author = try field("author", "authors")
        if let date = try field("date", "published") {
            published = publicationDate(date)
            if published == nil { throw InputError.impossibleDate(name: place, date: date) }
        }
    }
}

/// A value of a JSON line: fields that nobody asks for may be of any kind.
private enum JSONField: Decodable {
    case text(String)
    case null
    case other

    init(from decoder: any Decoder) throws {
        guard let container = try? decoder.singleValueContainer() else {
            self = .other
            return
        }
        if container.decodeNil() {
            self = .null
        } else if let text = try? container.decode(String.self) {
            self = .text(text)
        } else if let number = try? container.decode(Int.self) {
            self = .text(String(number))
        } else if let found = try? container.decode(FoundValue.self) {
            self = .text(found.value)
        } else if let found = try? container.decode([FoundValue].self) {
            self = found.isEmpty ? .null : .text(found.map(\.value).joined(separator: ", "))
        } else {
            self = .other
        }
    }
}

/// A value with the place it was found at.
private struct FoundValue: Decodable {
    var value: String
}

/// The fields of an object that has only strings and nulls; `nil` where there is anything else, also what is no JSON.
private func plainFields(_ bytes: [UInt8]) -> [String: JSONField]? {
    bytes.withUnsafeBufferPointer { bytes in
        var parser = PlainFields(bytes: bytes)
        return parser.object()
    }
}

private struct PlainFields {
    let bytes: UnsafeBufferPointer<UInt8>
    var index = 0
    /// A string without its escapes.
    var plain: [UInt8] = []

    mutating func object() -> [String: JSONField]? {
        var fields: [String: JSONField] = [:]
        guard take("{") else { return nil }
        repeat {
            guard let key = string(), fields[key] == nil, take(":") else { return nil }
            if next() == UInt8(ascii: "\"") {
                guard let text = string() else { return nil }
                fields[key] = .text(text)
            } else {
                guard takeNull() else { return nil }
                fields[key] = .null
            }
        } while take(",")
        guard take("}"), next() == nil else { return nil }
        return fields
    }

    /// The next byte that is no white space; `nil` at the end.
    private mutating func next() -> UInt8? {
        while index < bytes.count {
            switch bytes[index] {
            case 0x20, 0x09, 0x0A, 0x0D: index += 1
            default: return bytes[index]
            }
        }
        return nil
    }

    private mutating func take(_ mark: Unicode.Scalar) -> Bool {
        guard next() == UInt8(ascii: mark) else { return false }
        index += 1
        return true
    }

    private mutating func takeNull() -> Bool {
        guard next() != nil, index + 4 <= bytes.count,
            bytes[index..<index + 4].elementsEqual("null".utf8)
        else { return false }
        index += 4
        return true
    }

    private mutating func string() -> String? {
        guard take("\"") else { return nil }
        plain.removeAll(keepingCapacity: true)
        var start = index
        while index < bytes.count {
            let byte = bytes[index]
            if byte >= 0x20, byte != 0x22, byte != 0x5C {
                index += 1
                continue
            }
            guard byte >= 0x20 else { return nil }
            let piece = UnsafeBufferPointer(rebasing: bytes[start..<index])
            index += 1
            if byte == 0x22, plain.isEmpty { return String(validating: piece, as: UTF8.self) }
            plain.append(contentsOf: piece)
            if byte == 0x22 { return String(validating: plain, as: UTF8.self) }
            guard unescape() else { return nil }
            start = index
        }
        return nil
    }

    /// Reads what stands behind a backslash. Halves of pairs (UTF-16) and the zero are left to others.
    private mutating func unescape() -> Bool {
        guard index < bytes.count else { return false }
        let mark = bytes[index]
        index += 1
        switch mark {
        case 0x22, 0x2F, 0x5C: plain.append(mark)
        case UInt8(ascii: "b"): plain.append(0x08)
        case UInt8(ascii: "f"): plain.append(0x0C)
        case UInt8(ascii: "n"): plain.append(0x0A)
        case UInt8(ascii: "r"): plain.append(0x0D)
        case UInt8(ascii: "t"): plain.append(0x09)
        case UInt8(ascii: "u"):
            guard index + 4 <= bytes.count else { return false }
            var value: UInt32 = 0
            for digit in bytes[index..<index + 4] {
                guard let figure = hexFigure(digit) else { return false }
                value = value << 4 | figure
            }
            guard value > 0, let scalar = Unicode.Scalar(value) else { return false }
            plain.append(contentsOf: UTF8.encode(scalar)!)
            index += 4
        default: return false
        }
        return true
    }

    private func hexFigure(_ byte: UInt8) -> UInt32? {
        switch byte {
        case 0x30...0x39: UInt32(byte) - 0x30
        case 0x41...0x46: UInt32(byte) - 0x37
        case 0x61...0x66: UInt32(byte) - 0x57
        default: nil
        }
    }
}
