import Language
public import Text

extension Document {
    /// The documents of a file in CoNLL-U: `# newdoc` begins one, and its words are the tokens.
    /// - Throws: `InputError.badConllu`, `InputError.empty`.
    static func documents(conllu bytes: [UInt8], name: String) throws(InputError) -> [Document] {
        let sentences: [CoNLLUSentence]
        do {
            sentences = try CoNLLUSentence.read(bytes, path: name)
        } catch {
            throw .badConllu(problem: "\(error)")
        }
        guard !sentences.isEmpty else { throw .empty(name: name) }
        var documents: [Document] = []
        var group: [CoNLLUSentence] = []
        func close() {
            guard let first = group.first else { return }
            let label = first.value(of: "newdoc id") ?? "\(name)#\(documents.count + 1)"
            documents.append(
                Document(
                    name: label,
                    words: GivenWords(
                        forms: group.map { $0.words.map(\.form) },
                        spaceAfter: group.map { $0.words.map(\.hasSpaceAfter) })))
            group = []
        }
        for sentence in sentences {
            if sentence.beginsDocument { close() }
            group.append(sentence)
        }
        close()
        return documents
    }
}
