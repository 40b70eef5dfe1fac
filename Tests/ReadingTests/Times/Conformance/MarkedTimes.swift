import Foundation
import Reading
import Testing
import Text

/// A sentence in which the expected expressions are marked: `[words=DATE value MOD|edtf]`. The type
/// is left out for dates, the modifier and the EDTF where there is none; `!` for the value means that
/// the expression is found and has none, and `=` for the EDTF that it is the value.
struct MarkedTimes: Sendable, CustomTestStringConvertible {
    struct Row: Hashable {
        var words: String
        var type: String
        var value: String
        var mod: String?
        var edtf: String?
    }
    let marked: String
    let language: String
    private(set) var text = ""
    private(set) var rows: [Row] = []

    init(_ marked: String, _ language: String) {
        self.marked = marked
        self.language = language
        var rest = marked[...]
        while let open = rest.firstIndex(of: "["), let close = rest[open...].firstIndex(of: "]") {
            text += rest[..<open]
            let parts = rest[open..<close].dropFirst().split(separator: "=", maxSplits: 1)
            rows.append(Self.row(String(parts[0]), parts[1]))
            text += parts[0]
            rest = rest[rest.index(after: close)...]
        }
        text += rest
    }

    private static func row(_ words: String, _ meaning: Substring) -> Row {
        let halves = meaning.split(separator: "|", maxSplits: 1)
        var fields = halves[0].split(separator: " ").map(String.init)
        let hasType = ["DATE", "TIME", "DURATION", "SET"].contains(fields[0])
        let type = hasType ? fields.removeFirst() : "DATE"
        let edtf = halves.count > 1 ? String(halves[1]) : nil
        return Row(
            words: words, type: type, value: fields[0], mod: fields.count > 1 ? fields[1] : nil,
            edtf: edtf == "=" ? fields[0] : edtf)
    }

    /// The sentences of a file, one a line; `#` begins a comment.
    static func sentences(of language: String) -> [MarkedTimes] {
        let file = repository.appending(path: "Tests/Golden/times/\(language).txt")
        guard let text = try? String(contentsOf: file, encoding: .utf8) else { return [] }
        return text.split(separator: "\n").filter { !$0.hasPrefix("#") }
            .map { MarkedTimes(String($0), language) }
    }

    var testDescription: String { marked }

    /// Reads the sentence as published on Friday, 14 June 2024.
    func check() throws {
        let reading = try sharedReader.get().read(
            Document(name: "marked", language: language, published: "2024-06-14", text: text),
            parts: .times)
        let scalars = Array(text.unicodeScalars)
        let found = reading.times.map {
            Row(
                words: words($0.span, of: scalars), type: $0.type.rawValue, value: $0.value ?? "!",
                mod: $0.mod, edtf: $0.edtf)
        }
        #expect(found == rows)
    }
}
