/// The JSON of a reading parted into its words and its numbers, which pack far better apart: most of a
/// reading is offsets, and each differs little from the one before it.
///
/// Parted, it is the JSON with a mark in the place of each number, a zero byte, and the numbers in their
/// order: each the difference to the one before it (of ids to the last of the same letter), zigzag, in
/// groups of seven bits, the lowest first. JSON has none of these bytes (RFC 8259, section 7), so joining
/// gives the same bytes back. Part of the form of the file: what is here must not change.
enum ReadingForm {
    private static let numberMark: UInt8 = 1
    private static let idMark: UInt8 = 2
    private static let end: UInt8 = 0

    /// - Returns: nil where the bytes are no JSON of ours, which holds no control characters.
    static func parted(_ json: [UInt8]) -> [UInt8]? {
        var words: [UInt8] = []
        words.reserveCapacity(json.count)
        var numbers: [UInt8] = []
        numbers.reserveCapacity(json.count / 8)
        var last = Predictions()
        var index = 0
        while index < json.count {
            let byte = json[index]
            guard byte > idMark else { return nil }
            guard isDigit(byte), let kind = Self.kind(json, index) else {
                words.append(byte)
                index += 1
                continue
            }
            var stop = index + 1
            while stop < json.count, isDigit(json[stop]) { stop += 1 }
            let isWhole = stop < json.count && kind.isEnd(json[stop])
            let isCanonical = stop == index + 1 || byte != 0x30
            if isWhole, isCanonical, stop - index <= 15 {
                let value = json[index..<stop].reduce(0) { $0 * 10 + Int64($1 & 15) }
                append(value - last[kind], to: &numbers)
                last[kind] = value
                words.append(kind == .number ? numberMark : idMark)
            } else {
                words.append(contentsOf: json[index..<stop])
            }
            index = stop
        }
        words.append(end)
        return words + numbers
    }

    /// - Returns: nil where the bytes are not what `parted` gives.
    static func joined(_ bytes: [UInt8]) -> [UInt8]? {
        guard let gap = bytes.firstIndex(of: end) else { return nil }
        var json: [UInt8] = []
        json.reserveCapacity(bytes.count * 2)
        var last = Predictions()
        var next = gap + 1
        for index in 0..<gap {
            let byte = bytes[index]
            guard byte <= idMark else {
                json.append(byte)
                continue
            }
            let kind: Kind
            if byte == numberMark {
                kind = .number
            } else {
                guard let letter = json.last, isLetter(letter) else { return nil }
                kind = .id(letter)
            }
            guard let difference = number(bytes, &next) else { return nil }
            let (value, isLost) = last[kind].addingReportingOverflow(difference)
            guard !isLost, value >= 0 else { return nil }
            last[kind] = value
            appendDigits(value, to: &json)
        }
        return next == bytes.count ? json : nil
    }

    private enum Kind: Equatable {
        /// Between the brackets, commas and colons of JSON.
        case number
        /// Behind one letter in quotation marks: `"s12"`.
        case id(UInt8)

        func isEnd(_ byte: UInt8) -> Bool {
            switch self {
            case .number: byte == 0x2C || byte == 0x5D || byte == 0x7D
            case .id: byte == 0x22
            }
        }
    }

    /// What a number is, by the bytes before it.
    private static func kind(_ json: [UInt8], _ index: Int) -> Kind? {
        guard index > 0 else { return nil }
        let before = json[index - 1]
        if before == 0x2C || before == 0x3A || before == 0x5B { return .number }
        guard isLetter(before), index > 1, json[index - 2] == 0x22 else { return nil }
        return .id(before)
    }

    /// The last number of each kind.
    private struct Predictions {
        private var values = [Int64](repeating: 0, count: 27)

        subscript(kind: Kind) -> Int64 {
            get { values[Self.place(kind)] }
            set { values[Self.place(kind)] = newValue }
        }

        private static func place(_ kind: Kind) -> Int {
            switch kind {
            case .number: 26
            case .id(let letter): Int(letter) - 97
            }
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte &- 48 < 10 }
    private static func isLetter(_ byte: UInt8) -> Bool { byte &- 97 < 26 }

    private static func append(_ difference: Int64, to numbers: inout [UInt8]) {
        var rest = UInt64(bitPattern: difference << 1 ^ difference >> 63)
        while rest > 127 {
            numbers.append(UInt8(rest & 127) | 128)
            rest >>= 7
        }
        numbers.append(UInt8(rest))
    }

    private static func number(_ bytes: [UInt8], _ next: inout Int) -> Int64? {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while next < bytes.count, shift < 63 {
            let byte = bytes[next]
            next += 1
            value |= UInt64(byte & 127) << shift
            if byte < 128 { return Int64(value >> 1) ^ -Int64(value & 1) }
            shift += 7
        }
        return nil
    }

    private static func appendDigits(_ value: Int64, to json: inout [UInt8]) {
        guard value > 9 else {
            json.append(0x30 + UInt8(value))
            return
        }
        let start = json.count
        var rest = value
        while rest > 0 {
            json.append(0x30 + UInt8(rest % 10))
            rest /= 10
        }
        json[start...].reverse()
    }
}
