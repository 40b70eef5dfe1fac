import Text

/// Reads the entries of a ZIP archive, one after the other. Nothing is written to disk, and an entry's name is
/// only a label; names that point out of the archive are refused all the same.
struct ZIPReader {
    struct Entry {
        var name: String
        var method: Int
        var flags: Int
        var compressed: Int
        var size: Int
        var header: Int
    }

    private let file: MappedFile
    private let name: String
    private let limits: IntakeLimits
    private(set) var entries: [Entry] = []

    /// - Throws: `IntakeError.unreadable`, `.damaged`.
    init(path: String, limits: IntakeLimits) throws(IntakeError) {
        guard let file = MappedFile(path) else { throw .unreadable(name: path) }
        self.file = file
        name = path
        self.limits = limits
        try readDirectory()
    }

    private func number(_ at: Int, _ width: Int) -> Int? {
        guard at >= 0, at + width <= file.bytes.count else { return nil }
        return (0..<width).reversed().reduce(0) { $0 << 8 | Int(file.bytes[at + $1]) }
    }

    private mutating func readDirectory() throws(IntakeError) {
        // The end record stands behind everything, before a comment of at most 65,535 bytes.
        let count = file.bytes.count
        var end = count - 22
        let lowest = max(0, count - 22 - 65_535)
        while end >= lowest, number(end, 4) != 0x0605_4B50 { end -= 1 }
        guard end >= lowest, let total = number(end + 10, 2), var at = number(end + 16, 4) else {
            throw .damaged(
                name: name, offset: count, reason: "the directory of the archive is missing")
        }
        while entries.count < total, entries.count < limits.entries, number(at, 4) == 0x0201_4B50 {
            guard let flags = number(at + 8, 2), let method = number(at + 10, 2),
                let compressed = number(at + 20, 4),
                let size = number(at + 24, 4), let length = number(at + 28, 2),
                let extra = number(at + 30, 2),
                let comment = number(at + 32, 2), let header = number(at + 42, 4),
                at + 46 + length <= count
            else { break }
            let text = Array(file.bytes[(at + 46)..<(at + 46 + length)])
            let label = Charset.decode(
                text, transport: flags & 0x800 != 0 ? "utf-8" : "cp437", declared: nil)
            entries.append(
                Entry(
                    name: String(decoding: label.bytes, as: UTF8.self), method: method,
                    flags: flags,
                    compressed: compressed, size: size, header: header))
            at += 46 + length + extra + comment
        }
        guard entries.count == total || entries.count == limits.entries else {
            throw .damaged(
                name: name, offset: at, reason: "the directory of the archive breaks off")
        }
    }

    /// - Throws: `IntakeError.unsafeName`, `.tooLarge`, `.expandsTooMuch`, `.damaged`, `.unsupported`.
    func contents(of entry: Entry) throws(IntakeError) -> [UInt8] {
        let parts = entry.name.split(whereSeparator: { $0 == "/" || $0 == "\\" })
        guard !parts.contains(".."), !entry.name.hasPrefix("/"), !entry.name.hasPrefix("\\"),
            !entry.name.contains("\0"),
            parts.first?.last != ":"
        else { throw .unsafeName(name: name, entry: entry.name) }
        let label = name + "!" + entry.name
        guard entry.flags & 1 == 0 else {
            throw .unsupported(name: label, what: "an encrypted entry")
        }
        guard entry.size <= limits.size else { throw .tooLarge(name: label, limit: limits.size) }
        guard let length = number(entry.header + 26, 2), let extra = number(entry.header + 28, 2),
            number(entry.header, 4) == 0x0403_4B50
        else {
            throw .damaged(
                name: label, offset: entry.header,
                reason: "the entry is not where the directory says")
        }
        let start = entry.header + 30 + length + extra
        guard entry.compressed >= 0, start + entry.compressed <= file.bytes.count else {
            throw .damaged(name: label, offset: start, reason: "the entry is cut off")
        }
        let raw = Array(file.bytes[start..<(start + entry.compressed)])
        switch entry.method {
        case 0: return raw
        case 8:
            do throws(Inflation.Failure) {
                let decoded = try Inflation.decoded(raw, .raw, limits: limits)
                if decoded.isTruncated { throw Inflation.Failure.damaged }
                return decoded.bytes
            } catch {
                if error == .bomb { throw .expandsTooMuch(name: label) }
                throw .damaged(name: label, offset: start, reason: "the entry is damaged")
            }
        default: throw .unsupported(name: label, what: "compression method \(entry.method)")
        }
    }
}
