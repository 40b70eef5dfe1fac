import Archive
import Foundation

/// The rows of a stored reading that the page of an article marks in its text; rows of a kind that a
/// version does not know are simply none.
struct ReadingRows: Decodable, Sendable {
    struct Head: Decodable, Sendable {
        var language: String
        var title: String?
        var text: String
    }
    struct Actor: Decodable, Sendable {
        var id: String
        var kind: String
        var name: String
        var role: String?
        var country: String?
        var mentions: [[Int]]?
    }
    struct Time: Decodable, Sendable {
        var id: String
        var span: [Int]
        var type: String
        var value: String?
        var mod: String?
        var edtf: String?
    }
    struct Quantity: Decodable, Sendable {
        var id: String
        var span: [Int]
        var value: Double?
        var low: Double?
        var high: Double?
        var unit: String?
        var approximate: Bool?
    }
    struct Norm: Decodable, Sendable {
        var id: String
        var spans: [[Int]]
        var name: String?
        var reference: String?
    }
    struct Party: Decodable, Sendable {
        var spans: [[Int]]
        var actors: [String]?
    }
    struct Medium: Decodable, Sendable {
        var span: [Int]
        var kind: String
    }
    struct Statement: Decodable, Sendable {
        var id: String
        var source: Party?
        var addressee: Party?
        var cue: [[Int]]?
        var content: [[Int]]?
        var frame: [[Int]]?
        var medium: Medium?
        var why: [String]?
    }
    struct Event: Decodable, Sendable {
        var id: String
        var type: String
        var trigger: [[Int]]?
        var span: [Int]?
        var time: String?
        var confidence: Double?
        var why: [String]?
    }
    var document: Head
    var actors: [Actor]?
    var times: [Time]?
    var quantities: [Quantity]?
    var norms: [Norm]?
    var statements: [Statement]?
    var events: [Event]?

    init(json: String) throws { self = try JSONDecoder().decode(Self.self, from: Data(json.utf8)) }
}
