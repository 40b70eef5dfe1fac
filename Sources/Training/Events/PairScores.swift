import Foundation
public import Reading

/// How many pairs are coded right.
public struct PairScores {
    private var rows: [(gold: String, found: String, rule: String?)] = []

    public init(_ gold: [PairGold], _ coder: PairCoder) {
        for item in gold {
            guard let root = item.root else { continue }
            let name = ["CONCEDE", "RETREAT"].contains(root) ? "YIELD" : root
            rows.append((name, coder.code(item.pair).type2018, coder.rule(for: item.pair)))
        }
    }

    /// The share that is right.
    public var accuracy: Double { share { $0.gold == $0.found } }
    /// The share that the rules alone have right.
    public var ruleAccuracy: Double { share { $0.gold == $0.rule } }
    /// The share whose quad class is right.
    public var quadAccuracy: Double { share { Self.quad($0.gold) == Self.quad($0.found) } }

    private func share(_ isRight: ((gold: String, found: String, rule: String?)) -> Bool) -> Double
    {
        rows.isEmpty ? 0 : Double(rows.count(where: isRight)) / Double(rows.count)
    }

    private static func quad(_ name: String) -> Int {
        name == "YIELD" ? 2 : EventType(rawValue: name)?.quad.rawValue ?? 0
    }

    /// F1 of a type.
    public func f1(of type: String) -> Double {
        let right = rows.count { $0.gold == type && $0.found == type }
        let all = rows.count { $0.gold == type } + rows.count { $0.found == type }
        return all == 0 ? 0 : 2 * Double(right) / Double(all)
    }

    public var table: String {
        func line(_ name: String, _ value: Double) -> String {
            name.padding(toLength: 22, withPad: " ", startingAt: 0) + String(format: "%.4f", value)
                + "\n"
        }
        let types = Set(rows.map(\.gold)).sorted()
        var out =
            "\(rows.count) pairs\n" + line("root accuracy", accuracy)
            + line("by rules alone", ruleAccuracy)
        out += line("quad accuracy", quadAccuracy)
        out += line("root macro F1", types.map(f1).reduce(0, +) / Double(max(types.count, 1)))
        for type in types { out += line("  F1 \(type)", f1(of: type)) }
        return out
    }
}
