import Language
import Text

/// How a language of news fills in what an expression leaves open: whether "am Freitag" is the last
/// Friday, the nearest or the next, given what the verb says.
///
/// Read from the lines of `times/rules.tsv` that begin with `convention`:
/// `convention⇥weekday⇥past=last present=next future=next infinitive=nearest unknown=last`. The line
/// `convention⇥duration⇥fraction=decimal` says how "two and a half hours" is written.
struct TimeConventions {
    enum Kind: String, CaseIterable {
        case weekday, month, day, holiday, season
    }
    enum Choice: String {
        /// The latest one that does not lie ahead; today counts.
        case last
        /// The one that is least far away, but not more than two months ahead of a clause in the past
        /// or back from one in the future.
        case nearest
        /// The first one that does not lie back; today counts.
        case next
    }
    /// One row a kind, one field a `ClauseTime`.
    private var choices = [[Choice]](
        repeating: [.last, .nearest, .next, .nearest, .nearest], count: Kind.allCases.count)

    /// Whether lengths keep their decimals (`PT2.5H`) instead of smaller units (`PT2H30M`).
    private(set) var keepsDecimals = false

    /// - Throws: `DataError` where a line cannot be read.
    init(_ file: DataFile) throws {
        let times = ["past", "present", "future", "infinitive", "unknown"]
        for line in file.lines {
            let fields = line.text.split(separator: "\t").map(String.init)
            if fields == ["convention", "duration", "fraction=decimal"] {
                keepsDecimals = true
                continue
            }
            let kind = fields.count == 3 ? Kind(rawValue: fields[1]) : nil
            let pairs = fields.count == 3 ? fields[2].split(separator: " ") : []
            for pair in pairs {
                let parts = pair.split(separator: "=").map(String.init)
                guard let kind, parts.count == 2, let time = times.firstIndex(of: parts[0]),
                    let choice = Choice(rawValue: parts[1])
                else {
                    throw DataError.malformed(
                        path: file.path, line: line.number,
                        expected: "convention, kind, past=last present=… future=… unknown=…")
                }
                choices[Kind.allCases.firstIndex(of: kind) ?? 0][time] = choice
            }
        }
    }

    func choice(_ kind: Kind, _ time: ClauseTime) -> Choice {
        choices[Kind.allCases.firstIndex(of: kind) ?? 0][time.rawValue]
    }
}
