import Archive
import Foundation

/// What a page knows when it is written: the language, its own address, who looks at it.
struct View: Sendable {
    let wording: Wording
    let languages: [String]
    let address: Address
    let parameters: Parameters
    /// The token of the session, for forms.
    var token: String
    let canWrite: Bool
    /// `http://localhost:4747`: how permanent addresses begin.
    let origin: String
    let version: String
    let today: String
    let styleLink: Link
    let scriptLink: Link
    let iconLink: Link
    let hasKeys: Bool
    let needsLogin: Bool

    func url(_ address: Address, _ format: Format = .html) -> String {
        origin + address.link(format).address
    }

    /// The same page with fields of its query string changed; nil takes one out.
    func link(_ format: Format = .html, setting changes: [String: String?] = [:]) -> Link {
        var values = parameters.values.mapValues { Optional($0) }
        for (name, value) in changes { values[name] = value }
        let known = Route.named(address.route).fields.map(\.name)
        return address.link(
            format, query: known.compactMap { name in values[name].map { (name, $0) } })
    }
}

/// A page: what it shows, for people and for programs.
protocol PageContent: Sendable {
    associatedtype Body: Encodable & Sendable
    /// What the JSON twin says.
    var body: Body { get }
    func title(_ wording: Wording) -> String
    func write(_ page: inout HTML, _ view: View)
    /// Other shapes; nil where the page has none.
    func content(_ format: Format, _ view: View) throws -> [UInt8]?
}

extension PageContent {
    func content(_ format: Format, _ view: View) throws -> [UInt8]? { nil }

    func json() throws -> [UInt8] { try encodedJSON(body) }
}

/// JSON with keys in alphabetical order, so that the same record has the same bytes.
func encodedJSON(_ value: some Encodable) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return Array(try encoder.encode(value)) + [0x0A]
}

extension HTML {
    /// A field of a form that nobody sees.
    mutating func hidden(_ name: String, _ value: String) {
        void(
            "input", Attribute("type", "hidden"), Attribute("name", name), Attribute("value", value)
        )
    }

    /// A form that changes something: it carries the token of the session and comes back to this page.
    mutating func form(
        _ path: [String], _ view: View, class name: String = "inline",
        content: (inout HTML) -> Void
    ) {
        element("form", Attribute("method", "post"), .action(Link(path)), .class(name)) { form in
            form.hidden("token", view.token)
            form.hidden("back", view.link().address)
            content(&form)
        }
    }

    mutating func link(_ link: Link, class name: String? = nil, lang: String? = nil, text: String) {
        element("a", name.map(Attribute.class), .href(link), lang.map(Attribute.lang), text: text)
    }

    /// A date in EDTF, for people and for programs.
    mutating func date(_ edtf: String?, _ wording: Wording) {
        guard let edtf, !edtf.isEmpty else { return }
        element(
            "time",
            Day(edtf) != nil ? Attribute("datetime", edtf) : Attribute("title", "EDTF \(edtf)"),
            text: wording.date(edtf))
    }

    /// Parts of a line with a point between them.
    mutating func line(_ parts: [(inout HTML) -> Void]) {
        for (index, part) in parts.enumerated() {
            if index > 0 {
                element("span", .class("dot"), Attribute("aria-hidden", "true"), text: " · ")
            }
            part(&self)
        }
    }
}
