import Testing
import Text

@testable import Reading

/// One sentence, one statement: how English reports what somebody says.
@Suite struct EnglishStatementTests {
    typealias Case = GermanStatementTests.Case

    @Test(arguments: [
        Case(.indirect, .state, "[S The minister] [C said] [Q that the bridge was safe]."),
        Case(.indirect, .state, "[S Anna Klein] [C said] [Q the bridge was safe]."),
        Case(.indirect, .state, "[S The minister] [C has said] [Q that the bridge was safe]."),
        Case(
            .indirect, .state,
            "[S The company] [C said] on Friday [Q that it had closed the bridge]."),
        Case(
            .indirect, .state,
            "[Q The bridge is safe], [C said] [S Anna Klein, a spokeswoman for the city]."),
        Case(.indirect, .state, "[Q The bridge is safe], [S the minister] [C said]."),
        Case(.indirect, .state, "[C According to] [S the police], [Q two men were hurt]."),
        Case(.direct, .state, "[Q “The bridge is safe,”] [C said] [S the minister]."),
        Case(.direct, .state, "[Q “The bridge is safe,”] [S Klein] [C said] on Friday."),
        Case(.direct, .state, "[S The minister] [C said]: [Q “The bridge is safe.”]"),
        Case(.direct, .state, "[Q ''The bridge is safe,''] [S he] [C said]."),
        Case(.mixed, .state, "[S The mayor] [C said] [Q the bridge was “as safe as a house”]."),
        Case(
            .indirect, .state,
            "[S The minister] [C told] [A reporters] [Q that the bridge was safe]."),
        // A month and a name in capitals are no modal verb, and whom it is told is not what is told.
        Case(.indirect, .state, "[S May] [C said] [Q the bridge was safe]."),
        Case(
            .indirect, .state,
            "[Q The bridge is closed], [S the minister] [C told] [A the board in Oslo] on Monday."),
        Case(.indirect, .demand, "[S The minister] [C said] [Q the bridge must be closed]."),
        Case(
            .indirect, .demand, "[S Denmark] [C urged] [A Norway] [Q Norway to close the bridge]."),
        Case(.reported, .deny, "[S The firm] [C denied] [Q any wrongdoing]."),
        Case(.reported, .promise, "[S The minister] [C promised] [Q to close the bridge]."),
        Case(.reported, .decline, "[S A spokesman] [C declined] [Q to comment on the case]."),
        Case(
            .indirect, .state,
            "[S Steven Hale, who runs the port], [C said] [Q the bridge was safe]."),
        Case(
            .indirect, .state,
            "[S The firm] [C said] in [M a statement] on Friday [Q that the bridge was safe]."),
        Case(.indirect, .warn, "[S The mayor] [C warned] [Q that the bridge could fall]."),
    ])
    func isRead(example: Case) throws {
        // Where an object is a part of the content, it is marked twice and stands once.
        let marked = MarkedText(
            example.marked.replacing("[A Norway] [Q Norway", with: "[Q [A Norway]"))
        try expect(example, marked, "en")
    }

    @Test(arguments: [
        "The secretary of state left on Monday.", "The pledged delegates came in March.",
        "The film “The Bridge” is back.", "He opened the report and read.",
    ])
    func isSilent(text: String) throws {
        let reading = try sharedReader.get().read(
            Document(name: "test", language: "en", text: text))
        #expect(reading.statements.isEmpty)
    }

    @Test func aParticipleBehindACount() throws {
        let reading = try sharedReader.get().read(
            Document(
                name: "test", language: "en", text: "More pledged delegates came than in March."))
        withKnownIssue("the parser takes “pledged” for the verb of the sentence") {
            #expect(reading.statements.isEmpty)
        }
    }

    @Test func aQuotationGoesOnBehindItsFrame() throws {
        let text = "“We go,” said Anna Klein, the mayor. “Nobody stays here.” It rained."
        let reading = try sharedReader.get().read(
            Document(name: "test", language: "en", text: text))
        #expect(reading.statements.count == 1)
        #expect(
            reading.statements.first?.parts(of: text)["Q"] == ["“We go,”", "“Nobody stays here.”"])
    }

    @Test func aParticipleHasTheSubjectOfItsSentence() throws {
        let text = "Mayor Anna Klein left early, saying that the bridge was safe."
        let reading = try sharedReader.get().read(
            Document(name: "test", language: "en", text: text))
        let statement = try #require(reading.statements.first)
        #expect(statement.parts(of: text)["S"] == ["Mayor Anna Klein"])
        #expect(statement.parts(of: text)["Q"] == ["that the bridge was safe"])
    }
}
