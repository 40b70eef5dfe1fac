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
        self.init(
            id: id, language: language,
            attributions: reading.statements.map { Attribution($0, language: language) },
            timexes: reading.times.map {
                Timex(span: $0.span, type: $0.type.rawValue, value: $0.value ?? "")
            })
    }
}

extension Attribution {
    /// A statement as an attribution of the corpus of its language.
    init(_ statement: Statement, language: String) {
        let isGerman = language.hasPrefix("de")
        let goesOn = statement.why.contains { $0.contains("free-indirect") }
        let type =
            switch statement.form {
            case _ where goesOn: "IndirectFreeIndirect"
            case .direct: "Direct"
            case .indirect: "Indirect"
            case .mixed: isGerman ? "Indirect" : "Mixed"
            case .reported: "Reported"
            }
        self.init(
            type: type, content: statement.content, cue: statement.cue,
            source: statement.source?.spans ?? [], addressee: statement.addressee?.spans ?? [],
            frame: statement.frame,
            medium: isGerman ? (statement.act == .think ? "Thought" : "Speech") : nil)
    }
}
