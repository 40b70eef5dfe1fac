import Foundation
import Reading
import Testing
import Text

#if canImport(FoundationXML)
    import FoundationXML
#endif

/// The TimeML that is written has the shape of TimeML 1.2.1, as its schema gives it: the order of the
/// elements, the attributes of TIMEX3 and what each may hold.
@Suite struct TimeMLTests {
    private static let types: Set<String> = ["DATE", "TIME", "DURATION", "SET"]
    private static let modifiers: Set<String> = [
        "BEFORE", "AFTER", "ON_OR_BEFORE", "ON_OR_AFTER", "LESS_THAN", "MORE_THAN",
        "EQUAL_OR_LESS", "EQUAL_OR_MORE", "START", "MID", "END", "APPROX",
    ]
    private static let functions: Set<String> = ["CREATION_TIME", "NONE"]

    /// The elements of a document in their order, and its text.
    private final class Elements: NSObject, XMLParserDelegate {
        var all: [(name: String, parents: [String], attributes: [String: String])] = []
        var text = ""
        private var open: [String] = []

        func parser(
            _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
            qualifiedName: String?, attributes: [String: String]
        ) {
            all.append((name, open, attributes))
            open.append(name)
        }

        func parser(
            _ parser: XMLParser, didEndElement name: String, namespaceURI: String?,
            qualifiedName: String?
        ) { open.removeLast() }

        func parser(_ parser: XMLParser, foundCharacters characters: String) {
            if open.contains("TEXT") { text += characters }
        }
    }

    private func elements(of timeML: String) throws -> Elements {
        let elements = Elements()
        let parser = XMLParser(data: Data(timeML.utf8))
        parser.delegate = elements
        let isRead = parser.parse()
        try #require(isRead, "\(timeML.prefix(300))")
        return elements
    }

    private func timeML(_ text: String, _ language: String, _ published: String?) throws -> String {
        try sharedReader.get().read(
            Document(name: "a<b>&\".txt", language: language, published: published, text: text),
            parts: .times
        ).timeML
    }

    private func check(_ text: String, _ language: String, _ published: String?) throws {
        let found = try elements(of: try timeML(text, language, published))
        var order = found.all.filter { $0.parents == ["TimeML"] }.map(\.name)
        #expect(found.all.first?.name == "TimeML")
        #expect(order.removeFirst() == "DOCID")
        if order.first == "DCT" { order.removeFirst() }
        #expect(order == ["TEXT"])
        var ids: Set<String> = []
        for element in found.all where element.name == "TIMEX3" {
            let attributes = element.attributes
            #expect(element.parents == ["TimeML", "TEXT"] || element.parents == ["TimeML", "DCT"])
            let known: Set = [
                "tid", "type", "value", "mod", "temporalFunction", "functionInDocument",
            ]
            #expect(known.isSuperset(of: attributes.keys))
            let id = try #require(attributes["tid"])
            #expect(id.hasPrefix("t") && Int(id.dropFirst()) != nil)
            #expect(ids.insert(id).inserted, "\(id) is given twice")
            #expect(Self.types.contains(try #require(attributes["type"])))
            #expect(attributes["value"] != nil)
            #expect(["true", "false"].contains(attributes["temporalFunction"]))
            #expect(Self.functions.contains(try #require(attributes["functionInDocument"])))
            if let mod = attributes["mod"] { #expect(Self.modifiers.contains(mod)) }
            let isDocumentDate = element.parents == ["TimeML", "DCT"]
            #expect((attributes["functionInDocument"] == "CREATION_TIME") == isDocumentDate)
            #expect((id == "t0") == isDocumentDate)
        }
        #expect(found.text == "\n" + text + "\n")
    }

    @Test(
        arguments: ["de", "en"], [nil, "2024-06-14", "2024-06", "2024", "2024-06-12/2024-06-16"])
    func everySentence(language: String, published: String?) throws {
        let sentences = MarkedTimes.sentences(of: language)
        for start in stride(from: 0, to: sentences.count, by: 40) {
            let text = sentences[start..<min(start + 40, sentences.count)].map(\.text)
                .joined(separator: "\n")
            try check(text, language, published)
        }
    }

    @Test(arguments: [
        "", "<TIMEX3>Friday</TIMEX3> & \"May 3\"", "]]> on Friday <!-- Monday -->",
        "Friday's \u{1F5D3} fair",
    ])
    func marksOfXMLInTheText(text: String) throws { try check(text, "en", "2024-06-14") }

    /// The document's date is as exact as it is known, and missing where it is no single date.
    @Test(arguments: [
        ("2024-06-14", "2024-06-14"), ("2024-06", "2024-06"), ("2024-06~", "2024-06"),
        ("2024-06-12/2024-06-16", nil), (nil, nil),
    ])
    func documentDate(published: String?, value: String?) throws {
        let found = try elements(of: try timeML("It rained.", "en", published))
        #expect(found.all.first { $0.parents.last == "DCT" }?.attributes["value"] == value)
    }
}
