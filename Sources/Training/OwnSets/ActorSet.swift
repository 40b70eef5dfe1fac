import Foundation
public import Reading
public import Text

/// A short text in which mentions are marked with who is meant (`evaluation/actors.jsonl`):
/// `{p1:Vera Albrecht} left. {p1:She} …`. What stands before the colon is the same for mentions of one actor.
public struct ActorCase: Codable, Sendable {
    public var set: String?
    public var language: String
    public var marked: String

    public static func load(_ path: String) throws -> [ActorCase] {
        try loadLines(path, expected: "\"language\" and \"marked\"")
    }

    /// The text without marks, and each mention in code points with the name of its actor.
    public var content: (text: String, mentions: [(span: Span, actor: String)]) {
        var text = String.UnicodeScalarView()
        var mentions: [(Span, String)] = []
        var open: (start: Int, actor: String)?
        var name: String.UnicodeScalarView?
        for scalar in marked.unicodeScalars {
            switch scalar {
            case "{": name = String.UnicodeScalarView()
            case ":" where name != nil:
                open = (text.count, String(name!))
                name = nil
            case "}":
                if let mark = open { mentions.append((Span(mark.start, text.count), mark.actor)) }
                open = nil
            default:
                if name != nil { name!.append(scalar) } else { text.append(scalar) }
            }
        }
        return (String(text), mentions)
    }
}

/// How well mentions are put together: precision and recall over pairs of gold mentions of one text.
public struct ActorScore: Sendable {
    public private(set) var counts: [String: BinaryCounts] = [:]
    public private(set) var mentions: [String: (found: Int, all: Int)] = [:]
    public private(set) var errors: [String] = []

    public init() {}

    public mutating func add(_ item: ActorCase, _ actors: [Actor]) {
        let (text, gold) = item.content
        let set = item.set ?? "all"
        let found = gold.map { mention in actor(of: mention.span, actors) }
        var count = counts[set] ?? BinaryCounts()
        var problems: [String] = []
        for i in gold.indices {
            for j in gold.indices where j > i {
                let same = gold[i].actor == gold[j].actor
                let predicted = found[i] != nil && found[i] == found[j]
                count.add(gold: same, predicted: predicted)
                if same != predicted {
                    problems.append(
                        "    \(same ? "apart" : "as one"): \(words(gold[i].span, text)) | "
                            + words(gold[j].span, text))
                }
            }
        }
        counts[set] = count
        let known = mentions[set] ?? (0, 0)
        mentions[set] = (known.found + found.count { $0 != nil }, known.all + found.count)
        for (mention, actor) in zip(gold, found) where actor == nil {
            problems.append("    not found: \(words(mention.span, text))")
        }
        if !problems.isEmpty { errors.append(text + "\n" + problems.joined(separator: "\n")) }
    }

    /// The actor with the mention that has most in common with a span, and its words: at least a third of the longer
    /// one, or all of the mention, since the role beside a name is part of what is marked. Of two the one counts with which
    /// the marked words end.
    private func actor(of span: Span, _ actors: [Actor]) -> String? {
        var best: (id: String, rank: Int)?
        for actor in actors {
            for mention in actor.mentions where mention.overlaps(span) {
                let shared = min(mention.end, span.end) - max(mention.start, span.start)
                let isLike = Double(shared) / Double(max(mention.count, span.count)) > 0.3
                let rank = 2 * shared + (mention.end == span.end ? 1 : 0)
                if isLike || shared == mention.count, rank > best?.rank ?? 0 {
                    best = (actor.id, rank)
                }
            }
        }
        return best?.id
    }

    private func words(_ span: Span, _ text: String) -> String {
        let scalars = Array(text.unicodeScalars)
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars[span.start..<span.end])
        return String(view)
    }

    /// One line a set.
    public var lines: [String] {
        counts.sorted { $0.key < $1.key }.map { set, count in
            let share = mentions[set].map { Double($0.found) / Double(max($0.all, 1)) } ?? 0
            return "\(set)\tpairs: \(count.line)  mentions found "
                + String(format: "%.3f", share) + " of \(mentions[set]?.all ?? 0)"
        }
    }
}
