import Testing
import Text

@testable import Reading

/// One sentence, one statement: how German reports what somebody says.
@Suite struct GermanStatementTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var marked: String
        var form: Statement.Form
        var act: Statement.Act
        var testDescription: String { marked }

        init(_ form: Statement.Form, _ act: Statement.Act, _ marked: String) {
            self.marked = marked
            self.form = form
            self.act = act
        }
    }

    @Test(arguments: [
        Case(.indirect, .state, "[S Der Minister] [C sagte], [Q dass die Brücke gesperrt bleibe]."),
        Case(.indirect, .state, "[S Anna Klein] [C erklärte], [Q die Brücke sei sicher]."),
        Case(
            .indirect, .state,
            "Am Montag [C teilte] [S die Polizei] [C mit], [Q dass zwei Männer fehlten]."),
        Case(.indirect, .state, "[Q Die Brücke sei sicher], [C sagte] [S der Minister]."),
        Case(
            .indirect, .state, "[Q Die Brücke ist gesperrt], [C wie] [S die Polizei] [C mitteilte]."
        ),
        Case(.indirect, .state, "[C Laut] [S dem Amt] [Q ist die Brücke gesperrt]."),
        Case(.indirect, .state, "[C Nach Angaben] [S der Polizei] [Q gab es zwei Verletzte]."),
        Case(
            .indirect, .state,
            "[Q Die Brücke] [Q ist] [C laut] [S Polizei] [Q seit Montag gesperrt]."),
        Case(.indirect, .state, "[Q Die Brücke sei sicher], [C so] [S die Sprecherin des Amtes]."),
        Case(.direct, .state, "[Q „Die Brücke ist sicher“], [C sagte] [S der Minister]."),
        Case(.direct, .state, "[S Der Minister] [C sagte]: [Q „Die Brücke ist sicher.“]"),
        Case(.direct, .state, "[Q „Wir gehen“], [C so] [S Klein]."),
        Case(
            .direct, .state, "[S Die Ministerin] am Freitag[C :] [Q „Wir bauen eine neue Brücke.“]"),
        Case(.direct, .state, "[S Sie] [C nannte] den Plan [Q „naiv und teuer“]."),
        Case(
            .mixed, .expect,
            "[S Ein Beamter] [C sagte], [Q dass der Bau voraussichtlich „im Sommer“ beginnen werde]."
        ),
        Case(
            .indirect, .demand,
            "[S Der Bürgermeister] [C sagte], [Q die Brücke müsse sofort gesperrt werden]."),
        Case(
            .indirect, .demand,
            "[S Der Verband] [C forderte] [A die Landesregierung] [C auf], [Q die Brücke zu bauen]."
        ),
        Case(.reported, .deny, "[S Der Konzern] [C dementierte] [Q die Vorwürfe]."),
        Case(.reported, .promise, "[S Die Ministerin] [C versprach], [Q die Brücke zu bauen]."),
        Case(
            .reported, .decline,
            "[S Der Sprecher] [C lehnte] es [C ab], [Q einen Termin zu nennen]."),
        Case(
            .indirect, .accuse,
            "[S Sie] [C warf] [A dem Konzern] [C vor], [Q die Zahlen zu fälschen]."),
        Case(
            .indirect, .state,
            "In [M einem Interview] mit [A dem Sender Nordfunk] [C sagte] [S der Minister], [Q er gehe bald]."
        ),
        Case(
            .indirect, .state,
            "[S Die Leiterin des Amtes, Eva Sommer], [C sagte], [Q das Wasser sei sauber]."),
        Case(
            .indirect, .state,
            "[S Beamte in Bonn, Kiel und Trier] [C sagten], [Q das Wasser sei sauber]."),
    ])
    func isRead(example: Case) throws {
        try expect(example, MarkedText(example.marked), "de")
    }

    /// Nobody says anything here.
    @Test(arguments: [
        "Der Minister reist am Montag nach Kiel.",
        "Die Brücke, die seit Jahren gesperrt ist, bleibt zu.",
        "Der Film „Die Brücke“ läuft im Kino.", "Ein Zeuge, der nicht genannt werden wollte, ging.",
        "Wenn es regnet, droht ihm eine Strafe.", "Der Bericht liegt auf dem Tisch.",
    ])
    func isSilent(text: String) throws {
        let reading = try sharedReader.get().read(
            Document(name: "test", language: "de", text: text))
        #expect(reading.statements.isEmpty)
    }

    @Test func speechGoesOn() throws {
        let text = "Der Minister sagte, er gehe. Sein Nachfolger stehe fest. Das Amt ist alt."
        let reading = try sharedReader.get().read(
            Document(name: "test", language: "de", text: text))
        #expect(reading.statements.count == 2)
        #expect(reading.statements[1].parts(of: text)["Q"] == ["Sein Nachfolger stehe fest."])
        #expect(reading.statements[1].source?.actors == reading.statements[0].source?.actors)
    }

    @Test func twoStatementsShareASubject() throws {
        let text = "Anna Klein lehnte es am Montag ab, zu gehen, sagte aber, das Amt sei müde."
        let reading = try sharedReader.get().read(
            Document(name: "test", language: "de", published: "2025-03-14", text: text))
        #expect(reading.statements.map(\.act) == [.decline, .state])
        #expect(reading.statements.map(\.time) == ["t1", "t1"])
        #expect(reading.statements.allSatisfy { $0.source?.actors == ["a1"] })
    }
}

/// Adjacent parts count as one: whether a content is one span or two is not asked here.
func joined(_ parts: [Character: [String]]) -> [Character: String] {
    parts.mapValues { $0.joined(separator: " ") }
}

/// Expects that a text has just the statement that its marks show.
func expect(_ example: GermanStatementTests.Case, _ marked: MarkedText, _ language: String) throws {
    let reading = try sharedReader.get().read(
        Document(name: "test", language: language, published: "2025-03-14", text: marked.text),
        explain: true)
    try #require(reading.statements.count == 1, "\(reading.statements)")
    let statement = reading.statements[0]
    #expect(joined(statement.parts(of: marked.text)) == joined(marked.parts))
    #expect(statement.form == example.form)
    #expect(statement.act == example.act)
}
