/// Values that were asked for not long ago, at most `limit`.
struct RecentValues<Value> {
    private let limit: Int
    /// What was put in lately, and what was before it: the older half goes when the younger is full.
    private var young: [Int64: Value] = [:]
    private var old: [Int64: Value] = [:]

    init(limit: Int) { self.limit = limit }

    subscript(_ id: Int64) -> Value? {
        mutating get {
            if let value = young[id] { return value }
            guard let value = old[id] else { return nil }
            self[id] = value
            return value
        }
        set {
            old[id] = nil
            guard let newValue else {
                young[id] = nil
                return
            }
            if young.count >= limit / 2 {
                old = young
                young = [:]
            }
            young[id] = newValue
        }
    }
}
