import CBrotli
import CZstd

/// The encodings of HTTP bodies: what a server may send and what is asked for.
enum ContentEncoding: String {
    case gzip, deflate
    case brotli = "br"
    case zstandard = "zstd"

    /// What a request says it takes.
    static let accepted = "gzip, deflate, br, zstd"

    /// Takes off the encodings that a `Content-Encoding` field names, the last one first.
    ///
    /// Where the bytes are not what the field says, they are taken as they are: crawlers store decoded bodies
    /// and keep the field, and some servers say gzip and send plain text.
    /// - Throws: `IntakeError.expandsTooMuch`, `.damaged`, `.unsupported`.
    static func decoded(
        _ bytes: [UInt8], field: String?, name: String, limits: IntakeLimits
    ) throws(IntakeError) -> (bytes: [UInt8], isTruncated: Bool) {
        var bytes = bytes
        var isTruncated = false
        for each in (field ?? "").lowercased().split(separator: ",").reversed() {
            let label = each.filter { $0 != " " && $0 != "\t" }
            if bytes.isEmpty || ["", "identity", "none"].contains(label) { continue }
            guard
                let encoding = ContentEncoding(
                    rawValue: label.hasPrefix("x-") ? String(label.dropFirst(2)) : label)
            else { throw .unsupported(name: name, what: "a body in \(label.prefix(20))") }
            if let mark = encoding.mark, !bytes.starts(with: mark) { continue }
            do throws(Inflation.Failure) {
                let decoded = try encoding.decoded(bytes, limits)
                bytes = decoded.bytes
                isTruncated = isTruncated || decoded.isTruncated
            } catch {
                if error == .bomb { throw .expandsTooMuch(name: name) }
                if encoding.mark != nil {
                    throw .damaged(name: name, offset: 0, reason: "the body is no \(label)")
                }
            }
        }
        return (bytes, isTruncated)
    }

    /// The bytes that every body in this encoding begins with.
    private var mark: [UInt8]? {
        switch self {
        case .gzip: [0x1F, 0x8B]
        case .zstandard: [0x28, 0xB5, 0x2F, 0xFD]
        case .deflate, .brotli: nil
        }
    }

    private func decoded(
        _ bytes: [UInt8], _ limits: IntakeLimits
    ) throws(Inflation.Failure) -> (bytes: [UInt8], isTruncated: Bool) {
        switch self {
        case .gzip: try Inflation.decoded(bytes, .gzip, limits: limits)
        case .deflate: try Inflation.decoded(bytes, .zlib, limits: limits)
        case .brotli: try Self.brotli(bytes, limits)
        case .zstandard: try Self.zstandard(bytes, limits)
        }
    }

    private static let room = 1 << 16

    private static func brotli(
        _ bytes: [UInt8], _ limits: IntakeLimits
    ) throws(Inflation.Failure) -> (bytes: [UInt8], isTruncated: Bool) {
        guard let state = BrotliDecoderCreateInstance(nil, nil, nil) else { throw .damaged }
        defer { BrotliDecoderDestroyInstance(state) }
        var result: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: room)
        var consumed = 0
        while true {
            var left = bytes.count - consumed
            var free = room
            let code = bytes.withUnsafeBufferPointer { input in
                buffer.withUnsafeMutableBufferPointer { output in
                    var next = input.baseAddress.map { $0 + consumed }
                    var target = output.baseAddress
                    return BrotliDecoderDecompressStream(state, &left, &next, &free, &target, nil)
                }
            }
            consumed = bytes.count - left
            result += buffer[..<(room - free)]
            if result.count > limits.size || limits.isBomb(decoded: result.count, encoded: consumed)
            {
                throw .bomb
            }
            switch code {
            case BROTLI_DECODER_RESULT_SUCCESS: return (result, false)
            case BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT: continue
            case BROTLI_DECODER_RESULT_NEEDS_MORE_INPUT: return (result, true)
            default:
                if result.isEmpty { throw .damaged }
                return (result, true)
            }
        }
    }

    private static func zstandard(
        _ bytes: [UInt8], _ limits: IntakeLimits
    ) throws(Inflation.Failure) -> (bytes: [UInt8], isTruncated: Bool) {
        guard let state = ZSTD_createDStream() else { throw .damaged }
        defer { ZSTD_freeDStream(state) }
        // A frame must not ask for more memory than browsers give it (RFC 8878, 7.3).
        ZSTD_DCtx_setParameter(state, ZSTD_d_windowLogMax, 23)
        var result: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: room)
        var consumed = 0
        while true {
            var produced = 0
            let code = bytes.withUnsafeBytes { input in
                buffer.withUnsafeMutableBytes { output in
                    var source = ZSTD_inBuffer(
                        src: input.baseAddress, size: input.count, pos: consumed)
                    var target = ZSTD_outBuffer(dst: output.baseAddress, size: output.count, pos: 0)
                    let code = ZSTD_decompressStream(state, &target, &source)
                    consumed = source.pos
                    produced = target.pos
                    return code
                }
            }
            result += buffer[..<produced]
            if result.count > limits.size || limits.isBomb(decoded: result.count, encoded: consumed)
            {
                throw .bomb
            }
            if ZSTD_isError(code) != 0 {
                if result.isEmpty { throw .damaged }
                return (result, true)
            }
            if code == 0, consumed >= bytes.count { return (result, false) }
            if produced < room, consumed >= bytes.count { return (result, true) }
        }
    }
}
