/// A text with what is known about it, before it is read.
public struct Document: Hashable, Sendable {
    /// The name the document came with; the SHA-256 of the text stands in the reading.
    public var name: String
    /// The headline, where it comes apart from the text.
    public var title: String?
    /// BCP 47 language tag, where known.
    public var language: String?
    /// The publication date in EDTF, as exact as it is known and no more.
    public var published: String?
    public var outlet: String?
    public var url: String?
    public var author: String?
    /// What all offsets count in: UTF-8, already cleaned by `Document.cleaned`.
    public var text: String
    /// The words of the text where somebody else has cut it: they become its tokens.
    public var words: GivenWords?

    /// A document of given words; its text is what they make.
    public init(name: String, words: GivenWords) {
        self.init(name: name, text: words.text)
        self.words = words
    }

    public init(
        name: String, title: String? = nil, language: String? = nil, published: String? = nil,
        outlet: String? = nil, url: String? = nil, author: String? = nil, text: String
    ) {
        self.name = name
        self.title = title
        self.language = language
        self.published = published
        self.outlet = outlet
        self.url = url
        self.author = author
        self.text = text
    }
}

/// Sentences whose words are given, as a treebank has them.
public struct GivenWords: Hashable, Sendable {
    /// The forms of each sentence; no form is empty.
    public var forms: [[String]]
    /// Whether a blank follows each form; after all of them where it is `nil`.
    public var spaceAfter: [[Bool]]?

    public init(forms: [[String]], spaceAfter: [[Bool]]? = nil) {
        self.forms = forms
        self.spaceAfter = spaceAfter
    }

    /// Whether a blank follows a form.
    public func hasSpace(after form: Int, of sentence: Int) -> Bool {
        spaceAfter?[sentence][form] ?? true
    }

    /// The text that the words make: one line a sentence.
    public var text: String {
        var text = ""
        for (sentence, forms) in forms.enumerated() {
            for (index, form) in forms.enumerated() {
                text += form
                if hasSpace(after: index, of: sentence) { text += " " }
            }
            text += "\n"
        }
        return text
    }
}
