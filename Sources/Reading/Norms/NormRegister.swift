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
        /// ISO 8601.
        public var date: String?
        /// What it forbids or asks for, in a few words.
        public var forbids: String?
        /// How texts call it, by language.
        public var names: [String: [String]]?
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
    /// - Throws: `DataError` where a file is missing or has another shape.
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
