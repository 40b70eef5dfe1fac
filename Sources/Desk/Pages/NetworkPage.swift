import Archive
import Foundation

/// Who speaks to whom and about whom: a table, and a drawing of its strongest rows.
struct NetworkPage: PageContent {
    struct Body: Encodable, Sendable { var rows: [ActorPair] }
    let body: Body

    init(_ parameters: Parameters, _ snapshot: Snapshot) throws {
        body = Body(rows: Array(try snapshot.pairs(try parameters.query()).prefix(120)))
    }

    func title(_ wording: Wording) -> String { wording("nav.network") }

    func write(_ page: inout HTML, _ view: View) {
        let wording = view.wording
        page.heading(title(wording), lead: wording("network.lead"))
        page.queryForm(view)
        if body.rows.isEmpty {
            page.nothing(wording("nothing.found"))
            return
        }
        draw(&page, wording)
        page.table(title(wording), columns: ["from", "relation", "to", "count"], wording) { rows in
            for pair in body.rows {
                rows.element("tr", Attribute("data-item"), Attribute("tabindex", "-1")) {
                    row in
                    row.element("th", Attribute("scope", "row")) {
                        $0.link(
                            Address(.actor, pair.from).link(),
                            text: wording.actor(pair.from, pair.fromName))
                    }
                    row.element("td", text: wording("pair." + pair.kind.rawValue))
                    row.element("td") {
                        $0.link(
                            Address(.actor, pair.to).link(),
                            text: wording.actor(pair.to, pair.toName))
                    }
                    row.element("td", .class("number"), text: String(pair.count))
                }
            }
        }
    }

    /// Where the name of a node stands: outside of the circle, above and below at its ends.
    private struct Label {
        let x: Double
        let y: Double
        let anchor: String

        init(angle: Double) {
            let isEnd = abs(cos(angle)) < 0.1
            x = isEnd ? 0 : cos(angle) > 0 ? 18 : -18
            // Neighbours of an end lean away from it.
            y = sin(angle) * (isEnd ? 22 : abs(cos(angle)) < 0.4 ? 9 : 0) + 5
            anchor = isEnd ? "middle" : cos(angle) > 0 ? "start" : "end"
        }
    }

    /// The actors of the strongest pairs on a circle, in the order of their weight; the place of each
    /// depends on the record alone.
    private func draw(_ page: inout HTML, _ wording: Wording) {
        var weights: [String: (name: String, weight: Int)] = [:]
        for pair in body.rows {
            weights[pair.from, default: (pair.fromName, 0)].weight += pair.count
            weights[pair.to, default: (pair.toName, 0)].weight += pair.count
        }
        let chosen = weights.sorted { ($1.value.weight, $0.key) < ($0.value.weight, $1.key) }
            .prefix(18)
        var places: [String: (x: Double, y: Double, angle: Double)] = [:]
        for (index, node) in chosen.enumerated() {
            let angle = Double(index) / Double(chosen.count) * 2 * .pi - .pi / 2
            places[node.key] = (480 + 190 * cos(angle), 260 + 190 * sin(angle), angle)
        }
        func text(_ value: Double) -> String { String((value * 10).rounded() / 10) }
        page.element(
            "figure", .class("network scroll"), Attribute("tabindex", "0"),
            Attribute("role", "region"), Attribute("aria-label", wording("network.drawing"))
        ) { figure in
            figure.element(
                "svg", Attribute("viewBox", "0 0 960 520"), Attribute("role", "group"),
                Attribute("aria-label", wording("network.drawing"))
            ) { svg in
                for pair in body.rows {
                    guard let from = places[pair.from], let to = places[pair.to] else { continue }
                    // Bent towards the middle, so that both directions can be told apart.
                    let bend = pair.kind == .to ? 0.35 : 0.6
                    let x = 480 + ((from.x + to.x) / 2 - 480) * bend
                    let y = 260 + ((from.y + to.y) / 2 - 260) * bend
                    svg.element(
                        "path", .class("edge edge-" + pair.kind.rawValue),
                        Attribute(
                            "d",
                            "M\(text(from.x)) \(text(from.y))Q\(text(x)) \(text(y)) \(text(to.x)) \(text(to.y))"
                        ),
                        Attribute("stroke-width", text(min(6, 1 + Double(pair.count) * 0.6)))
                    ) {
                        $0.element(
                            "title",
                            text: wording.actor(pair.from, pair.fromName) + " → "
                                + wording.actor(pair.to, pair.toName) + ": \(pair.count)")
                    }
                }
                for node in chosen {
                    guard let place = places[node.key] else { continue }
                    svg.element("a", .href(Address(.actor, node.key).link())) { link in
                        link.element(
                            "circle", .class("node"), Attribute("cx", text(place.x)),
                            Attribute("cy", text(place.y)),
                            Attribute(
                                "r", text(min(14, 4 + Double(node.value.weight).squareRoot() * 1.6))
                            )
                        ) { _ in }
                        let name = wording.actor(node.key, node.value.name)
                        let label = Label(angle: place.angle)
                        link.element(
                            "text", Attribute("x", text(place.x + label.x)),
                            Attribute("y", text(place.y + label.y)),
                            Attribute("text-anchor", label.anchor),
                            text: name.count > 32 ? name.prefix(31) + "…" : name)
                    }
                }
            }
            figure.element("figcaption") { caption in
                caption.element("span", .class("edge-key to"), text: wording("pair.to"))
                caption.text(" ")
                caption.element("span", .class("edge-key about"), text: wording("pair.about"))
            }
        }
    }
}
