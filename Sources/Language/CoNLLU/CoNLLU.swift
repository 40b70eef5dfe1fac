/// A sentence in CoNLL-U, as it stands in a file.
///
/// Source: https://universaldependencies.org/format.html. Words of older schemes in the same ten
/// columns can be read too.
public struct CoNLLUSentence: Sendable {
    /// The lines that begin with `#`.
    public var comments: [String] = []
    public var rows: [Row] = []

    public init() {}

    /// A line of ten columns.
    public struct Row: Sendable {
        /// ID, FORM, LEMMA, UPOS, XPOS, FEATS, HEAD, DEPREL, DEPS, MISC.
        public var columns: [String]

        public init(columns: [String]) { self.columns = columns }

        public var id: String { columns[0] }
        public var form: String { columns[1] }
        /// The number of a word; `nil` for a range of words (`2-3`) or an empty node (`8.1`).
        public var number: Int? { Int(columns[0]) }
        /// The first and the last word of a range.
        public var range: ClosedRange<Int>? {
            let ends = columns[0].split(separator: "-").compactMap { Int($0) }
            guard columns[0].contains("-"), ends.count == 2, ends[0] <= ends[1] else { return nil }
            return ends[0]...ends[1]
        }
        /// The number of the head; 0 for the root, `nil` where it is not given.
        public var head: Int? { Int(columns[6]) }
        public var hasSpaceAfter: Bool { !columns[9].contains("SpaceAfter=No") }
    }

    /// The rows that are words, in order.
    public var words: [Row] { rows.filter { $0.number != nil } }

    /// The value of a comment such as `# sent_id = 12`.
    public func value(of key: String) -> String? {
        for comment in comments {
            let parts = comment.dropFirst().split(
                separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if parts.count == 2, parts[0].trimmed == key { return String(parts[1].trimmed) }
        }
        return nil
    }

    /// Whether a document begins with this sentence.
    public var beginsDocument: Bool {
        comments.contains { $0.dropFirst().trimmed.hasPrefix("newdoc") }
    }

    /// Reads sentences.
    /// - Parameter path: the name that errors give.
    /// - Throws: `DataError.malformed` for a line without ten columns, a word out of order, or a head
    ///   that is no word of its sentence.
    public static func read(_ bytes: some BidirectionalCollection<UInt8>, path: String) throws
        -> [CoNLLUSentence]
    {
        var result: [CoNLLUSentence] = []
        var sentence = CoNLLUSentence()
        var count = 0
        var number = 0
        func close() throws {
            guard !sentence.rows.isEmpty else { return }
            for row in sentence.words {
                if let head = row.head, !(0...count).contains(head) || head == row.number {
                    throw DataError.malformed(
                        path: path, line: number,
                        expected:
                            "heads that are words of the sentence (word \(row.id) has \(head))")
                }
            }
            result.append(sentence)
            sentence = CoNLLUSentence()
            count = 0
        }
        for line in bytes.split(separator: 10, omittingEmptySubsequences: false) {
            number += 1
            let line = line.last == 13 ? line.dropLast() : line
            if line.isEmpty {
                try close()
            } else if line.first == UInt8(ascii: "#"), sentence.rows.isEmpty {
                sentence.comments.append(String(decoding: line, as: UTF8.self))
            } else {
                let columns = line.split(separator: 9, omittingEmptySubsequences: false).map {
                    String(decoding: $0, as: UTF8.self)
                }
                guard columns.count == 10, columns[1].utf8.contains(where: { $0 > 32 }) else {
                    throw DataError.malformed(
                        path: path, line: number,
                        expected: "ten columns separated by tabs, a form in the second (CoNLL-U)")
                }
                let row = Row(columns: columns)
                if let id = row.number {
                    count += 1
                    guard id == count else {
                        throw DataError.malformed(
                            path: path, line: number, expected: "word \(count), not \(id)")
                    }
                } else if row.range == nil, !columns[0].contains(".") {
                    throw DataError.malformed(
                        path: path, line: number,
                        expected: "the number of a word in the first column")
                }
                sentence.rows.append(row)
            }
        }
        try close()
        return result
    }
}

extension Substring {
    fileprivate var trimmed: Substring {
        var text = self[...]
        while text.first == " " { text = text.dropFirst() }
        while text.last == " " { text = text.dropLast() }
        return text
    }
}
