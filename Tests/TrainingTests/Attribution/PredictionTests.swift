import Reading
import Testing
import Text

@testable import Training

/// What a reading becomes for the scorer, where the German corpus counts otherwise.
@Suite struct PredictionTests {
    private static let text = "Klein sagte, sie gehe. Das Amt sei „müde und alt“."

    private func attributions(source: Span) -> [Attribution] {
        var reading = Reading(
            document: DocumentRow(id: "", name: "", language: "de", text: Self.text))
        reading.statements = [
            Statement(
                id: "s1", form: .indirect, act: .state, factuality: .certain,
                source: Statement.Party(spans: [Span(0, 5)]), cue: [Span(6, 11)],
                content: [Span(13, 21)], confidence: 0.9, why: ["content behind the cue"]),
            Statement(
                id: "s2", form: .mixed, act: .state, factuality: .certain,
                source: Statement.Party(spans: [source]), content: [Span(23, 50)],
                confidence: 0.6, why: ["free-indirect"]),
        ]
        return GoldDocument(id: "d", reading: reading).attributions
    }

    @Test func quotedWordsOfSpeechThatGoesOnHaveTheCueOfTheirSpeaker() throws {
        let direct = try #require(
            attributions(source: Span(0, 5)).first { $0.type == "Direct" })
        #expect(direct.content == [Span(35, 49)])
        #expect(direct.cue == [Span(6, 11)])
    }

    @Test func anotherSpeakersCueIsNotTaken() throws {
        let direct = try #require(
            attributions(source: Span(23, 30)).first { $0.type == "Direct" })
        #expect(direct.cue.isEmpty)
    }
}
