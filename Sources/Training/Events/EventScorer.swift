import Foundation
public import Reading
import Text

/// Compares the events of readings with those that fixtures expect.
public struct EventScores {
    public private(set) var expected = 0
    public private(set) var found = 0
    public private(set) var right = 0
    public private(set) var directed = 0
    public private(set) var rightDirection = 0
    public private(set) var viewed = 0
    public private(set) var rightViews = 0
    public private(set) var rightBackground = 0
    public private(set) var emptyTexts = 0
    public private(set) var falseTexts = 0
    /// What went wrong, for people.
    public private(set) var faults: [String] = []

    public init() {}

    public var precision: Double { found == 0 ? 0 : Double(right) / Double(found) }
    public var recall: Double { expected == 0 ? 0 : Double(right) / Double(expected) }
    public var f1: Double {
        found + expected == 0 ? 0 : 2 * Double(right) / Double(found + expected)
    }

    /// Adds a text: its events are matched by kind and participants, each at most once; then direction and views
    /// are compared.
    public mutating func add(_ fixture: EventFixture, _ reading: Reading) {
        if fixture.events.isEmpty {
            emptyTexts += 1
            if !reading.events.isEmpty {
                falseTexts += 1
                fault(
                    fixture,
                    "false: "
                        + reading.events.map { describe($0, reading) }.joined(separator: " | "))
            }
            return
        }
        expected += fixture.events.count
        found += reading.events.count
        var open = reading.events
        for event in fixture.events {
            guard let index = open.firstIndex(where: { fits($0, event, reading) }) else {
                fault(
                    fixture,
                    "missed \(event.kind) \(event.sides)" + "; found "
                        + reading.events.map { describe($0, reading) }.joined(separator: " | "))
                continue
            }
            let match = open.remove(at: index)
            right += 1
            if !event.isMutual {
                directed += 1
                let actorFits =
                    event.sides[0].isEmpty
                    || match.actor.contains { named($0, event.sides[0], reading) }
                let recipientFits =
                    event.sides[1].isEmpty
                    || match.recipient.contains { named($0, event.sides[1], reading) }
                    || match.actor.isEmpty && event.sides[0].isEmpty
                if actorFits && recipientFits {
                    rightDirection += 1
                } else {
                    fault(fixture, "direction: " + describe(match, reading))
                }
            }
            viewed += 1
            let signs = Set(
                match.views.map { view -> Character in
                    switch view.factuality {
                    case .certain, .probable, .possible: "+"
                    case .certainNot, .probableNot, .possibleNot: "-"
                    case .unknown: "0"
                    }
                })
            if signs == event.views {
                rightViews += 1
            } else {
                fault(fixture, "views \(signs.sorted()): " + describe(match, reading))
            }
            if match.background == event.isBackground {
                rightBackground += 1
            } else {
                fault(fixture, "background: " + describe(match, reading))
            }
        }
        if !open.isEmpty {
            fault(
                fixture, "too many: " + open.map { describe($0, reading) }.joined(separator: " | "))
        }
    }

    /// Whether an event has the kind and all participants that are expected, in whichever roles.
    private func fits(_ event: Event, _ expected: EventFixture.Expected, _ reading: Reading) -> Bool
    {
        guard
            expected.kind == event.frame?.rawValue
                || event.frame == nil && expected.kind == event.type.rawValue
        else { return false }
        let everybody = event.actor + event.recipient + event.place
        return expected.sides.allSatisfy { side in
            side.isEmpty || everybody.contains { named($0, side, reading) }
        }
    }

    private func named(_ id: String, _ names: [String], _ reading: Reading) -> Bool {
        guard let actor = reading.actors.first(where: { $0.id == id }) else { return false }
        return names.contains { name in
            actor.country == name
                || ([actor.name] + actor.aliases).contains {
                    $0.lowercased().contains(name.lowercased())
                }
        }
    }

    private func describe(_ event: Event, _ reading: Reading) -> String {
        func names(_ ids: [String]) -> String {
            ids.map { id in reading.actors.first { $0.id == id }?.name ?? id }.joined(
                separator: ", ")
        }
        let views = event.views.map { "\($0.by) \($0.factuality.rawValue)" }.joined(separator: ", ")
        return
            "\(event.frame?.rawValue ?? event.type.rawValue) \(names(event.actor)) → \(names(event.recipient)) (\(views))"
    }

    private mutating func fault(_ fixture: EventFixture, _ text: String) {
        faults.append("\(fixture.line): \(fixture.text)\n    \(text)")
    }

    public var table: String {
        func share(_ part: Int, _ whole: Int) -> String {
            whole == 0
                ? "-" : String(format: "%.4f (%d of %d)", Double(part) / Double(whole), part, whole)
        }
        return """
            events \(expected), found \(found)
            precision             \(share(right, found))
            recall                \(share(right, expected))
            F1                    \(String(format: "%.4f", f1))
            direction             \(share(rightDirection, directed))
            view polarity         \(share(rightViews, viewed))
            news or background    \(share(rightBackground, viewed))
            texts without events  \(emptyTexts), with false events \(falseTexts)

            """
    }
}
