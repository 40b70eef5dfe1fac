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
            object = try JSONDecoder().decode([String: JSONField].self, from: Data(bytes))
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
