import Foundation

/// Tells addresses of the open internet from those of the machine, its network and its provider.
enum AddressGuard {
    /// Whether an address (IPv4 or IPv6, as text) may be connected to without leave.
    static func isPublic(_ text: String) -> Bool {
        var address4 = in_addr()
        if inet_pton(AF_INET, text, &address4) == 1 {
            return isPublic4(UInt32(bigEndian: address4.s_addr))
        }
        var address6 = in6_addr()
        let plain = text.split(separator: "%").first.map(String.init) ?? text
        guard inet_pton(AF_INET6, plain, &address6) == 1 else { return false }
        return isPublic6(withUnsafeBytes(of: &address6) { Array($0) })
    }

    /// The special ranges of RFC 6890.
    private static func isPublic4(_ address: UInt32) -> Bool {
        let ranges: [(UInt32, UInt32)] = [
            (0x0000_0000, 8), (0x0A00_0000, 8), (0x6440_0000, 10), (0x7F00_0000, 8),
            (0xA9FE_0000, 16),
            (0xAC10_0000, 12), (0xC000_0000, 24), (0xC000_0200, 24), (0xC058_6300, 24),
            (0xC0A8_0000, 16),
            (0xC612_0000, 15), (0xC633_6400, 24), (0xCB00_7100, 24), (0xE000_0000, 4),
            (0xF000_0000, 4),
            // Metadata service of one provider.
            (0xA83F_8110, 32),
        ]
        return !ranges.contains { base, bits in address >> (32 - bits) == base >> (32 - bits) }
    }

    private static func isPublic6(_ bytes: [UInt8]) -> Bool {
        func v4(_ at: Int) -> UInt32 { bytes[at..<(at + 4)].reduce(0) { $0 << 8 | UInt32($1) } }
        let isZero = { (range: Range<Int>) in bytes[range].allSatisfy { $0 == 0 } }
        // IPv4 inside: mapped, compatible, NAT64, 6to4.
        if isZero(0..<10), bytes[10] == 0xFF, bytes[11] == 0xFF { return isPublic4(v4(12)) }
        if isZero(0..<12) { return false }
        if bytes[0] == 0, bytes[1] == 0x64, bytes[2] == 0xFF, bytes[3] == 0x9B {
            return isZero(4..<12) && isPublic4(v4(12))
        }
        if bytes[0] == 0x20, bytes[1] == 0x02 { return isPublic4(v4(2)) }
        // Teredo, documentation, benchmarking, ORCHID.
        if bytes[0] == 0x20, bytes[1] == 0x01, bytes[2] < 0x02 { return false }
        if bytes[0] == 0x20, bytes[1] == 0x01, bytes[2] == 0x0D, bytes[3] == 0xB8 { return false }
        // Only 2000::/3 is given out; the rest is local, multicast or reserved.
        return bytes[0] & 0xE0 == 0x20
    }

    /// The addresses of a host by the system's resolver.
    /// - Throws: `IntakeError.unknownHost`.
    static func resolve(_ host: String, url: String) async throws(IntakeError) -> [String] {
        let result: Result<[String], IntakeError> = await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                var hints = addrinfo()
                hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
                var list: UnsafeMutablePointer<addrinfo>?
                let code = getaddrinfo(host, nil, &hints, &list)
                defer { if let list { freeaddrinfo(list) } }
                guard code == 0 else {
                    continuation.resume(
                        returning: .failure(
                            .unknownHost(url: url, reason: String(cString: gai_strerror(code)))))
                    return
                }
                var found: [String] = []
                var each = list
                while let entry = each {
                    var name = [CChar](repeating: 0, count: 64)
                    if getnameinfo(
                        entry.pointee.ai_addr, entry.pointee.ai_addrlen, &name,
                        socklen_t(name.count), nil, 0, NI_NUMERICHOST) == 0
                    {
                        let text = String(
                            decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) },
                            as: UTF8.self)
                        if !found.contains(text) { found.append(text) }
                    }
                    each = entry.pointee.ai_next
                }
                continuation.resume(
                    returning: found.isEmpty
                        ? .failure(.unknownHost(url: url, reason: "no address")) : .success(found))
            }
        }
        return try result.get()
    }
}
