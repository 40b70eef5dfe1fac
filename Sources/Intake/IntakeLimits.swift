/// How much of the outside is let in: every reader and the HTTP client keep to these.
public struct IntakeLimits: Hashable, Sendable {
    /// Decoded bytes of one page, feed, record or entry.
    public var size = 15 << 20
    /// Decoded bytes for each compressed byte, counted from the first megabyte on.
    public var ratio = 200
    /// Seconds for one exchange, all redirects included.
    public var seconds = 20
    public var redirects = 5
    /// Elements inside elements, parts inside parts.
    public var depth = 256
    /// Entries of a ZIP archive or parts of a mail.
    public var entries = 100_000

    public init() {}

    /// Whether `decoded` bytes out of `encoded` ones are more than any honest page gives.
    func isBomb(decoded: Int, encoded: Int) -> Bool {
        decoded > 1 << 20 && decoded / max(encoded, 1) > ratio
    }
}
