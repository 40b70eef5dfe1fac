import Reading
import Testing
import Text

/// A text and the time expressions that are read from it, in order.
struct TimeCase: Sendable, CustomTestStringConvertible {
    struct Row: Hashable, Sendable {
        var words: String
        var type: TimeExpression.Kind
        var value: String?
        var edtf: String?
        var mod: String?
    }
    let language: String
    let published: String?
    let text: String
    let rows: [Row]

    init(_ language: String, _ published: String?, _ text: String, _ rows: Row...) {
        self.language = language
        self.published = published
        self.text = text
        self.rows = rows
    }

    var testDescription: String { "\(published ?? "undated"): \(text)" }

    /// Reads the text and compares.
    func check() throws {
        let reading = try sharedReader.get().read(
            Document(name: "case", language: language, published: published, text: text))
        let scalars = Array(text.unicodeScalars)
        let found = reading.times.map {
            Row(
                words: words($0.span, of: scalars), type: $0.type, value: $0.value, edtf: $0.edtf,
                mod: $0.mod)
        }
        #expect(found == rows)
        for row in found where row.edtf != nil { #expect(isValidEDTF(row.edtf!), "\(row)") }
    }
}

extension TimeCase.Row {
    static func date(
        _ words: String, _ value: String?, _ edtf: String? = nil, mod: String? = nil
    ) -> Self { Self(words: words, type: .date, value: value, edtf: edtf, mod: mod) }

    /// A date whose EDTF is its value.
    static func exact(_ words: String, _ value: String, mod: String? = nil) -> Self {
        Self(words: words, type: .date, value: value, edtf: value, mod: mod)
    }

    static func time(_ words: String, _ value: String?, _ edtf: String? = nil) -> Self {
        Self(words: words, type: .time, value: value, edtf: edtf)
    }

    static func duration(
        _ words: String, _ value: String?, _ edtf: String? = nil, mod: String? = nil
    ) -> Self { Self(words: words, type: .duration, value: value, edtf: edtf, mod: mod) }

    static func set(_ words: String, _ value: String?) -> Self {
        Self(words: words, type: .set, value: value)
    }
}
