import CZlib

/// Takes compressed bytes apart with limits: a few bytes must not become a full memory.
enum Inflation {
    enum Format { case gzip, zlib, raw }

    enum Failure: Error { case bomb, damaged }

    /// The decoded bytes; members of gzip one after the other, as the standard allows.
    /// - Returns: also whether the bytes end too early or are damaged behind what is returned.
    /// - Throws: `Failure`.
    static func decoded(
        _ bytes: [UInt8], _ format: Format, limits: IntakeLimits
    ) throws(Failure) -> (bytes: [UInt8], isTruncated: Bool) {
        guard let stream = InflateStream(format) else { throw .damaged }
        var result: [UInt8] = []
        var position = 0
        while true {
            let step = bytes.withUnsafeBytes { input in
                stream.step(UnsafeRawBufferPointer(rebasing: input[position...])) { result += $0 }
            }
            position += step.consumed
            if result.count > limits.size || limits.isBomb(decoded: result.count, encoded: position)
            {
                throw .bomb
            }
            switch step.status {
            case .more:
                // Without input, output may still wait behind a full buffer.
                if position >= bytes.count, step.produced < InflateStream.room {
                    return (result, true)
                }
                if step.consumed == 0, step.produced == 0 { return (result, true) }
            case .end:
                guard format == .gzip, position + 2 < bytes.count, bytes[position] == 0x1F,
                    bytes[position + 1] == 0x8B
                else { return (result, false) }
                stream.restart()
            case .damaged:
                if result.isEmpty {
                    // What servers call deflate is often raw.
                    if format == .zlib { return try decoded(bytes, .raw, limits: limits) }
                    throw .damaged
                }
                return (result, true)
            }
        }
    }
}

/// zlib's state for one stream of compressed bytes; freed with the last reference to it.
final class InflateStream {
    enum Status { case more, end, damaged }

    /// The size of the output buffer.
    static let room = 1 << 16

    private let state: UnsafeMutablePointer<z_stream>
    private let buffer: UnsafeMutableBufferPointer<UInt8>

    init?(_ format: Inflation.Format) {
        state = .allocate(capacity: 1)
        state.initialize(to: z_stream())
        buffer = .allocate(capacity: Self.room)
        let bits: Int32 =
            switch format {
            case .gzip: 31
            case .zlib: 15
            case .raw: -15
            }
        guard inflateInit2_(state, bits, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
        else {
            state.deallocate()
            buffer.deallocate()
            return nil
        }
    }

    deinit {
        inflateEnd(state)
        state.deallocate()
        buffer.deallocate()
    }

    func restart() { inflateReset(state) }

    /// Decodes until the output buffer is full or the input is used up.
    func step(
        _ input: UnsafeRawBufferPointer, _ take: (UnsafeBufferPointer<UInt8>) -> Void
    ) -> (consumed: Int, produced: Int, status: Status) {
        let size = min(input.count, 1 << 24)
        state.pointee.next_in = UnsafeMutablePointer(
            mutating: input.baseAddress?.assumingMemoryBound(to: UInt8.self))
        state.pointee.avail_in = UInt32(size)
        state.pointee.next_out = buffer.baseAddress
        state.pointee.avail_out = UInt32(buffer.count)
        let code = inflate(state, Z_NO_FLUSH)
        let produced = buffer.count - Int(state.pointee.avail_out)
        if produced > 0 {
            take(UnsafeBufferPointer(rebasing: UnsafeBufferPointer(buffer)[..<produced]))
        }
        let consumed = size - Int(state.pointee.avail_in)
        switch code {
        case Z_STREAM_END: return (consumed, produced, .end)
        case Z_OK, Z_BUF_ERROR: return (consumed, produced, .more)
        default: return (consumed, produced, .damaged)
        }
    }
}
