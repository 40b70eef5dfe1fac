import Foundation
public import Language

/// Two names, and whether they name the same, where somebody has said so.
public struct NamePair: Codable, Hashable, Sendable {
    public var a: String
    public var b: String
    public var kind: String?
    public var same: Bool?
    /// The part of the file that it belongs to.
    public var set: String?

    /// The kind as `NameMatcher` knows it.
    public var nameKind: NameKind { NameKind(label: kind ?? "") }

    /// Reads JSON Lines; `-` is the standard input.
    /// - Throws: `GoldError` with the line that cannot be read.
    public static func load(_ path: String) throws -> [NamePair] {
        let data: Data
        if path == "-" {
            data = FileHandle.standardInput.readDataToEndOfFile()
        } else {
            guard let found = FileManager.default.contents(atPath: path) else {
                throw GoldError.unreadable(path: path)
            }
            data = found
        }
        let decoder = JSONDecoder()
        var pairs: [NamePair] = []
        for (index, line) in data.split(separator: 10, omittingEmptySubsequences: false)
            .enumerated()
        where line.contains(where: { $0 > 32 }) {
            do {
                pairs.append(try decoder.decode(NamePair.self, from: line))
            } catch {
                throw GoldError.malformed(
                    path: path, line: index + 1,
                    reason: "expected an object with \"a\", \"b\" and \"kind\"")
            }
        }
        return pairs
    }
}

/// Right and wrong answers to questions of yes or no.
public struct BinaryCounts: Hashable, Sendable {
    public private(set) var found = 0
    public private(set) var wrong = 0
    public private(set) var missed = 0
    public private(set) var rejected = 0

    public init() {}

    public mutating func add(gold: Bool, predicted: Bool) {
        switch (gold, predicted) {
        case (true, true): found += 1
        case (false, true): wrong += 1
        case (true, false): missed += 1
        case (false, false): rejected += 1
        }
    }

    public var precision: Double { found + wrong > 0 ? Double(found) / Double(found + wrong) : 0 }
    public var recall: Double { found + missed > 0 ? Double(found) / Double(found + missed) : 0 }
    public var f1: Double {
        let both = precision + recall
        return both > 0 ? 2 * precision * recall / both : 0
    }

    /// The figures in one line.
    public var line: String {
        let figures = [precision, recall, f1].map { String(format: "%.3f", $0) }
        return "precision \(figures[0])  recall \(figures[1])  F1 \(figures[2])  "
            + "(\(found + missed) same, \(wrong + rejected) different)"
    }
}
