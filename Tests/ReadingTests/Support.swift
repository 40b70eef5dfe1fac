import Foundation
import Reading
import Text

/// The root of the repository.
let repository = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../..").standardized

/// A reader with the language data of the sources.
func makeReader() throws -> Reader {
    try Reader(dataRoot: repository.appending(path: "Sources/Language/Data").path)
}

/// One reader for all tests: making it reads every table.
let sharedReader = Result { try makeReader() }

/// What is read from a text of May 2024.
func reading(_ text: String, _ language: String) throws -> Reading {
    try sharedReader.get().read(
        Document(name: "test", language: language, published: "2024-05-17", text: text))
}

/// The actors of a text without a date.
func actors(_ text: String, _ language: String) throws -> [Actor] {
    try sharedReader.get().read(Document(name: "test", language: language, text: text)).actors
}

/// The words of a span that counts code points.
func words(_ span: Span, of scalars: [Unicode.Scalar]) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars[span.start..<span.end])
    return String(view)
}

/// Numbers that are the same on every run (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

/// What is wrong with the spans of a reading, one line each; empty where all is well.
func brokenSpans(of reading: Reading) -> [String] {
    let length = reading.document.text.unicodeScalars.count
    var broken: [String] = []
    func check(_ spans: [Span], _ what: String, sorted: Bool = true) {
        for span in spans where span.start < 0 || span.isEmpty || span.end > length {
            broken.append("\(what): \(span) outside 0..<\(length) or empty")
        }
        if sorted, zip(spans, spans.dropFirst()).contains(where: { $0.end > $1.start }) {
            broken.append("\(what): spans out of order \(spans)")
        }
    }
    for row in reading.times { check([row.span], row.id) }
    for row in reading.quantities { check([row.span], row.id) }
    for row in reading.actors { check(row.mentions, row.id, sorted: false) }
    for row in reading.norms { check(row.spans, row.id, sorted: false) }
    for row in reading.events {
        check(row.trigger, row.id + " trigger", sorted: false)
        check([row.span], row.id)
        for span in [row.item, row.route, row.carrier] { check(span.map { [$0] } ?? [], row.id) }
        if !(0...1).contains(row.confidence) { broken.append("\(row.id): \(row.confidence)") }
    }
    for row in reading.statements {
        check(row.cue, row.id + " cue")
        check(row.content, row.id + " content")
        check(row.frame, row.id + " frame")
        check(row.source?.spans ?? [], row.id + " source")
        check(row.addressee?.spans ?? [], row.id + " addressee")
        check(row.medium.map { [$0.span] } ?? [], row.id + " medium")
        if row.cue.isEmpty, row.content.isEmpty { broken.append("\(row.id): nothing was said") }
        if !(0...1).contains(row.confidence) { broken.append("\(row.id): \(row.confidence)") }
    }
    return broken
}
