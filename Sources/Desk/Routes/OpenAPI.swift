/// The description of the API (OpenAPI 3.1), made from the table of routes: what it says is what is
/// answered.
enum OpenAPI {
    indirect enum Node: Encodable {
        case object([(String, Node)])
        case array([Node])
        case string(String)
        case integer(Int)
        case bool(Bool)

        struct Key: CodingKey {
            var stringValue: String
            var intValue: Int? { nil }
            init(stringValue: String) { self.stringValue = stringValue }
            init?(intValue: Int) { nil }
        }

        func encode(to encoder: any Encoder) throws {
            switch self {
            case .object(let fields):
                var container = encoder.container(keyedBy: Key.self)
                for (name, value) in fields {
                    try container.encode(value, forKey: Key(stringValue: name))
                }
            case .array(let values):
                var container = encoder.unkeyedContainer()
                for value in values { try container.encode(value) }
            case .string(let text):
                var container = encoder.singleValueContainer()
                try container.encode(text)
            case .integer(let number):
                var container = encoder.singleValueContainer()
                try container.encode(number)
            case .bool(let value):
                var container = encoder.singleValueContainer()
                try container.encode(value)
            }
        }
    }

    static func document(version: String) throws -> [UInt8] {
        let paths = Route.all.map { route in
            (path(of: route), Node.object([("get", operation(route))]))
        }
        let changes: [(String, Node)] = [
            (
                "/api/v1/read",
                post(
                    "read", "Reads a text; nothing is stored.",
                    types: [
                        (
                            "application/json",
                            .object([("$ref", .string("#/components/schemas/Article"))])
                        ),
                        ("text/plain", .object([("type", .string("string"))])),
                    ], status: "200")
            )
        ]
        let stores = [
            ("articles", "Article", "Reads and stores an article."),
            ("watches", "Watch", "Saves a query."),
            (
                "corrections", "Correction",
                "Corrects a row or an actor, or takes a correction back."
            ),
        ]
        var merged = paths + changes
        for (name, schema, summary) in stores {
            let operation = post(
                name + "Post", summary,
                types: [
                    (
                        "application/json",
                        .object([("$ref", .string("#/components/schemas/" + schema))])
                    )
                ],
                status: "201")
            guard case .object(let added) = operation else { continue }
            if let index = merged.firstIndex(where: { $0.0 == "/api/v1/" + name }),
                case .object(let known) = merged[index].1
            {
                merged[index].1 = .object(known + added)
            }
        }
        return try encodedJSON(
            Node.object([
                ("openapi", .string("3.1.0")),
                (
                    "info",
                    .object([
                        ("title", .string("Lagebild")), ("version", .string(version)),
                        (
                            "description",
                            .string(
                                "Every page of the desk as JSON. Lists carry `rows` and `next`, the cursor of the "
                                    + "next page. Fields may be added; none changes its meaning within v1."
                            )
                        ),
                    ])
                ),
                ("paths", .object(merged)), ("components", components),
            ]))
    }

    static func path(of route: Route) -> String {
        route.template.isEmpty
            ? "/api/v1/today" : "/api/v1/" + route.template.joined(separator: "/")
    }

    private static func operation(_ route: Route) -> Node {
        let places = route.template.filter { $0.hasPrefix("{") }.map { name in
            Node.object([
                ("name", .string(String(name.dropFirst().dropLast()))), ("in", .string("path")),
                ("required", .bool(true)), ("schema", .object([("type", .string("string"))])),
            ])
        }
        let fields = route.fields.map { field in
            Node.object([
                ("name", .string(field.name)), ("in", .string("query")),
                ("description", .string(field.summary)),
                ("schema", .object([("type", .string(field.isInteger ? "integer" : "string"))])),
            ])
        }
        let shape: Node =
            route.isList
            ? .object([
                ("type", .string("object")),
                ("required", .array([.string("rows")])),
                (
                    "properties",
                    .object([
                        ("rows", .object([("type", .string("array"))])),
                        ("next", .object([("type", .string("string"))])),
                    ])
                ),
            ]) : .object([("type", .string(route.name == .corrections ? "array" : "object"))])
        // A briefing of no query is null.
        let schema = route.name == .briefing ? Node.object([]) : shape
        return .object([
            ("operationId", .string(route.name.rawValue)), ("summary", .string(route.summary)),
            ("parameters", .array(places + fields)),
            (
                "responses",
                .object([
                    (
                        "200",
                        .object([
                            ("description", .string("The record.")),
                            (
                                "content",
                                .object([("application/json", .object([("schema", schema)]))])
                            ),
                        ])
                    ),
                    (
                        "304",
                        .object([
                            ("description", .string("Not changed since the ETag that was sent."))
                        ])
                    ),
                    ("400", problem), ("404", problem),
                ])
            ),
        ])
    }

    private static func post(
        _ name: String, _ summary: String, types: [(String, Node)], status: String
    ) -> Node {
        .object([
            (
                "post",
                .object([
                    ("operationId", .string(name)), ("summary", .string(summary)),
                    (
                        "requestBody",
                        .object([
                            ("required", .bool(true)),
                            ("content", .object(types.map { ($0.0, .object([("schema", $0.1)])) })),
                        ])
                    ),
                    (
                        "responses",
                        .object([
                            (
                                status,
                                .object([
                                    ("description", .string("Done.")),
                                    (
                                        "content",
                                        .object([
                                            (
                                                "application/json",
                                                .object([
                                                    (
                                                        "schema",
                                                        .object([("type", .string("object"))])
                                                    )
                                                ])
                                            )
                                        ])
                                    ),
                                ])
                            ),
                            ("400", problem), ("403", problem), ("409", problem), ("413", problem),
                        ])
                    ),
                ])
            )
        ])
    }

    private static var problem: Node {
        .object([
            ("description", .string("What was wrong.")),
            (
                "content",
                .object([
                    (
                        "application/json",
                        .object([
                            ("schema", .object([("$ref", .string("#/components/schemas/Problem"))]))
                        ])
                    )
                ])
            ),
        ])
    }

    private static var components: Node {
        func object(_ required: [String], _ fields: [String]) -> Node {
            .object([
                ("type", .string("object")), ("required", .array(required.map(Node.string))),
                (
                    "properties",
                    .object(fields.map { ($0, .object([("type", .string("string"))])) })
                ),
            ])
        }
        return .object([
            (
                "schemas",
                .object([
                    ("Problem", object(["error"], ["error", "detail"])),
                    (
                        "Article",
                        object(
                            ["text"],
                            ["text", "title", "date", "language", "outlet", "url", "author", "id"])
                    ),
                    ("Watch", object(["name", "query"], ["name", "query"])),
                    (
                        "Correction",
                        .object([
                            ("type", .string("object")), ("required", .array([.string("change")])),
                            (
                                "properties",
                                .object([
                                    (
                                        "change",
                                        object(
                                            ["kind"],
                                            [
                                                "kind", "row", "act", "actor", "into", "alias",
                                                "from",
                                            ])
                                    ),
                                    ("note", .object([("type", .string("string"))])),
                                    ("by", .object([("type", .string("string"))])),
                                ])
                            ),
                        ])
                    ),
                ])
            )
        ])
    }
}
