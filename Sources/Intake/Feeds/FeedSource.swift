import Foundation

/// A feed that is fetched again and again, with what the last visits taught.
public struct FeedSource: Codable, Hashable, Sendable {
    public var url: String
    public var title: String?
    /// Whether the linked pages are fetched where the feed has teasers only.
    public var wantsFullText = true
    /// `ETag` and `Last-Modified` of the last answer, as the server wrote them.
    public var etag: String?
    public var lastModified: String?
    /// Unix time of the last visit, of the last that worked, and the earliest time of the next.
    public var lastVisit: Int?
    public var lastSuccess: Int?
    public var nextVisit: Int?
    /// What went wrong last; nil after a visit that worked.
    public var error: String?
    /// Visits in a row that failed.
    public var failures = 0
    /// The publisher said that the feed is gone for good (410).
    public var isGone = false
    /// Seconds between two visits, as the feed or the server asks; nil for the default.
    public var interval: Int?
    /// Entries that were taken over already, by a hash of their keys; the newest last.
    public var known: [String] = []
    /// Entries taken over so far, and those left out at the last visit with the reason.
    public var taken = 0
    public var skipped: [String] = []

    public init(url: String, title: String? = nil) {
        self.url = url
        self.title = title
    }

    /// At most this many entries are remembered; feeds show far fewer.
    static let memory = 5_000

    /// The fields of a request that ask only for what is new.
    public var conditions: [String: String] {
        var fields: [String: String] = [:]
        fields["If-None-Match"] = etag
        fields["If-Modified-Since"] = lastModified
        return fields
    }

    public func isDue(at time: Int) -> Bool { !isGone && (nextVisit ?? 0) <= time }
}

/// When a feed may be visited again. A pure function of what happened, so that it can be tested.
public enum FeedSchedule {
    public static let usual = 3_600
    public static let shortest = 300
    public static let longest = 86_400

    /// Notes an answer.
    /// - Parameters:
    ///   - jitter: 0 to 1; spreads visits so that not all feeds are fetched at once.
    public static func note(
        status: Int, fields: [String: String], interval: Int?, at time: Int, jitter: Double,
        in source: inout FeedSource
    ) {
        source.lastVisit = time
        switch status {
        case 200..<300, 304:
            source.error = nil
            source.failures = 0
            source.lastSuccess = time
            source.interval = interval ?? source.interval
            if status != 304 {
                source.etag = fields["etag"]
                source.lastModified = fields["last-modified"]
            }
            let asked = max(source.interval ?? usual, maxAge(fields) ?? 0)
            source.nextVisit = time + spread(min(max(asked, shortest), longest), jitter)
        case 410:
            source.error = "the feed is gone for good (410)"
            source.isGone = true
            source.nextVisit = nil
        case 429, 503:
            // Too many visits are no fault of the feed: it is not given up.
            source.error = "the server asks to wait (\(status))"
            let wait = retryAfter(fields, at: time) ?? backOff(max(source.failures, 1))
            source.failures += status == 503 ? 1 : 0
            source.nextVisit = time + spread(max(wait, shortest), jitter)
        default:
            source.failures += 1
            source.error = "the server answered \(status)"
            source.nextVisit = time + spread(backOff(source.failures), jitter)
        }
    }

    /// Notes that there was no answer, or none that is a feed.
    public static func note(
        failure: String, at time: Int, jitter: Double, in source: inout FeedSource
    ) {
        source.lastVisit = time
        source.failures += 1
        source.error = failure
        source.nextVisit = time + spread(backOff(source.failures), jitter)
    }

    /// Twice as long after each failure, at most a day.
    static func backOff(_ failures: Int) -> Int { min(usual << min(failures - 1, 5), longest) }

    private static func spread(_ seconds: Int, _ jitter: Double) -> Int {
        seconds + Int(Double(seconds) * 0.1 * min(max(jitter, 0), 1))
    }

    /// `Retry-After` in seconds: a number, or a date.
    static func retryAfter(_ fields: [String: String], at time: Int) -> Int? {
        guard let text = fields["retry-after"] else { return nil }
        if let seconds = Int(text.trimmingCharacters(in: .whitespaces)) {
            return min(max(seconds, 0), 7 * longest)
        }
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = TimeZone(identifier: "GMT")
        formatter.dateFormat = "EEE, dd MMM yyyy HH:mm:ss zzz"
        guard let date = formatter.date(from: text) else { return nil }
        return min(max(Int(date.timeIntervalSince1970) - time, 0), 7 * longest)
    }

    private static func maxAge(_ fields: [String: String]) -> Int? {
        guard let control = fields["cache-control"]?.lowercased(),
            let range = control.range(of: "max-age=")
        else { return nil }
        return Int(control[range.upperBound...].prefix { $0.isNumber })
    }
}
