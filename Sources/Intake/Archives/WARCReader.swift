import CDeflate
import Foundation
import Text

/// A record of a web archive (ISO 28500).
public struct WARCRecord: Sendable {
    /// `response`, `resource`, `conversion`, `request`, …
    public var type: String
    public var fields: [String: String]
    /// What stands behind the fields: for a response the answer of HTTP.
    public var block: [UInt8]
    /// Where the record (or the gzip member that holds it) begins in the file: to resume there.
    public var offset: Int

    public var url: String? {
        fields["warc-target-uri"].map {
            $0.hasPrefix("<") && $0.hasSuffix(">") ? String($0.dropFirst().dropLast()) : $0
        }
    }
    public var date: String? { fields["warc-date"] }
}

/// What a web archive gives next.
public enum WARCEvent: Sendable {
    case record(WARCRecord)
    /// A stretch of the file that could not be read.
    case damage(offset: Int, length: Int, reason: String)
}

/// Reads a WARC file, plain, with a gzip member a record, or as one gzip stream.
///
/// Nothing is skipped silently: behind damage it looks for the next record and says what lies between. Memory
/// is bounded by the size limit of a record, whatever the size of the file.
public struct WARCReader: Sequence, IteratorProtocol {
    private let file: MappedFile
    private let limits: IntakeLimits
    private var position: Int
    /// Bytes of the file that need not stay in memory.
    private var released = 0
    private var buffer: [UInt8] = Array(repeating: 0, count: 1 << 20)
    private var ready: [WARCEvent] = []
    private let decoder: Decoder
    private var stream: GzipRecordStream?

    /// Records read and damaged stretches met so far.
    public private(set) var records = 0
    public private(set) var damages = 0

    /// - Parameter offset: where to go on, as a record said it.
    /// - Throws: `IntakeError.unreadable`.
    public init(path: String, from offset: Int = 0, limits: IntakeLimits = IntakeLimits())
        throws(IntakeError)
    {
        guard let file = MappedFile(path) else { throw .unreadable(name: path) }
        self.file = file
        self.limits = limits
        position = Swift.max(offset, 0)
        decoder = Decoder()
    }

    private var bytes: UnsafeRawBufferPointer { file.bytes }

    public mutating func next() -> WARCEvent? {
        while true {
            if let event = ready.popLast() {
                switch event {
                case .record: records += 1
                case .damage: damages += 1
                }
                return event
            }
            if stream != nil {
                if let event = stream!.next(bytes) {
                    ready.append(event)
                } else {
                    position = stream!.position
                    stream = nil
                }
                continue
            }
            guard position < bytes.count else { return nil }
            release()
            if isGzip(position) {
                member()
            } else if isRecord(position) {
                plainRecord()
            } else if bytes[position] == 10 || bytes[position] == 13 {
                position += 1
            } else {
                resynchronise(from: position, "neither a record nor a gzip member begins here")
            }
        }
    }

    /// Gives the pages behind the reader back, so that memory does not grow with the file.
    private mutating func release() {
        let piece = 16 << 20
        guard position - released > 2 * piece, let base = bytes.baseAddress else { return }
        let end = (position - piece) / piece * piece
        madvise(UnsafeMutableRawPointer(mutating: base + released), end - released, MADV_DONTNEED)
        released = end
    }

    private func isGzip(_ at: Int) -> Bool {
        at + 10 <= bytes.count && bytes[at] == 0x1F && bytes[at + 1] == 0x8B && bytes[at + 2] == 8
            && bytes[at + 3] < 0x20
    }

    private func isRecord(_ at: Int) -> Bool { WARCReader.isRecord(bytes, at) }

    static func isRecord(_ bytes: UnsafeRawBufferPointer, _ at: Int) -> Bool {
        let mark = StaticString("WARC/")
        guard at + 8 <= bytes.count else { return false }
        return (0..<5).allSatisfy { bytes[at + $0] == mark.utf8Start[$0] }
    }

    // MARK: gzip

    /// One gzip member: a record, or more than one.
    private mutating func member() {
        let start = position
        let rest = bytes.count - start
        while true {
            var consumed = 0
            var produced = 0
            let source = bytes.baseAddress! + start
            let decoder = decoder.pointer
            let result = buffer.withUnsafeMutableBytes {
                libdeflate_gzip_decompress_ex(
                    decoder, source, rest, $0.baseAddress, $0.count, &consumed, &produced)
            }
            switch result {
            case LIBDEFLATE_SUCCESS:
                position = start + consumed
                parseMember(start, produced)
                return
            case LIBDEFLATE_INSUFFICIENT_SPACE:
                if buffer.count >= limits.size + (1 << 16) {
                    // One stream for the whole file, or a record beyond the limit.
                    stream = GzipRecordStream(start: start, limits: limits)
                    return
                }
                buffer = Array(
                    repeating: 0, count: Swift.min(buffer.count * 4, limits.size + (1 << 16)))
            default:
                resynchronise(
                    from: start + 1, begins: start, "the gzip member is damaged or cut off")
                return
            }
        }
    }

    private mutating func parseMember(_ start: Int, _ size: Int) {
        var found: [WARCEvent] = []
        buffer.withUnsafeBytes { all in
            let content = UnsafeRawBufferPointer(rebasing: all[..<size])
            var at = 0
            while at < size {
                if content[at] == 13 || content[at] == 10 {
                    at += 1
                    continue
                }
                guard WARCReader.isRecord(content, at), let record = RecordBounds(content, at),
                    record.end <= size
                else {
                    found.append(
                        .damage(
                            offset: start, length: position - start,
                            reason: "a record is shorter than it says"))
                    return
                }
                if record.block.count <= limits.size {
                    found.append(.record(record.record(content, offset: start)))
                } else {
                    found.append(
                        .damage(
                            offset: start, length: position - start,
                            reason: "the record is beyond the size limit"))
                }
                at = record.end
            }
        }
        ready = found.reversed()
    }

    // MARK: plain

    private mutating func plainRecord() {
        let start = position
        guard let record = RecordBounds(bytes, start) else {
            resynchronise(
                from: start + 5, begins: start, "the fields of the record are damaged or cut off")
            return
        }
        guard record.end <= bytes.count else {
            // The length is wrong, or the file ends here.
            resynchronise(
                from: record.block.lowerBound, begins: start, "the record is shorter than it says")
            return
        }
        var after = record.end
        while after < bytes.count, bytes[after] == 13 || bytes[after] == 10 { after += 1 }
        guard after - record.end >= 2 || after == bytes.count,
            after == bytes.count || isRecord(after)
        else {
            resynchronise(
                from: record.block.lowerBound, begins: start, "the length of the record is wrong")
            return
        }
        position = after
        if record.block.count > limits.size {
            ready = [
                .damage(
                    offset: start, length: after - start,
                    reason: "the record is beyond the size limit")
            ]
        } else {
            ready = [.record(record.record(bytes, offset: start))]
        }
    }

    // MARK: damage

    /// Goes on at the next place where a record really begins, and reports what lies before it.
    private mutating func resynchronise(from: Int, begins start: Int? = nil, _ reason: String) {
        let start = start ?? from
        let next = nextRecord(from) ?? bytes.count
        position = next
        ready = [.damage(offset: start, length: next - start, reason: reason)]
    }

    /// The next plain record, or the next member whose first decoded bytes are those of a record: the magic
    /// alone stands in compressed bytes too. One pass, so that a file of nothing but damage takes linear time.
    private func nextRecord(_ from: Int) -> Int? {
        var at = from
        while at + 8 < bytes.count {
            if bytes[at] == UInt8(ascii: "W") {
                if isRecord(at), at == 0 || bytes[at - 1] == 10,
                    let record = RecordBounds(bytes, at),
                    record.fields["warc-type"] != nil
                {
                    return at
                }
            } else if bytes[at] == 0x1F, isGzip(at), beginsRecord(at) {
                return at
            }
            at += 1
        }
        return nil
    }

    private func beginsRecord(_ at: Int) -> Bool {
        guard let stream = InflateStream(.gzip) else { return false }
        var head: [UInt8] = []
        let end = Swift.min(at + 512, bytes.count)
        _ = stream.step(UnsafeRawBufferPointer(rebasing: bytes[at..<end])) { head += $0.prefix(8) }
        return head.starts(with: Array("WARC/".utf8))
    }

    /// libdeflate's state, freed with the reader.
    private final class Decoder {
        let pointer = libdeflate_alloc_decompressor()
        deinit { libdeflate_free_decompressor(pointer) }
    }
}

/// Where the parts of a record stand.
struct RecordBounds {
    var fields: [String: String]
    var block: Range<Int>
    var end: Int { block.upperBound }

    /// - Returns: nil where the fields do not end or have no length.
    init?(_ bytes: UnsafeRawBufferPointer, _ start: Int) {
        let limit = min(bytes.count, start + (1 << 16))
        var position = start
        var fields: [String: String] = [:]
        var isFirst = true
        while true {
            guard position < limit else { return nil }
            var lineEnd = position
            while lineEnd < limit, bytes[lineEnd] != 10 { lineEnd += 1 }
            guard lineEnd < limit else { return nil }
            var line = bytes[position..<lineEnd]
            position = lineEnd + 1
            if line.last == 13 { line = line.dropLast() }
            if line.isEmpty { break }
            if isFirst {
                isFirst = false
                continue
            }
            guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { continue }
            let name = String(decoding: line[..<colon], as: UTF8.self).lowercased()
            let value = line[(colon + 1)...].drop { $0 == 32 || $0 == 9 }
            if fields[name] == nil { fields[name] = String(decoding: value, as: UTF8.self) }
        }
        guard let text = fields["content-length"], let length = Int(text.filter { $0 != " " }),
            length >= 0,
            length < 1 << 40
        else { return nil }
        self.fields = fields
        block = position..<(position + length)
    }

    func record(_ bytes: UnsafeRawBufferPointer, offset: Int) -> WARCRecord {
        WARCRecord(
            type: fields["warc-type"]?.lowercased() ?? "", fields: fields,
            block: Array(bytes[block]), offset: offset)
    }
}

/// One gzip stream with many records: decoded piece by piece.
private struct GzipRecordStream {
    private(set) var position: Int
    private let start: Int
    private let limits: IntakeLimits
    private let stream: InflateStream?
    private var window: [UInt8] = []
    private var isAtEnd = false
    /// Whether the last step filled the buffer: more may wait behind it.
    private var isFull = false
    private var skip = 0
    private var pending: WARCEvent?

    init(start: Int, limits: IntakeLimits) {
        position = start
        self.start = start
        self.limits = limits
        stream = InflateStream(.gzip)
    }

    /// The next record of the stream; nil behind its last.
    mutating func next(_ bytes: UnsafeRawBufferPointer) -> WARCEvent? {
        if let event = pending {
            pending = nil
            return event
        }
        while true {
            var front = 0
            while front < window.count, window[front] == 13 || window[front] == 10 { front += 1 }
            if front > 0 { window.removeFirst(front) }
            var wanted = 1
            if !window.isEmpty {
                let bounds = window.withUnsafeBytes {
                    WARCReader.isRecord($0, 0) ? RecordBounds($0, 0) : nil
                }
                if let bounds {
                    if bounds.block.count > limits.size {
                        skip = bounds.end - window.count
                        window.removeAll()
                        while skip > 0, !isAtEnd { fill(bytes) }
                        return .damage(
                            offset: position, length: 0,
                            reason: "the record is beyond the size limit")
                    }
                    if bounds.end <= window.count {
                        let record = window.withUnsafeBytes { bounds.record($0, offset: start) }
                        window.removeFirst(bounds.end)
                        return .record(record)
                    }
                    wanted = bounds.end
                } else if window.count > 1 << 16 || isAtEnd {
                    window.removeAll()
                    isAtEnd = true
                    return .damage(
                        offset: start, length: position - start,
                        reason: "a record in the gzip stream is damaged")
                } else {
                    wanted = window.count + 1
                }
            }
            if isAtEnd {
                let left = window.count
                window.removeAll()
                if left > 0 {
                    return .damage(
                        offset: position, length: 0, reason: "the gzip stream ends inside a record")
                }
                if let event = pending {
                    pending = nil
                    return event
                }
                return nil
            }
            while window.count < wanted, !isAtEnd { fill(bytes) }
        }
    }

    private mutating func fill(_ bytes: UnsafeRawBufferPointer) {
        guard let stream, position < bytes.count || isFull else {
            if !isAtEnd, position >= bytes.count {
                pending = .damage(offset: position, length: 0, reason: "the gzip stream is cut off")
            }
            isAtEnd = true
            return
        }
        var piece: [UInt8] = []
        let step = stream.step(UnsafeRawBufferPointer(rebasing: bytes[position...])) { piece += $0 }
        position += step.consumed
        isFull = step.produced == InflateStream.room
        if skip > 0 {
            let cut = min(skip, piece.count)
            skip -= cut
            window += piece[cut...]
        } else {
            window += piece
        }
        switch step.status {
        case .more:
            if step.consumed == 0 && step.produced == 0 && position < bytes.count { isAtEnd = true }
        case .end: isAtEnd = true
        case .damaged:
            isAtEnd = true
            pending = .damage(
                offset: position, length: bytes.count - position,
                reason: "the gzip stream is damaged; nothing behind it can be read")
            position = bytes.count
        }
    }
}
