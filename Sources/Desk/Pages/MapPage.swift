import Archive
import Foundation

/// Outlines of countries, projected once when the table was made: `Resources/countries.tsv`.
struct Outlines: Sendable {
    struct Country: Sendable {
        var code: String
        /// A path of SVG in a field of 1000 to 450.
        var path: String
        var x: Double
        var y: Double
    }
    let countries: [Country]

    /// - Throws: `DeskResourceError`.
    init(path: String) throws(DeskResourceError) {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            throw .missing(path: path)
        }
        var countries: [Country] = []
        for (index, line) in text.split(separator: "\n").enumerated() where !line.hasPrefix("#") {
            let fields = line.split(separator: "\t")
            guard fields.count == 4, let x = Double(fields[1]), let y = Double(fields[2]) else {
                throw .malformed(path: path, problem: "line \(index + 1) is no country")
            }
            countries.append(Country(code: String(fields[0]), path: String(fields[3]), x: x, y: y))
        }
        self.countries = countries
    }
}

/// The countries that the record speaks of.
struct MapPage: PageContent {
    struct Body: Encodable, Sendable { var countries: [ActorSummary] }
    let body: Body
    private let outlines: Outlines

    init(_ parameters: Parameters, outlines: Outlines, _ snapshot: Snapshot) throws {
        self.outlines = outlines
        let all = try snapshot.actors(kind: "country", page: PageRequest(limit: 250)).rows
        guard parameters["q"] != nil else {
            body = Body(countries: all)
            return
        }
        // How often each country is named where the query finds something.
        let pairs = try snapshot.pairs(try parameters.query())
        var counts: [String: Int] = [:]
        for pair in pairs {
            for end in [pair.from, pair.to] where end.hasPrefix("country:") {
                counts[end, default: 0] += pair.count
            }
        }
        body = Body(
            countries: all.compactMap { country in
                counts[country.id].map { count in
                    var country = country
                    (country.documents, country.independentDocuments) = (count, count)
                    return country
                }
            }.sorted { ($1.documents, $0.id) < ($0.documents, $1.id) })
    }

    /// The part of the map that holds the countries that are named, and some of what lies around it.
    private struct Frame {
        var x = 0.0
        var y = 0.0
        var width = 1000.0

        init(_ countries: [Outlines.Country]) {
            guard let left = countries.map(\.x).min(), let right = countries.map(\.x).max(),
                let top = countries.map(\.y).min(), let bottom = countries.map(\.y).max()
            else { return }
            let needed = max(right - left, (bottom - top) / 0.45)
            width = min(1000, max(360, needed + 240))
            x = min(max(0, (left + right) / 2 - width / 2), 1000 - width)
            y = min(max(0, (top + bottom) / 2 - width * 0.225), 450 - width * 0.45)
        }

        var text: String {
            [x, y, width, width * 0.45].map { String($0.rounded()) }.joined(separator: " ")
        }
        var scale: Double { (width / 10).rounded() / 100 }
    }

    func title(_ wording: Wording) -> String { wording("nav.map") }

    func write(_ page: inout HTML, _ view: View) {
        let wording = view.wording
        page.heading(title(wording), lead: wording("map.lead"))
        page.queryForm(view)
        let known = Dictionary(
            body.countries.compactMap { country in
                country.country.map { ($0.uppercased(), country) }
            },
            uniquingKeysWith: { first, _ in first })
        let most = Double(body.countries.map(\.documents).max() ?? 1)
        let frame = Frame(outlines.countries.filter { known[$0.code] != nil })
        page.element("figure", .class("map")) { figure in
            figure.element(
                "svg", Attribute("viewBox", frame.text), Attribute("role", "group"),
                Attribute("aria-label", wording("map.drawing"))
            ) { svg in
                for country in outlines.countries where known[country.code] == nil {
                    svg.element("path", .class("land"), Attribute("d", country.path)) { _ in }
                }
                for country in outlines.countries {
                    guard let actor = known[country.code] else { continue }
                    let level = Int(
                        (4 * (Double(actor.documents) / most).squareRoot()).rounded(.up))
                    svg.element("a", .href(Address(.actor, actor.id).link())) { link in
                        link.element(
                            "title",
                            text: "\(wording.actor(actor.id, actor.name)): \(actor.documents)")
                        link.element(
                            "path", .class("land level-\(level)"), Attribute("d", country.path)
                        ) { _ in }
                        link.element(
                            "circle", .class("place"), Attribute("cx", "\(country.x)"),
                            Attribute("cy", "\(country.y)"),
                            Attribute("r", "\(Double(2 + level) * frame.scale)")
                        ) { _ in }
                    }
                }
            }
        }
        page.element("ol", .class("countries")) { list in
            for country in body.countries {
                list.element("li", Attribute("data-item"), Attribute("tabindex", "-1")) { item in
                    item.link(
                        Address(.actor, country.id).link(),
                        text: wording.actor(country.id, country.name))
                    item.element(
                        "span", .class("count"),
                        text: " " + wording.figure(Double(country.documents)))
                }
            }
        }
        if body.countries.isEmpty { page.nothing(wording("nothing.found")) }
    }
}
