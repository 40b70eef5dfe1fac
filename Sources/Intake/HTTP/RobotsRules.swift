/// What a site asks of robots (`robots.txt`, RFC 9309), for pages that are fetched on our own account: those
/// behind the teasers of a feed. What a user names is fetched on the user's account.
struct RobotsRules: Hashable, Sendable {
    private struct Rule: Hashable, Sendable {
        var path: [UInt8]
        var allows: Bool
    }

    private var rules: [Rule] = []

    /// Everything is allowed.
    init() {}

    /// Reads the rules for this program: those that name it, or else those for all.
    init(_ text: String, agent: String = "lagebild") {
        var named: [Rule] = []
        var general: [Rule] = []
        var hasNamed = false
        var isNamed = false
        var isGeneral = false
        var isHead = false
        // More than 500 KiB need not be read (RFC 9309, 2.5).
        for line in text.utf8.prefix(512_000).split(whereSeparator: { $0 == 10 || $0 == 13 }) {
            let plain = String(decoding: line.prefix { $0 != UInt8(ascii: "#") }, as: UTF8.self)
            guard let colon = plain.firstIndex(of: ":") else { continue }
            let key = plain[..<colon].filter { !$0.isWhitespace }.lowercased()
            let value = plain[plain.index(after: colon)...].split(whereSeparator: \.isWhitespace)
                .joined(separator: " ")
            switch key {
            case "user-agent":
                if !isHead { (isNamed, isGeneral) = (false, false) }
                isHead = true
                let name = value.lowercased()
                if name == "*" {
                    isGeneral = true
                } else if name == agent || name.hasPrefix(agent + "/") {
                    isNamed = true
                    hasNamed = true
                }
            case "allow", "disallow":
                isHead = false
                guard !value.isEmpty, named.count + general.count < 10_000 else { continue }
                let rule = Rule(path: Array(value.utf8.prefix(2000)), allows: key == "allow")
                if isNamed { named.append(rule) }
                if isGeneral { general.append(rule) }
            default: isHead = false
            }
        }
        rules = hasNamed ? named : general
    }

    /// Whether a path with its query may be fetched: the longest rule that fits decides, and of two
    /// equally long ones the one that allows.
    func allows(_ path: String) -> Bool {
        let path = Array(path.utf8.prefix(4000))
        var best: Rule?
        for rule in rules where Self.matches(path, rule.path) {
            guard let known = best else {
                best = rule
                continue
            }
            if (rule.path.count, rule.allows ? 1 : 0) > (known.path.count, known.allows ? 1 : 0) {
                best = rule
            }
        }
        return best?.allows ?? true
    }

    /// `*` stands for any bytes, `$` at the end for the end.
    /// - Complexity: O(n · m) at worst, without recursion.
    private static func matches(_ path: [UInt8], _ pattern: [UInt8]) -> Bool {
        let isAnchored = pattern.last == UInt8(ascii: "$")
        let pattern = isAnchored ? Array(pattern.dropLast()) : pattern + [UInt8(ascii: "*")]
        var (at, place) = (0, 0)
        var star: (pattern: Int, path: Int)?
        while at < path.count {
            if place < pattern.count, pattern[place] == UInt8(ascii: "*") {
                star = (place, at)
                place += 1
            } else if place < pattern.count, pattern[place] == path[at] {
                place += 1
                at += 1
            } else if let last = star {
                place = last.pattern + 1
                at = last.path + 1
                star = (last.pattern, at)
            } else {
                return false
            }
        }
        return pattern[place...].allSatisfy { $0 == UInt8(ascii: "*") }
    }
}

/// The rules of the sites of one run, each asked once.
actor RobotsRegister {
    private let client: GuardedClient
    private var known: [String: RobotsRules] = [:]

    init(_ client: GuardedClient) { self.client = client }

    /// Whether the page at an address may be fetched. A site that does not answer, or that has no rules, allows
    /// everything; one with errors of its own (5xx) nothing (RFC 9309, 2.3.1).
    func allows(_ address: WebAddress) async -> Bool {
        let site = "\(address.scheme)://\(address.authority)"
        if let rules = known[site] { return rules.allows(address.pathAndQuery) }
        var rules = RobotsRules()
        if let page = try? await client.fetch(site + "/robots.txt") {
            if (200..<300).contains(page.status) {
                rules = RobotsRules(String(decoding: page.body, as: UTF8.self))
            } else if page.status >= 500 {
                rules = RobotsRules("User-agent: *\nDisallow: /")
            }
        }
        known[site] = rules
        return rules.allows(address.pathAndQuery)
    }
}
