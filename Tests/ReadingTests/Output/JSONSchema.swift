import Foundation

/// A validator for the keywords that `docs/reading.schema.json` uses; any other keyword is an error,
/// so that nothing of the schema goes unchecked. (JSON Schema, draft 2020-12.)
struct JSONSchema {
    private let root: [String: Any]

    init(_ file: URL) throws {
        let value = try JSONSerialization.jsonObject(with: Data(contentsOf: file))
        guard let root = value as? [String: Any] else { throw CocoaError(.fileReadCorruptFile) }
        self.root = root
    }

    /// What is wrong with a value, one line each.
    func faults(in json: Data) throws -> [String] {
        var faults: [String] = []
        check(try JSONSerialization.jsonObject(with: json), root, at: "$", &faults)
        return faults
    }

    private func check(
        _ value: Any, _ schema: [String: Any], at path: String, _ faults: inout [String]
    ) {
        for (keyword, rule) in schema.sorted(by: { $0.key < $1.key }) {
            switch keyword {
            case "$schema", "$id", "$defs", "title", "description": continue
            case "$ref": check(value, definition(rule), at: path, &faults)
            case "type": expect(isOf(value, rule as? String ?? ""), path, "type \(rule)", &faults)
            case "const": expect(equal(value, rule), path, "const \(rule)", &faults)
            case "enum":
                let values = rule as? [Any] ?? []
                expect(values.contains { equal(value, $0) }, path, "enum, not \(value)", &faults)
            case "pattern":
                guard let text = value as? String, let pattern = rule as? String else { continue }
                let isMatch = text.range(of: pattern, options: .regularExpression) != nil
                expect(isMatch, path, "pattern \(pattern), not \(text)", &faults)
            case "minLength":
                guard let text = value as? String else { continue }
                expect(text.unicodeScalars.count >= rule as! Int, path, keyword, &faults)
            case "minimum":
                guard let number = number(value) else { continue }
                expect(number >= self.number(rule)!, path, "minimum, not \(number)", &faults)
            case "maximum":
                guard let number = number(value) else { continue }
                expect(number <= self.number(rule)!, path, "maximum, not \(number)", &faults)
            case "minItems":
                guard let items = value as? [Any] else { continue }
                expect(items.count >= rule as! Int, path, keyword, &faults)
            case "maxItems":
                guard let items = value as? [Any] else { continue }
                expect(items.count <= rule as! Int, path, keyword, &faults)
            case "items":
                guard let items = value as? [Any] else { continue }
                for (index, item) in items.enumerated() {
                    check(item, rule as! [String: Any], at: "\(path)[\(index)]", &faults)
                }
            case "required":
                guard let object = value as? [String: Any] else { continue }
                for key in rule as! [String] {
                    expect(object[key] != nil, path, "'\(key)' is missing", &faults)
                }
            case "properties":
                guard let object = value as? [String: Any] else { continue }
                for (key, rule) in rule as! [String: [String: Any]] {
                    if let value = object[key] { check(value, rule, at: "\(path).\(key)", &faults) }
                }
            case "additionalProperties":
                guard let object = value as? [String: Any], rule as? Bool == false else { continue }
                let known = schema["properties"] as? [String: Any] ?? [:]
                for key in object.keys where known[key] == nil {
                    faults.append("\(path): '\(key)' is not known")
                }
            default: faults.append("\(path): the validator does not know the keyword \(keyword)")
            }
        }
    }

    private func definition(_ reference: Any) -> [String: Any] {
        let name = (reference as? String ?? "").replacing("#/$defs/", with: "")
        let definitions = root["$defs"] as? [String: [String: Any]] ?? [:]
        return definitions[name] ?? ["missing definition \(name)": true]
    }

    private func expect(_ holds: Bool, _ path: String, _ rule: String, _ faults: inout [String]) {
        if !holds { faults.append("\(path): \(rule)") }
    }

    private func isOf(_ value: Any, _ type: String) -> Bool {
        switch type {
        case "object": value is [String: Any]
        case "array": value is [Any]
        case "string": value is String
        case "boolean": isBoolean(value)
        case "number": number(value) != nil
        case "integer": number(value).map { $0 == $0.rounded() } ?? false
        default: false
        }
    }

    private func isBoolean(_ value: Any) -> Bool {
        guard let number = value as? NSNumber else { return false }
        return "\(type(of: number))".contains("Bool") || String(cString: number.objCType) == "c"
            || String(cString: number.objCType) == "B"
    }

    private func number(_ value: Any) -> Double? {
        isBoolean(value) ? nil : (value as? NSNumber)?.doubleValue
    }

    private func equal(_ one: Any, _ other: Any) -> Bool {
        if let one = one as? String { return one == other as? String }
        return number(one) != nil && number(one) == number(other)
    }
}
