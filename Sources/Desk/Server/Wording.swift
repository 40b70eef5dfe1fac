import Foundation

/// The words of the interface in one language: a table in `Resources/interface`, one file a language.
struct Wording: Sendable {
    let language: String
    private let texts: [String: String]
    /// Names of countries by their code; those of the texts stand in where there are none.
    private var countries: [String: String] = [:]

    /// - Throws: `DeskResourceError`.
    init(language: String, path: String) throws(DeskResourceError) {
        self.language = language
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            throw .missing(path: path)
        }
        var texts: [String: String] = [:]
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false)
            .enumerated()
        where !line.isEmpty && !line.hasPrefix("#") {
            let parts = line.split(separator: "\t", maxSplits: 1)
            guard parts.count == 2 else {
                throw .malformed(path: path, problem: "line \(index + 1) is no key, tab and text")
            }
            texts[String(parts[0])] = String(parts[1])
        }
        self.texts = texts
    }

    /// All languages that have a table, English first.
    /// - Parameter dataRoot: the folder of language data, whose `countries.tsv` name the countries.
    static func all(
        folder: String, dataRoot: String? = nil
    ) throws(DeskResourceError) -> [Wording] {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        let languages = files.filter { $0.hasSuffix(".tsv") }.map { String($0.dropLast(4)) }
            .sorted()
        guard languages.contains("en") else { throw .missing(path: folder + "/en.tsv") }
        var wordings: [Wording] = []
        for language in ["en"] + languages.filter({ $0 != "en" }) {
            var wording = try Wording(language: language, path: "\(folder)/\(language).tsv")
            if let dataRoot { wording.takeCountries("\(dataRoot)/\(language)/countries.tsv") }
            wordings.append(wording)
        }
        return wordings
    }

    private mutating func takeCountries(_ path: String) {
        let table = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
        for line in table.split(separator: "\n") where !line.hasPrefix("#") {
            let fields = line.split(separator: "\t")
            if fields.count >= 2 {
                countries["country:" + fields[0].lowercased()] = String(fields[1])
            }
        }
    }

    /// The name of an actor: countries are called as this language calls them, others as the texts do.
    func actor(_ id: String, _ name: String) -> String { countries[id] ?? name }

    var keys: Set<String> { Set(texts.keys) }

    /// The text of a key; the key itself where there is none, which a test excludes.
    func callAsFunction(_ key: String) -> String { texts[key] ?? key }

    /// The text with what stands in it: `{0}`, `{1}` …
    func callAsFunction(_ key: String, _ values: String...) -> String {
        var text = self(key)
        for (index, value) in values.enumerated() {
            text = text.replacing("{\(index)}", with: value)
        }
        return text
    }

    /// A number of things: `key.one` and `key.many`.
    func count(_ key: String, _ number: Int, isMore: Bool = false) -> String {
        let digits = figure(Double(number)) + (isMore ? "+" : "")
        return self(number == 1 && !isMore ? key + ".one" : key + ".many", digits)
    }

    /// A value of a closed list of the reading format; the value itself where the table is older.
    func name(_ list: String, _ value: String) -> String { texts[list + "." + value] ?? value }

    /// A moment in ISO 8601, UTC, as a date and a time of day.
    func moment(_ text: String) -> String {
        let parts = text.split(separator: "T", maxSplits: 1)
        guard parts.count == 2 else { return text }
        return date(String(parts[0])) + ", " + parts[1].prefix(5) + " UTC"
    }

    /// A figure with its thousands apart, as the language writes it.
    func figure(_ value: Double) -> String {
        let isWhole = value == value.rounded() && value.magnitude < 1e15
        var digits = isWhole ? String(Int(value)) : String(value)
        var fraction = ""
        if let point = digits.firstIndex(of: ".") {
            fraction = String(digits[digits.index(after: point)...])
            digits = String(digits[..<point])
        }
        let isNegative = digits.hasPrefix("-")
        if isNegative { digits.removeFirst() }
        if digits.count > 4, digits.allSatisfy(\.isNumber) {
            var grouped = ""
            for (index, digit) in digits.enumerated() {
                if index > 0, (digits.count - index) % 3 == 0 { grouped += "\u{202F}" }
                grouped.append(digit)
            }
            digits = grouped
        }
        if isNegative { digits = "−" + digits }
        return fraction.isEmpty ? digits : digits + self("decimal") + fraction
    }

    /// The language that a request asks for: a cookie, else `Accept-Language`, else the first.
    static func chosen(_ wordings: [Wording], for request: DeskRequest) -> Wording {
        if let name = request.cookie("lagebild-language"),
            let wording = wordings.first(where: { $0.language == name })
        {
            return wording
        }
        var best: (quality: Double, wording: Wording)?
        for range in (request.headers["accept-language"] ?? "").split(separator: ",").prefix(20) {
            let parts = range.split(separator: ";")
            guard let tag = parts.first?.trimmingBlanks.lowercased() else { continue }
            let quality = parts.dropFirst().first.flatMap { part -> Double? in
                let text = part.trimmingBlanks
                return text.hasPrefix("q=") ? Double(text.dropFirst(2)) : nil
            }
            let primary = tag.prefix { $0 != "-" }
            guard let wording = wordings.first(where: { $0.language == primary }),
                (quality ?? 1) > (best?.quality ?? 0)
            else { continue }
            best = (quality ?? 1, wording)
        }
        return best?.wording ?? wordings[0]
    }
}
