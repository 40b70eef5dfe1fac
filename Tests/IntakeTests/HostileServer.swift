import Foundation

/// A server on loopback that answers as badly as it is told to: raw bytes, one thread a connection.
final class HostileServer: Sendable {
    let port: Int
    private let listener: Int32

    /// Writes raw bytes to the connection; false where the other side is gone.
    typealias Write = (_ bytes: [UInt8]) -> Bool
    typealias Handler = @Sendable (_ path: String, _ request: String, _ write: Write) -> Void

    init(ipv6: Bool = false, _ handler: @escaping Handler) throws {
        signal(SIGPIPE, SIG_IGN)
        let listener = socket(ipv6 ? AF_INET6 : AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard listener >= 0 else { throw ServerError.noSocket }
        var size = socklen_t(
            ipv6 ? MemoryLayout<sockaddr_in6>.size : MemoryLayout<sockaddr_in>.size)
        var storage = sockaddr_storage()
        let status: Int32 = withUnsafeMutablePointer(to: &storage) { pointer in
            pointer.withMemoryRebound(to: sockaddr_in.self, capacity: 1) { address in
                if !ipv6 {
                    address.pointee.sin_family = sa_family_t(AF_INET)
                    address.pointee.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
                }
            }
            pointer.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) { address in
                if ipv6 {
                    address.pointee.sin6_family = sa_family_t(AF_INET6)
                    address.pointee.sin6_addr = in6addr_loopback
                }
            }
            return pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, size)
            }
        }
        guard status == 0, listen(listener, 16) == 0 else {
            close(listener)
            throw ServerError.noSocket
        }
        _ = withUnsafeMutablePointer(to: &storage) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                getsockname(listener, $0, &size)
            }
        }
        port = withUnsafePointer(to: &storage) { pointer in
            pointer.withMemoryRebound(to: sockaddr_in.self, capacity: 1) {
                Int(UInt16(bigEndian: $0.pointee.sin_port))
            }
        }
        self.listener = listener
        Thread.detachNewThread {
            while true {
                let connection = accept(listener, nil, nil)
                if connection < 0 { return }
                Thread.detachNewThread {
                    var request: [UInt8] = []
                    var buffer = [UInt8](repeating: 0, count: 4096)
                    while !request.contains(Array("\r\n\r\n".utf8)) {
                        let count = recv(connection, &buffer, buffer.count, 0)
                        if count <= 0 { break }
                        request += buffer[..<count]
                    }
                    let text = String(decoding: request, as: UTF8.self)
                    let path = text.split(separator: " ").dropFirst().first.map(String.init) ?? "/"
                    handler(path, text) { bytes in
                        var sent = 0
                        while sent < bytes.count {
                            let count = bytes[sent...].withUnsafeBytes {
                                send(connection, $0.baseAddress, $0.count, 0)
                            }
                            if count <= 0 { return false }
                            sent += count
                        }
                        return true
                    }
                    shutdown(connection, Int32(SHUT_RDWR))
                    close(connection)
                }
            }
        }
    }

    func stop() {
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
    }

    enum ServerError: Error { case noSocket }
}

/// An answer with its length, as an honest server sends it.
func answer(_ body: [UInt8], status: String = "200 OK", fields: [String] = []) -> [UInt8] {
    let head =
        ["HTTP/1.1 \(status)", "Content-Length: \(body.count)"] + fields + [
            "Connection: close", "", "",
        ]
    return Array(head.joined(separator: "\r\n").utf8) + body
}

func answer(_ body: String, status: String = "200 OK", fields: [String] = []) -> [UInt8] {
    answer(Array(body.utf8), status: status, fields: fields)
}

/// Bodies in encodings of which only the decoder is linked.
enum EncodedBytes {
    /// `<p>Grüße</p>`, and 8 MiB of blanks, as `brotli -c` writes them.
    static let brotliPage: [UInt8] = [
        0x8B, 0x06, 0x80, 0x3C, 0x70, 0x3E, 0x47, 0x72, 0xC3, 0xBC, 0xC3, 0x9F, 0x65, 0x3C, 0x2F,
        0x70, 0x3E, 0x03,
    ]
    static let brotliBomb: [UInt8] = [
        0xCB, 0xFF, 0xFF, 0x3F, 0xF8, 0x25, 0x40, 0xE2, 0xB1, 0x40, 0x20, 0xF7, 0xFE, 0x6F,
    ]

    /// The head of a Zstandard frame with a window of 128 KiB (RFC 8878, 3.1.1).
    private static let frame: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD, 0x00, 7 << 3]
    private static let blockSize = 1 << 17

    private static func header(_ type: Int, _ count: Int, isLast: Bool) -> [UInt8] {
        let header = count << 3 | type << 1 | (isLast ? 1 : 0)
        return [UInt8(header & 0xFF), UInt8(header >> 8 & 0xFF), UInt8(header >> 16)]
    }

    /// Up to 128 KiB as one raw block.
    static func zstandard(_ bytes: [UInt8]) -> [UInt8] {
        frame + header(0, bytes.count, isLast: true) + bytes
    }

    /// One byte many times: four bytes for each 128 KiB.
    static func zstandardRun(of byte: UInt8, count: Int) -> [UInt8] {
        var bytes = frame
        for start in stride(from: 0, to: count, by: blockSize) {
            let isLast = start + blockSize >= count
            bytes += header(1, min(blockSize, count - start), isLast: isLast) + [byte]
        }
        return bytes
    }
}
