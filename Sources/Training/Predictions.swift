public import Reading
public import Text

extension GoldDocument {
    /// The document as the reader takes it. The headline goes along as context only.
    public var document: Document {
        Document(name: id, title: title, language: language, published: date, text: text)
    }

    /// What was read, in the shape that the scorers compare with gold.
    ///
    /// Statements keep their spans; their form becomes the type that the corpus of the language
    /// knows. The reading must have been made with `explain`, for the statements that go on
    /// without a cue are told by their `why`.
    public init(id: String, reading: Reading) {
        let language = reading.document.language
        var attributions: [Attribution] = []
        var before: Statement?
        // Who said it first is not counted beside who passed it on.
        for statement in reading.statements where statement.via == nil {
            if language.hasPrefix("de") {
                attributions += Attribution.german(
                    statement, after: before, in: reading.document.text)
            } else {
                attributions.append(Attribution(english: statement))
            }
            if !statement.cue.isEmpty { before = statement }
        }
        self.init(
            id: id, language: language, attributions: attributions,
            timexes: reading.times.map {
                Timex(span: $0.span, type: $0.type.rawValue, value: $0.value ?? "")
            })
    }
}

extension Attribution {
    /// A statement as PolNeAR has it: the same spans.
    init(english statement: Statement) {
        let type =
            switch statement.form {
            case .direct: "Direct"
            case .mixed: "Mixed"
            case .indirect, .reported: "Indirect"
            }
        self.init(
            type: type, content: statement.content, cue: statement.cue,
            source: statement.source?.spans ?? [], addressee: statement.addressee?.spans ?? [],
            frame: statement.frame, medium: nil)
        confidence = statement.confidence
    }

    /// A statement as the German news quotation attribution corpus has it. There the content of a
    /// reported act is its whole clause, source and verb included, without a cue; and quoted words
    /// inside indirect speech are an attribution of their own. Where that speech goes on without a cue, they
    /// have the cue with which its speaker began (26 of 38 in the corpus's train part, else none).
    /// - Parameter before: the last statement before that has a cue.
    static func german(
        _ statement: Statement, after before: Statement?, in text: String
    ) -> [Attribution] {
        let goesOn = statement.why.contains { $0.contains("free-indirect") }
        let isAct = statement.why.contains("reported act")
        let type =
            switch statement.form {
            case _ where goesOn: "IndirectFreeIndirect"
            case .direct: "Direct"
            case .reported where isAct: "Reported"
            case .indirect, .mixed, .reported: "Indirect"
            }
        var whole = Attribution(
            type: type, content: statement.content, cue: statement.cue,
            source: statement.source?.spans ?? [], addressee: statement.addressee?.spans ?? [],
            frame: statement.frame, medium: statement.act == .think ? "Thought" : "Speech")
        whole.confidence = statement.confidence
        whole.frame = withMarks(whole.frame, in: text)
        if isAct {
            let parts = statement.content + statement.frame
            if let start = parts.map(\.start).min(), let end = parts.map(\.end).max() {
                whole.content = [Span(start, end)]
            }
            whole.cue = []
        }
        if statement.form == .direct { return sentences(of: whole, in: text) }
        guard statement.form == .mixed else { return [whole] }
        return [whole]
            + quotedWords(in: statement.content, of: text).map { span in
                var direct = whole
                direct.type = "Direct"
                direct.content = [span]
                if goesOn, let before, before.source?.spans == statement.source?.spans {
                    direct.cue = before.cue
                }
                return direct
            }
    }

    /// The corpus takes the marks between frame and content with the frame.
    private static func withMarks(_ frame: [Span], in text: String) -> [Span] {
        guard !frame.isEmpty else { return [] }
        let scalars = Array(text.unicodeScalars)
        return frame.map { span in
            var (start, end) = (span.start, span.end)
            if end < scalars.count, scalars[end] == "," || scalars[end] == ":" { end += 1 }
            if start > 1, scalars[start - 2] == ",", isSpace(scalars[start - 1]) { start -= 2 }
            return Span(start, end)
        }
    }

    /// Whether quoted words are speech rather than a name: one of them begins with a small letter.
    private static func isSpeech(_ words: ArraySlice<Unicode.Scalar>) -> Bool {
        words.split(whereSeparator: isSpace).contains {
            $0.first { isAlphanumeric($0) }?.properties.isLowercase ?? false
        }
    }

    /// A quotation that goes on behind a frame and its full stop counts as two.
    private static func sentences(of whole: Attribution, in text: String) -> [Attribution] {
        let scalars = Array(text.unicodeScalars)
        var parts: [[Span]] = []
        for span in whole.content {
            if let before = parts.last?.last, !scalars[before.end..<span.start].contains(".") {
                parts[parts.count - 1].append(span)
            } else {
                parts.append([span])
            }
        }
        return parts.map { part in
            var attribution = whole
            attribution.content = part
            return attribution
        }
    }

    /// The stretches in quotation marks that are no names.
    private static func quotedWords(in content: [Span], of text: String) -> [Span] {
        let scalars = Array(text.unicodeScalars)
        var found: [Span] = []
        for span in content {
            var open: Int?
            for index in span.start..<span.end {
                switch scalars[index] {
                case "„", "»": open = index
                case "“", "”", "«", "\"":
                    if let start = open {
                        if isSpeech(scalars[start..<index]) {
                            found.append(Span(start, index + 1))
                        }
                        open = nil
                    } else if scalars[index] == "\"" || scalars[index] == "“" {
                        open = index
                    }
                default: break
                }
            }
        }
        return found
    }
}
