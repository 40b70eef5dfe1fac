import Text

extension Reading {
    /// The times as a table: words, type, value, mod and EDTF, with blanks between the columns; a
    /// line of their names before it and `-` for what is missing.
    /// - Complexity: O(n).
    public var timeTable: String {
        guard !times.isEmpty else { return "no times\n" }
        let scalars = Array(document.text.unicodeScalars)
        var rows = [["words", "type", "value", "mod", "edtf"]]
        for time in times {
            var words = String.UnicodeScalarView()
            words.append(contentsOf: scalars[time.span.start..<time.span.end])
            let line = neutralised(String(words)).split(separator: " ").joined(separator: " ")
            rows.append([
                line, time.type.rawValue, time.value ?? "-", time.mod ?? "-", time.edtf ?? "-",
            ])
        }
        let widths = (0..<5).map { column in
            rows.map { displayWidth($0[column]) }.max() ?? 0
        }
        return rows.map { row in
            var line = ""
            for (column, field) in row.enumerated() {
                line += field
                if column < 4 {
                    line += String(
                        repeating: " ", count: widths[column] - displayWidth(field) + 2)
                }
            }
            return line + "\n"
        }.joined()
    }
}
