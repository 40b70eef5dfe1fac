extension PairCoding {
    /// The answer as one line of JSON.
    /// - Parameter root: the name of the type in the scheme that was asked for.
    public func json(root: String, explain: Bool = false) -> String {
        let fields: [(key: String, value: JSONText?)] = [
            ("root", .string(root)), ("root_2018", .string(type2018)),
            ("mode", mode.map(JSONText.string)), ("quad", .integer(type.quad.rawValue)),
            ("cameo", .string(cameo)),
            ("confidence", .number((confidence * 1000).rounded() / 1000)),
            ("why", explain ? .strings(why) : nil),
        ]
        return JSONText.object(fields)
            .line
    }
}
