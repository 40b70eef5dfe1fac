import Crypto
import Foundation
public import Text

/// A file of what was learned or compiled for a language: a lexicon, a tagger, a parser.
///
/// Layout, little-endian: the magic `LAGEBILD`, the version of the layout (`UInt32`), the number of
/// sections (`UInt32`), the SHA-256 of everything behind byte 64, zeros up to byte 64; then a row of
/// 48 bytes a section (name, 32 bytes of UTF-8 padded with zeros; offset and length in bytes,
/// `UInt64`), then the sections, each aligned to 64 bytes. The section `manifest` says in plain text
/// what the file is, what it was made from and under which licence it stands.
///
/// The file is mapped, and sections are read in place.
public struct ModelFile: Sendable {
    /// The version of the layout that this program reads and writes.
    public static let version: UInt32 = 1
    static let magic = Array("LAGEBILD".utf8)

    public let path: String
    private let file: MappedFile
    private let sections: [String: Range<Int>]

    /// Maps the file and checks it: magic, version, extents, checksum, and that its manifest begins
    /// with `kind: <kind>`.
    /// - Throws: `DataError.missing`, or `DataError.damaged` with what is wrong.
    public init(_ path: String, kind: String) throws {
        guard let file = MappedFile(path) else { throw DataError.missing(path: path) }
        let bytes = file.bytes
        guard bytes.count >= 64, bytes[0..<8].elementsEqual(Self.magic) else {
            throw DataError.damaged(path: path, reason: "this is no model of lagebild")
        }
        let version = bytes.loadUnaligned(fromByteOffset: 8, as: UInt32.self)
        guard version == Self.version else {
            throw DataError.damaged(
                path: path, reason: "its layout has version \(version), not \(Self.version)")
        }
        let count = Int(bytes.loadUnaligned(fromByteOffset: 12, as: UInt32.self))
        guard bytes.count >= 64 + 48 * count,
            SHA256.hash(data: UnsafeRawBufferPointer(rebasing: bytes[64...]))
                .elementsEqual(bytes[16..<48])
        else { throw DataError.damaged(path: path, reason: "its checksum is wrong") }
        var sections: [String: Range<Int>] = [:]
        for index in 0..<count {
            let row = 64 + 48 * index
            let name = String(decoding: bytes[row..<row + 32].prefix { $0 != 0 }, as: UTF8.self)
            let start = bytes.loadUnaligned(fromByteOffset: row + 32, as: UInt64.self)
            let length = bytes.loadUnaligned(fromByteOffset: row + 40, as: UInt64.self)
            guard start <= UInt64(bytes.count), length <= UInt64(bytes.count) - start else {
                throw DataError.damaged(path: path, reason: "section '\(name)' is cut off")
            }
            sections[name] = Int(start)..<Int(start + length)
        }
        self.path = path
        self.file = file
        self.sections = sections
        guard manifest.hasPrefix("kind: \(kind)\n") else {
            throw DataError.damaged(path: path, reason: "it is not of the kind '\(kind)'")
        }
    }

    /// What the file is, its sources and its licence: lines of `key: value`.
    public var manifest: String { (try? strings("manifest").joined(separator: "\n")) ?? "" }

    /// A section as rows of a fixed width, in place. Valid as long as this value, or a copy, lives.
    /// - Throws: `DataError.damaged` where it is missing or holds no whole number of rows.
    public func section<Row: BitwiseCopyable>(
        _ name: String, of row: Row.Type
    ) throws -> UnsafeBufferPointer<Row> {
        guard let range = sections[name], range.count % MemoryLayout<Row>.stride == 0 else {
            throw DataError.damaged(path: path, reason: "section '\(name)' is missing or cut off")
        }
        return UnsafeRawBufferPointer(rebasing: file.bytes[range]).assumingMemoryBound(to: row)
    }

    /// A section of text, its lines.
    /// - Throws: `DataError.damaged` where it is missing.
    public func strings(_ name: String) throws -> [String] {
        let bytes = try section(name, of: UInt8.self)
        return bytes.split(separator: 10, omittingEmptySubsequences: false).map {
            String(decoding: $0, as: UTF8.self)
        }
    }
}

/// Writes a `ModelFile`.
public struct ModelFileWriter {
    private var sections: [(name: String, bytes: [UInt8])] = []

    /// - Parameter manifest: lines of `key: value` behind the kind: language, sources, licence.
    public init(kind: String, manifest: [(key: String, value: String)]) {
        add("manifest", lines: ["kind: \(kind)"] + manifest.map { "\($0.key): \($0.value)" } + [""])
    }

    /// Adds rows of a fixed width. The name has at most 32 bytes.
    public mutating func add<Row: BitwiseCopyable>(_ name: String, _ rows: [Row]) {
        sections.append((name, rows.withUnsafeBytes { Array($0) }))
    }

    /// Adds a section of text.
    public mutating func add(_ name: String, lines: [String]) {
        sections.append((name, Array(lines.joined(separator: "\n").utf8)))
    }

    /// The bytes of the file; the same sections give the same bytes.
    public func bytes() -> [UInt8] {
        var body: [UInt8] = []
        var offset = (64 + 48 * sections.count + 63) & ~63
        for section in sections {
            precondition(section.name.utf8.count <= 32, "a section's name has at most 32 bytes")
            body += Array(section.name.utf8)
            body += Array(repeating: 0, count: 32 - section.name.utf8.count)
            body += littleEndian(UInt64(offset)) + littleEndian(UInt64(section.bytes.count))
            offset = (offset + section.bytes.count + 63) & ~63
        }
        for section in sections {
            body += Array(repeating: 0, count: ((body.count + 63) & ~63) - body.count)
            body += section.bytes
        }
        var header = ModelFile.magic + littleEndian(ModelFile.version)
        header += littleEndian(UInt32(sections.count))
        header += Array(SHA256.hash(data: body))
        header += Array(repeating: 0, count: 64 - header.count)
        return header + body
    }

    /// Writes the file, whole or not at all.
    /// - Throws: what Foundation throws where the place cannot be written.
    public func write(to path: String) throws {
        try Data(bytes()).write(to: URL(fileURLWithPath: path), options: .atomic)
    }
}

private func littleEndian<Value: FixedWidthInteger>(_ value: Value) -> [UInt8] {
    withUnsafeBytes(of: value.littleEndian) { Array($0) }
}
