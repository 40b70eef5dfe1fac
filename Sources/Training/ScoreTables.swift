import Foundation

extension AttributionScores {
    /// The table for people to read.
    public var table: String {
        var lines = [
            "\(left("measure", 26)) \(right("P", 6)) \(right("R", 6)) \(right("F1", 6)) "
                + "\(right("gold", 7)) \(right("pred", 7))"
        ]
        for (name, ratio) in overall
        where name != "addressee_given_content" || ratio.gold > 0 {
            lines.append(
                "\(left(name, 26)) \(figure(ratio.p)) \(figure(ratio.r)) \(figure(ratio.f1)) "
                    + "\(right("\(ratio.gold)", 7)) \(right("\(ratio.pred)", 7))")
        }
        lines.append("")
        lines.append(
            "\(left("by type", 22)) \(right("gold", 5)) \(right("pred", 5)) | "
                + "content overlap P/R/F1 | good R |  cue R |  src R | full triple P/R/F1")
        for (type, scores) in byType {
            guard let overlap = scores.content[.overlap], let good = scores.content[.good] else {
                continue
            }
            let triple = scores.fullTriple
            lines.append(
                "\(left(type, 22)) \(right("\(overlap.gold)", 5)) \(right("\(overlap.pred)", 5)) | "
                    + "\(figure(overlap.p)) \(figure(overlap.r)) \(figure(overlap.f1))  | "
                    + "\(figure(good.r)) | \(figure(scores.cueRecall)) | "
                    + "\(figure(scores.sourceRecall)) | "
                    + "\(figure(triple.p)) \(figure(triple.r)) \(figure(triple.f1))")
        }
        if let paper {
            lines.append("")
            lines.append("paper metric (WIKINEWS)       P      R     F1")
            for (name, ratio) in paper {
                lines.append(
                    "  \(left(name, 22)) \(figure(ratio.p)) \(figure(ratio.r)) \(figure(ratio.f1))")
            }
        }
        lines.append("")
        lines.append("full-triple F1 \(fixed(fullTripleF1))")
        return lines.joined(separator: "\n") + "\n"
    }

    /// The same figures unrounded, as one JSON object with the reference scorer's keys.
    public func json() throws -> String {
        let types = byType.map { type, scores -> (String, ScoreValue) in
            var row: [String: ScoreValue] = [:]
            for (level, ratio) in scores.content {
                row["content_" + level.rawValue] = ScoreValue(ratio)
            }
            row["cue_recall"] = ScoreValue(scores.cueRecall)
            row["source_recall_given_content"] = ScoreValue(scores.sourceRecall)
            row["full_triple"] = ScoreValue(scores.fullTriple)
            return (type, .object(row))
        }
        var out: [String: ScoreValue] = [
            "overall": .object(
                Dictionary(uniqueKeysWithValues: overall.map { ($0.name, ScoreValue($0.ratio)) })),
            "by_type": .object(Dictionary(uniqueKeysWithValues: types)),
            "full_triple_f1": .number(fullTripleF1),
        ]
        if let paper {
            out["wikinews_paper_metric"] = .object(
                Dictionary(uniqueKeysWithValues: paper.map { ($0.name, ScoreValue($0.ratio)) }))
        }
        return try ScoreValue.object(out).json()
    }
}

extension TimeScores {
    /// The table for people to read.
    public var table: String {
        var lines = ["\(documents) documents"]
        lines.append(
            left("", 9) + right("gold", 6) + right("pred", 6) + "   " + right("strict F1", 9)
                + right("relaxed P", 10) + right("R", 7) + right("F1", 7) + right("type F1", 9)
                + right("value F1", 10) + right("value acc", 11))
        for (type, scores) in types {
            let f1: (TimeScorer.Kind) -> String = { fixed(scores.measures[$0]?.ratio.f1 ?? 0) }
            let relaxed = scores.measures[.relaxed]?.ratio ?? Ratio(p: 0, r: 0)
            lines.append(
                left(type, 9) + right("\(scores.gold)", 6) + right("\(scores.predicted)", 6) + "   "
                    + right(f1(.strict), 9) + right(fixed(relaxed.p), 10)
                    + right(fixed(relaxed.r), 7) + right(fixed(relaxed.f1), 7)
                    + right(f1(.type), 9) + right(f1(.value), 10)
                    + right(fixed(scores.valueAccuracy), 11))
        }
        lines.append("value F1 \(fixed(valueF1))")
        return lines.joined(separator: "\n") + "\n"
    }

    /// The same figures unrounded, as one JSON object with the reference scorer's keys.
    public func json() throws -> String {
        let rows = types.map { type, scores -> (String, ScoreValue) in
            var row: [String: ScoreValue] = [
                "gold": .count(scores.gold), "predicted": .count(scores.predicted),
                "value_accuracy": .number(scores.valueAccuracy),
                "type_accuracy": .number(scores.typeAccuracy),
            ]
            for (kind, measure) in scores.measures {
                row[kind.rawValue] = .object([
                    "p": .number(measure.ratio.p), "r": .number(measure.ratio.r),
                    "f1": .number(measure.ratio.f1), "tp": .count(measure.tp),
                ])
            }
            return (type, .object(row))
        }
        return try ScoreValue.object([
            "documents": .count(documents),
            "scores": .object(Dictionary(uniqueKeysWithValues: rows)),
        ]).json()
    }
}

/// A JSON value of the scores.
private indirect enum ScoreValue: Encodable {
    case null
    case count(Int)
    case number(Double)
    case object([String: ScoreValue])

    init(_ number: Double?) { self = number.map(ScoreValue.number) ?? .null }

    init(_ ratio: Ratio) {
        self = .object(["p": .number(ratio.p), "r": .number(ratio.r), "f1": .number(ratio.f1)])
    }

    init(_ ratio: CountedRatio) {
        self = .object([
            "p": .number(ratio.p), "r": .number(ratio.r), "f1": .number(ratio.f1),
            "tp": .count(ratio.tp), "pred": .count(ratio.pred), "gold": .count(ratio.gold),
        ])
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .count(let count): try container.encode(count)
        case .number(let number): try container.encode(number)
        case .object(let object): try container.encode(object)
        }
    }

    func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
    }
}

private func fixed(_ number: Double) -> String { String(format: "%.3f", number) }

private func figure(_ number: Double?) -> String {
    right(number.map(fixed) ?? "-", 6)
}

private func left(_ string: String, _ width: Int) -> String {
    string + String(repeating: " ", count: max(0, width - string.unicodeScalars.count))
}

private func right(_ string: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - string.unicodeScalars.count)) + string
}
