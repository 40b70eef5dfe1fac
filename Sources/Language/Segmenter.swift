public import Text

/// Cuts a text into tokens, quotations and sentences.
///
/// The mechanics are here; abbreviations, clitics and the words that begin sentences come from the
/// language pack. Everything is one pass over the bytes and two over the tokens.
public struct Segmenter: Sendable {
    /// What a text was cut into.
    public struct Segmentation: Sendable {
        public var tokens: [Token]
        public var quotations: [Quotation]
        public var sentences: [Sentence]
    }

    let pack: LanguagePack

    public init(pack: LanguagePack) { self.pack = pack }

    /// Segments UTF-8 bytes; malformed bytes become tokens of their own.
    /// - Complexity: O(n).
    public func segment(_ bytes: [UInt8]) -> Segmentation {
        var tokens = bytes.withUnsafeBufferPointer { tokenize($0) }
        let quotations = QuotationFinder.find(in: &tokens, bytes: bytes)
        return Segmentation(tokens: tokens, quotations: quotations, sentences: sentences(tokens))
    }

    /// Takes words that are given as the tokens of a text that they make.
    func take(_ words: GivenWords, _ bytes: [UInt8]) -> Segmentation {
        var tokens: [Token] = []
        var sentences: [Sentence] = []
        var offset = 0
        for (number, forms) in words.forms.enumerated() {
            let first = tokens.count
            var flags: TokenFlags = [.spaceBefore, .lineStart]
            if number == 0 { flags.insert(.paragraphStart) }
            for (index, form) in forms.enumerated() {
                var token = token(of: Array(form.utf8))
                token.start = Int32(offset)
                offset += form.utf8.count
                token.end = Int32(offset)
                token.flags.formUnion(flags)
                tokens.append(token)
                let hasSpace = words.hasSpace(after: index, of: number)
                flags = hasSpace ? .spaceBefore : []
                if hasSpace { offset += 1 }
            }
            offset += 1
            sentences.append(Sentence(tokens: first..<tokens.count))
        }
        let quotations = QuotationFinder.find(in: &tokens, bytes: bytes)
        return Segmentation(tokens: tokens, quotations: quotations, sentences: sentences)
    }

    /// The one token that a form is, with its kind and flags, even where `segment` would cut it.
    func token(of form: [UInt8]) -> Token {
        let parts = form.withUnsafeBufferPointer { tokenize($0) }
        var token =
            parts.first ?? Token(start: 0, end: 0, kind: .other, flags: [], hash: 0)
        if parts.count > 1 {
            token.hash = foldedHash(form)
            if let word = parts.first(where: { $0.kind == .word }) { token.kind = word.kind }
        }
        token.flags.subtract([.spaceBefore, .paragraphStart, .lineStart])
        return token
    }

    // MARK: Tokens

    private func tokenize(_ buffer: UnsafeBufferPointer<UInt8>) -> [Token] {
        var tokens: [Token] = []
        tokens.reserveCapacity(buffer.count / 5 + 8)
        let lines = LineLayout(buffer)
        var index = 0
        var pending: TokenFlags = [.spaceBefore, .paragraphStart, .lineStart]
        var lineStart = 0
        while index < buffer.count {
            let (scalar, length) = decodeScalar(buffer, index)
            switch scalarClass(scalar) {
            case .space:
                pending.insert(.spaceBefore)
                index += length
            case .newline:
                if pending.contains(.lineStart) || lines.endsParagraph(from: lineStart, to: index) {
                    pending.insert(.paragraphStart)
                }
                pending.formUnion([.spaceBefore, .lineStart])
                index += length
                lineStart = index
            case .letter, .digit:
                index = word(buffer, index, pending, into: &tokens)
                pending = []
            case .mark:
                let length =
                    isDoubled(buffer, index) ? 2 : max(length, runLength(buffer, index))
                tokens.append(
                    Token(
                        start: Int32(index), end: Int32(index + length), kind: kind(of: scalar),
                        flags: pending,
                        hash: foldedHash(
                            buffer: UnsafeBufferPointer(rebasing: buffer[index..<index + length]))))
                pending = []
                index += length
            }
        }
        return tokens
    }

    /// Two apostrophes or two grave accents in a row: a quotation mark of old news wires.
    private func isDoubled(_ buffer: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
        index + 1 < buffer.count && buffer[index] == buffer[index + 1]
            && (buffer[index] == 0x27 || buffer[index] == 0x60)
    }

    /// How many bytes a row of the same sign has that is one token ("...", "--", "?!"); 0 where the
    /// sign at `start` is of another kind.
    private func runLength(_ buffer: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
        let isRepeated: (UInt8) -> Bool
        switch buffer[start] {
        case UInt8(ascii: "!"), UInt8(ascii: "?"):
            isRepeated = { $0 == UInt8(ascii: "!") || $0 == UInt8(ascii: "?") }
        case UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "="), UInt8(ascii: "*"),
            UInt8(ascii: "~"), UInt8(ascii: "+"), UInt8(ascii: "<"), UInt8(ascii: ">"):
            let sign = buffer[start]
            isRepeated = { $0 == sign }
        default: return 0
        }
        var end = start
        while end < buffer.count, isRepeated(buffer[end]) { end += 1 }
        return end - start
    }

    private func kind(of mark: UInt32) -> TokenKind {
        switch mark {
        case 0x2E, 0x21, 0x3F, 0x2026: .sentenceEnd
        case 0x2C: .comma
        case 0x3A: .colon
        case 0x3B: .semicolon
        case 0x28, 0x5B: .openBracket
        case 0x29, 0x5D: .closeBracket
        case 0x2D, 0x2010...0x2015: .dash
        default: .other
        }
    }

    /// Appends the word or number that begins at `start`, with its clitic if it has one, and
    /// returns where it ends.
    private func word(
        _ buffer: UnsafeBufferPointer<UInt8>, _ start: Int, _ flags: TokenFlags,
        into tokens: inout [Token]
    ) -> Int {
        var index = start
        var letters = 0
        var digits = 0
        var upper = 0
        var flags = flags
        var hasJoint = false
        var hasApostrophe = false
        var stops = 0
        var lastClass = ScalarClass.mark
        while index < buffer.count {
            let (scalar, length) = decodeScalar(buffer, index)
            let scalarClass = scalarClass(scalar)
            if scalarClass == .letter || scalarClass == .digit {
                if scalarClass == .letter {
                    if isUppercase(scalar) {
                        upper += 1
                        if index == start { flags.insert(.capitalised) }
                    }
                    letters += 1
                } else {
                    digits += 1
                }
                lastClass = scalarClass
                index += length
                continue
            }
            let next = index + length
            guard next < buffer.count, scalarClass == .mark else { break }
            let nextClass = Text.scalarClass(decodeScalar(buffer, next).0)
            guard nextClass == .letter || nextClass == .digit else {
                if scalar == 0x3A, buffer[next] == 0x2F, digits == 0 {
                    return url(buffer, start, flags, into: &tokens)
                }
                break
            }
            let joins: Bool
            switch scalar {
            case 0x27, 0x2019:
                joins = lastClass == .letter && nextClass == .letter
                if joins, !hasApostrophe, index - start < 8,
                    pack.proclitics.contains(
                        foldedHash(buffer: UnsafeBufferPointer(rebasing: buffer[start..<next])))
                {
                    append(buffer, start, next, letters, digits, upper, flags, into: &tokens)
                    return next
                }
                hasApostrophe = hasApostrophe || joins
                hasJoint = hasJoint || joins
            case 0x2D, 0x2011:
                joins = true
                hasJoint = true
            case 0x2E:
                joins =
                    lastClass == nextClass && (lastClass == .digit || index - start < 24)
                    && !isGlued(buffer, from: start, stop: index, letters: letters)
                if joins { stops += 1 }
            case 0x2C, 0x3A: joins = lastClass == .digit && nextClass == .digit
            case 0x2F: joins = lastClass == .digit && nextClass == .digit && letters == 0
            case 0x40: return url(buffer, start, flags, into: &tokens)
            default: joins = false
            }
            guard joins else { break }
            index = next
        }
        // "www.example.org/path"
        if stops > 0, letters >= 4, index + 1 < buffer.count, buffer[index] == 0x2F,
            buffer[index + 1] > 0x20
        {
            return url(buffer, start, flags, into: &tokens)
        }
        if hasJoint, letters > 1 {
            let cut = cliticStart(buffer, start, index)
            if cut < index {
                pieces(buffer, start, cut: cut, index, flags, into: &tokens)
                return index
            }
        }
        if index - start == letters, letters <= pack.longestContraction,
            let first = pack.contractions[
                foldedHash(buffer: UnsafeBufferPointer(rebasing: buffer[start..<index]))]
        {
            pieces(buffer, start, cut: start + first, index, flags, into: &tokens)
            return index
        }
        if index < buffer.count, buffer[index] == 0x2E,
            takesStop(buffer, start, index, letters: letters, digits: digits, stops: stops)
        {
            index += 1
            flags.insert(.hasStop)
        }
        append(buffer, start, index, letters, digits, upper, flags, into: &tokens)
        return index
    }

    /// Where the clitic at the end of a word begins, the longest that fits; the end where it has none.
    private func cliticStart(
        _ buffer: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int
    ) -> Int {
        for cut in max(start + 1, end - pack.longestClitic)..<max(start + 1, end)
        where buffer[cut] & 0xC0 != 0x80
            && pack.clitics.contains(
                foldedHash(buffer: UnsafeBufferPointer(rebasing: buffer[cut..<end])))
        {
            return cut
        }
        return end
    }

    /// Appends the two parts of a word, and the parts of the first where that has a clitic too.
    private func pieces(
        _ buffer: UnsafeBufferPointer<UInt8>, _ start: Int, cut: Int, _ end: Int,
        _ flags: TokenFlags, into tokens: inout [Token]
    ) {
        let earlier = cliticStart(buffer, start, cut)
        piece(buffer, start, earlier, flags, into: &tokens)
        if earlier < cut { piece(buffer, earlier, cut, [], into: &tokens) }
        piece(buffer, cut, end, [], into: &tokens)
    }

    /// Appends a part of a word.
    private func piece(
        _ buffer: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int, _ flags: TokenFlags,
        into tokens: inout [Token]
    ) {
        var (letters, digits, upper) = (0, 0, 0)
        var index = start
        while index < end {
            let (scalar, length) = decodeScalar(buffer, index)
            switch scalarClass(scalar) {
            case .letter:
                letters += 1
                if isUppercase(scalar) { upper += 1 }
            case .digit: digits += 1
            default: break
            }
            index += length
        }
        append(buffer, start, end, letters, digits, upper, flags, into: &tokens)
    }

    /// A full stop without a blank behind it that ends a sentence all the same ("kam.Dann"): between
    /// a word in lower case and a capital.
    private func isGlued(
        _ buffer: UnsafeBufferPointer<UInt8>, from start: Int, stop: Int, letters: Int
    ) -> Bool {
        letters >= 3 && stop - start == letters && buffer[stop - 1] >= 0x61
            && stop + 1 < buffer.count && isUppercase(decodeScalar(buffer, stop + 1).0)
    }

    private func append(
        _ buffer: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int, _ letters: Int,
        _ digits: Int, _ upper: Int, _ flags: TokenFlags, into tokens: inout [Token]
    ) {
        var flags = flags
        if letters >= 2, upper == letters { flags.insert(.allCaps) }
        tokens.append(
            Token(
                start: Int32(start), end: Int32(end),
                kind: letters == 0 && digits > 0 ? .number : .word, flags: flags,
                hash: foldedHash(buffer: UnsafeBufferPointer(rebasing: buffer[start..<end]))))
    }

    /// Whether the full stop at `end` belongs to the word before it.
    private func takesStop(
        _ buffer: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int, letters: Int, digits: Int,
        stops: Int
    ) -> Bool {
        if letters > 0 {
            if end - start > 24 { return false }
            if letters == 1, digits == 0, isUppercase(decodeScalar(buffer, start).0) { return true }
            if stops > 0, letters == stops + 1 { return true }
            return pack.abbreviations.contains(
                foldedHash(buffer: UnsafeBufferPointer(rebasing: buffer[start..<end + 1])))
        }
        guard pack.hasOrdinalStop, digits <= 2, end - start == digits else { return false }
        return ordinalFollows(buffer, end + 1) || dateFollows(buffer, end + 1, from: start)
    }

    /// Whether a number and its full stop are a part of a date in figures: "1. 2. 2024".
    private func dateFollows(
        _ buffer: UnsafeBufferPointer<UInt8>, _ behind: Int, from start: Int
    ) -> Bool {
        var index = behind
        while index < buffer.count, buffer[index] == 0x20 { index += 1 }
        let first = index
        while index < buffer.count, (0x30...0x39).contains(buffer[index]) { index += 1 }
        switch index - first {
        case 1...2: return index < buffer.count && buffer[index] == 0x2E && first > behind
        case 4:
            return start >= 3 && buffer[start - 1] == 0x20 && buffer[start - 2] == 0x2E
                && (0x30...0x39).contains(buffer[start - 3])
        default: return false
        }
    }

    /// Whether what stands behind a number and its full stop makes it an ordinal: a lower-case
    /// word, a month, a comma, or a capitalised word that does not usually begin a sentence.
    private func ordinalFollows(_ buffer: UnsafeBufferPointer<UInt8>, _ from: Int) -> Bool {
        var index = from
        while index < buffer.count, buffer[index] == 0x20 { index += 1 }
        guard index < buffer.count else { return false }
        if index == from, buffer[index] == 0x2C || buffer[index] == 0x2D { return true }
        guard index > from || buffer[index] >= 0x41 else { return false }
        let (scalar, _) = decodeScalar(buffer, index)
        guard scalarClass(scalar) == .letter else { return false }
        if !isUppercase(scalar) { return true }
        var end = index
        while end < buffer.count, end - index < 40 {
            let (scalar, length) = decodeScalar(buffer, end)
            guard scalarClass(scalar) == .letter else { break }
            end += length
        }
        let classes = pack.words.classes(
            of: foldedHash(buffer: UnsafeBufferPointer(rebasing: buffer[index..<end])))
        return classes.contains(.month) || classes.isDisjoint(with: .sentenceStarters)
    }

    private func url(
        _ buffer: UnsafeBufferPointer<UInt8>, _ start: Int, _ flags: TokenFlags,
        into tokens: inout [Token]
    ) -> Int {
        var end = start
        while end < buffer.count, buffer[end] > 0x20, buffer[end] != 0x22, buffer[end] != 0x3C,
            buffer[end] != 0x3E
        {
            end += 1
        }
        while end > start + 1, [0x2E, 0x2C, 0x3A, 0x3B, 0x21, 0x3F, 0x29].contains(buffer[end - 1])
        {
            end -= 1
        }
        // Never cut a scalar in two, nor stop before anything was taken.
        while end < buffer.count, buffer[end] & 0xC0 == 0x80 { end += 1 }
        tokens.append(
            Token(
                start: Int32(start), end: Int32(end), kind: .url, flags: flags,
                hash: foldedHash(buffer: UnsafeBufferPointer(rebasing: buffer[start..<end]))))
        return end
    }
}

/// Whether line breaks end paragraphs in a text or only wrap its lines.
private struct LineLayout {
    private let isWrapped: Bool

    init(_ buffer: UnsafeBufferPointer<UInt8>) {
        var longest = 0
        var lines = 0
        var current = 0
        var blank = 0
        for byte in buffer {
            if byte == 10 {
                if current == 0 { blank += 1 } else { lines += 1 }
                longest = max(longest, current)
                current = 0
            } else {
                current += 1
            }
        }
        isWrapped = lines >= 4 && longest > 50 && longest <= 100 && blank * 2 <= lines
    }

    /// Whether the line between two byte offsets is the last of its paragraph. In wrapped text
    /// only short lines are.
    func endsParagraph(from start: Int, to end: Int) -> Bool {
        !isWrapped || end - start < 45
    }
}
