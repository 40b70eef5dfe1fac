import CZstd
import Foundation

/// Texts and readings as they lie in the archive: Zstandard (RFC 8878). Readings are parted first
/// (`ReadingForm`) and packed with a dictionary of the keys that every reading has.
enum Compression {
    /// Larger texts are not taken for ours.
    static let limit = 256_000_000

    /// Against level 3, level 6 takes a sixth off readings and 2 to 4 % off texts; 19 hardly more.
    private static let level: Int32 = 6
    /// What a parted reading begins with; a frame of Zstandard never does.
    private static let partedMark: UInt8 = 2

    static func packed(_ text: [UInt8]) -> [UInt8] {
        packed(text, behind: []) { context, out, size, source in
            ZSTD_compressCCtx(context, out, size, source.baseAddress, source.count, level)
        }
    }

    static func packedReading(_ json: [UInt8]) -> [UInt8] {
        guard let parted = ReadingForm.parted(json) else { return packed(json) }
        return packed(parted, behind: [partedMark]) { context, out, size, source in
            ZSTD_compress_usingCDict(
                context, out, size, source.baseAddress, source.count, partedPacker)
        }
    }

    private static func packed(
        _ source: [UInt8], behind head: [UInt8],
        by pack: (OpaquePointer, UnsafeMutablePointer<UInt8>?, Int, UnsafeBufferPointer<UInt8>) ->
            Int
    ) -> [UInt8] {
        let bound = ZSTD_compressBound(source.count)
        return packers.with { context in
            Array(unsafeUninitializedCapacity: bound + head.count) { out, count in
                for (index, byte) in head.enumerated() { out[index] = byte }
                let start = out.baseAddress.map { $0 + head.count }
                let size = source.withUnsafeBufferPointer { pack(context, start, bound, $0) }
                // The bound is enough for every input, so packing cannot fail.
                precondition(ZSTD_isError(size) == 0)
                count = head.count + size
            }
        }
    }

    /// - Throws: `ArchiveError.malformed` where the bytes are not what was stored.
    static func unpacked(_ bytes: [UInt8]) throws(ArchiveError) -> [UInt8] {
        try unpacked(bytes[...]) { context, out, size, source in
            ZSTD_decompressDCtx(context, out, size, source.baseAddress, source.count)
        }
    }

    /// - Throws: `ArchiveError.malformed` where the bytes are not what was stored.
    static func unpackedReading(_ bytes: [UInt8]) throws(ArchiveError) -> [UInt8] {
        // How the first versions packed readings, and how one is packed that has control characters in it.
        guard bytes.first == partedMark else {
            return try unpacked(bytes[...]) { context, out, size, source in
                ZSTD_decompress_usingDDict(
                    context, out, size, source.baseAddress, source.count, readingUnpacker)
            }
        }
        let parted = try unpacked(bytes.dropFirst()) { context, out, size, source in
            ZSTD_decompress_usingDDict(
                context, out, size, source.baseAddress, source.count, partedUnpacker)
        }
        guard let json = ReadingForm.joined(parted) else { throw damaged }
        return json
    }

    private static func unpacked(
        _ bytes: ArraySlice<UInt8>,
        by unpack: (OpaquePointer, UnsafeMutablePointer<UInt8>?, Int, UnsafeBufferPointer<UInt8>) ->
            Int
    ) throws(ArchiveError) -> [UInt8] {
        let size = bytes.withUnsafeBufferPointer {
            ZSTD_getFrameContentSize($0.baseAddress, $0.count)
        }
        guard size < UInt64(limit) else { throw damaged }
        var isWhole = false
        let text = unpackers.with { context in
            [UInt8](unsafeUninitializedCapacity: Int(size)) { out, count in
                let code = bytes.withUnsafeBufferPointer {
                    unpack(context, out.baseAddress, Int(size), $0)
                }
                isWhole = ZSTD_isError(code) == 0 && code == Int(size)
                count = isWhole ? code : 0
            }
        }
        guard isWhole else { throw damaged }
        return text
    }

    private static var damaged: ArchiveError {
        .malformed(what: "stored text", problem: "it cannot be unpacked")
    }

    private static let packers = ContextPool { ZSTD_createCCtx() }
    private static let unpackers = ContextPool { ZSTD_createDCtx() }
    /// Read by many threads and never changed.
    private nonisolated(unsafe) static let readingUnpacker = ZSTD_createDDict(
        readingDictionary, readingDictionary.count)
    private nonisolated(unsafe) static let partedPacker = ZSTD_createCDict(
        partedDictionary, partedDictionary.count, level)
    private nonisolated(unsafe) static let partedUnpacker = ZSTD_createDDict(
        partedDictionary, partedDictionary.count)

    /// The same dictionary for parted readings, without its numbers.
    private static let partedDictionary = Array(
        (ReadingForm.parted(readingDictionary) ?? []).prefix { $0 != 0 })

    /// What readings have in common; part of the form of the file, never to be changed. The commonest
    /// parts stand last, where they are cheapest to point at.
    private static let readingDictionary = Array(
        #"""
        {"format":"lagebild.reading/1","document":{"id":"","title":"","language":"de","published":"2024-","outlet":"","url":"https://www.","author":"","text":""},"norms":[{"id":"n1","spans":[[],"name":"","reference":"UNSCR UN Charter art. "}],"events":[{"id":"e1","type":"CONSULT","mode":"visit","trigger":[[],"span":[],"actor":["a1"],"recipient":["a2"],"place":["a3"],"time":"t1","tense":"past","quantities":["q1"],"norms":[],"views":[{"by":"author","factuality":"CT+"},{"by":"s1","factuality":"PS+"}],"quantities":[{"id":"q1","span":[],"value":,"low":,"high":,"unit":"Prozent","approximate":false},{"id":"q2","span":[],"value":10,"unit":"person","approximate":true},"times":[{"id":"t1","span":[],"type":"DATE","value":"2024-06-14","edtf":"2024-06-14"},{"id":"t2","span":[],"type":"DURATION","value":"P1D"},{"id":"t3","span":[],"type":"DATE","value":"2023","mod":"START","edtf":"[2024-06-07,2024-06-14,2024-06-21,2024-06-28]"},"actors":[{"id":"a1","kind":"organization","name":"","aliases":[],"role":"","of":"a2","country":"US","mentions":[[]]},{"id":"a3","kind":"country","name":"","aliases":[],"country":"DE","mentions":[[]]},{"id":"a4","kind":"place","name":"","aliases":[],"mentions":[[]]},{"id":"a5","kind":"person","name":"","aliases":[""],"role":"","mentions":[[],[]]},"medium":{"span":[],"kind":"interview"},"via":"","inside":"s1","form":"direct","act":"deny","act":"demand","act":"expect","act":"announce","factuality":"PS+","factuality":"CT-","statements":[{"id":"s1","form":"indirect","act":"state","factuality":"CT+","source":{"spans":[[]],"actors":["a1"],"anonymous":false},"addressee":{"spans":[[]],"actors":["a2"]},"cue":[[]],"content":[[]],"frame":[[],[]],"time":"t1","confidence":0.7},{"id":"s2","form":"mixed","act":"state","factuality":"CT+","source":{"spans":[[]],"actors":["a2"],"anonymous":true},"cue":[[]],"content":[[]],"frame":[[]],"confidence":0.85}]
        """#.utf8)
}

/// Contexts of Zstandard that nobody uses just now: making one costs more than packing a short text.
private final class ContextPool: @unchecked Sendable {
    private let make: @Sendable () -> OpaquePointer?
    private var free: [OpaquePointer] = []
    private let lock = NSLock()

    init(_ make: @escaping @Sendable () -> OpaquePointer?) { self.make = make }

    func with<Result>(_ body: (OpaquePointer) -> Result) -> Result {
        let known = lock.withLock { free.popLast() }
        guard let context = known ?? make() else { fatalError("out of memory") }
        defer { lock.withLock { free.append(context) } }
        return body(context)
    }
}
