import Language

/// How often the rows of each rule and form are right, as measured on annotated text: the lines of
/// `confidence.tsv` (rule, form, share between 0 and 1), made by `scripts/calibrate.py`.
struct ConfidenceTable: Sendable {
    /// What stands for a rule and form that the table does not have.
    private static let unmeasured = 0.4

    private var shares: [String: Double] = [:]

    init(_ file: DataFile) throws {
        for line in file.lines {
            let fields = line.text.split(separator: "\t").map(String.init)
            guard fields.count == 3, Rule(rawValue: fields[0]) != nil,
                Statement.Form(rawValue: fields[1]) != nil, let share = Double(fields[2]),
                (0...1).contains(share)
            else {
                throw DataError.malformed(
                    path: file.path, line: line.number,
                    expected: "rule, form and a share between 0 and 1, separated by tabs")
            }
            shares[fields[0] + "/" + fields[1]] = share
        }
    }

    func of(_ draft: Draft) -> Double {
        shares[draft.rule.rawValue + "/" + draft.form.rawValue] ?? Self.unmeasured
    }
}
