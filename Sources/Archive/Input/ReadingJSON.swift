import Reading

/// The JSON of a reading in two parts: the text, which is stored once, and the rest, which each version
/// of the reader stores anew.
struct ReadingJSON {
    /// The text of the document, UTF-8.
    var text: [UInt8]
    /// The JSON with an empty text.
    var frame: [UInt8]

    /// What marks the place of the text. It cannot stand inside a string of JSON: its quotation marks
    /// would be escaped there.
    private static let gap = Array("\"text\":\"\"}".utf8)

    init(_ reading: Reading) {
        text = Array(reading.document.text.utf8)
        var frame = reading
        frame.document.text = ""
        self.frame = Array(frame.json().utf8)
    }

    init(text: [UInt8], frame: [UInt8]) {
        self.text = text
        self.frame = frame
    }

    /// Takes a whole reading apart.
    /// - Parameters:
    ///   - bytes: the reading, a slice of what `tree` was parsed from.
    /// - Throws: `ArchiveError.malformed`.
    init(whole bytes: ArraySlice<UInt8>, tree: JSONTree) throws(ArchiveError) {
        guard let text = tree["document"]?["text"], let string = text.string else {
            throw .malformed(what: "reading", problem: "its document has no text")
        }
        self.text = Array(string.utf8)
        frame =
            Array(bytes[..<text.range.lowerBound]) + Array("\"\"".utf8)
            + Array(bytes[text.range.upperBound...])
    }

    /// The whole JSON: for a reading that was stored from a `Reading`, the bytes that `Reading.json`
    /// gives.
    var whole: [UInt8] {
        guard let place = frame.firstRange(of: Self.gap) else { return frame }
        return Array(frame[..<place.lowerBound]) + Array("\"text\":".utf8)
            + Array(jsonLiteral(of: String(decoding: text, as: UTF8.self)).utf8)
            + Array(frame[(place.upperBound - 1)...])
    }
}
