import Foundation
import Language
import Yams

/// What is known of norms: their references, official symbols, dates, and names in each language.
///
/// Read from `norms/register.yaml` of the language data and from a file of the user's in the same shape.
public struct NormRegister: Sendable {
    public struct Entry: Codable, Hashable, Sendable {
        /// The same in every language: `UNSCR 1718 (2006)`.
        public var reference: String
        /// The official symbol: `S/RES/1718 (2006)`.
        public var symbol: String?
        /// The day of adoption, or of signature where states sign; ISO 8601.
        public var date: String?
        /// What it forbids or asks for, in a few words.
        public var forbids: Wording?
        /// How texts call it, by language.
        public var names: [String: [String]]?
    }

    /// A few words, in one language or several.
    public struct Wording: Codable, Hashable, Sendable {
        /// By language; a plain text in a register is English.
        public var languages: [String: String]

        public init(from decoder: any Decoder) throws {
            let value = try decoder.singleValueContainer()
            languages =
                if let text = try? value.decode(String.self) {
                    ["en": text]
                } else {
                    try value.decode([String: String].self)
                }
        }

        public func encode(to encoder: any Encoder) throws {
            var value = encoder.singleValueContainer()
            try value.encode(languages)
        }

        /// The words in a language, in English where it has none.
        public subscript(language: String) -> String? { languages[language] ?? languages["en"] }
    }

    private struct File: Codable {
        var norms: [Entry]
    }

    /// Those of the user first.
    public private(set) var entries: [Entry] = []
    /// Resolutions of the Security Council by their number.
    private(set) var resolutions: [Int: Int] = [:]

    /// - Parameters:
    ///   - dataRoot: the folder of language data.
    ///   - file: a register of the user's.
    /// - Throws: `DataError` where a file is missing or has another shape, or gives a norm a day that no calendar has or
    ///   that is not of the year in its reference.
    public init(dataRoot: String, file: String? = nil) throws {
        let paths = [file, dataRoot + "/norms/register.yaml"].compactMap { $0 }
        for path in paths {
            guard let data = FileManager.default.contents(atPath: path) else {
                throw DataError.missing(path: path)
            }
            do {
                entries += try YAMLDecoder().decode(File.self, from: data).norms
            } catch {
                throw DataError.malformed(
                    path: path, line: Self.line(of: error),
                    expected: "a list `norms` of entries with `reference`: \(Self.reason(error))")
            }
            if let wrong = entries.first(where: { !$0.hasPlausibleDate }) {
                throw DataError.malformed(
                    path: path, line: 1,
                    expected:
                        "for \(wrong.reference) a day like 2017-12-22, of the year in its reference"
                )
            }
        }
        for (index, entry) in entries.enumerated() {
            let words = entry.reference.split(separator: " ")
            if words.count >= 2, words[0] == "UNSCR", let number = Int(words[1]),
                resolutions[number] == nil
            {
                resolutions[number] = index
            }
        }
    }

    /// The entry of a reference.
    public subscript(reference: String) -> Entry? {
        entries.first { $0.reference == reference }
    }

    private static func line(of error: any Error) -> Int {
        switch error as? YamlError {
        case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _):
            mark.line
        default: 1
        }
    }

    private static func reason(_ error: any Error) -> String {
        switch error {
        case let error as DecodingError:
            switch error {
            case .keyNotFound(let key, _): "\(key.stringValue) is missing"
            case .typeMismatch(_, let context), .valueNotFound(_, let context),
                .dataCorrupted(let context):
                context.codingPath.map(\.stringValue).joined(separator: ".") + " is of another kind"
            @unknown default: "it cannot be read"
            }
        default: "it is no YAML"
        }
    }
}

extension NormRegister.Entry {
    /// Whether the date is a day of the calendar, and of the year that the reference or the symbol names in brackets.
    var hasPlausibleDate: Bool {
        guard let date else { return true }
        let parts = date.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
        guard date.utf8.count == 10, parts.count == 3, let year = parts[0], let month = parts[1],
            let day = parts[2], (1...12).contains(month)
        else { return false }
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        guard (1...days[month - 1]).contains(day) else { return false }
        return [reference, symbol ?? ""].allSatisfy { name in
            guard reference.hasPrefix("UNSCR"), let open = name.lastIndex(of: "("),
                let named = Int(name[name.index(after: open)...].prefix { $0.isNumber })
            else { return true }
            return named == year
        }
    }
}
