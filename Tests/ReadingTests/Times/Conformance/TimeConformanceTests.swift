import Testing

/// Time expressions in every usual form, one sentence each, as other taggers are tested: the
/// tables in `Tests/Golden/times`.
@Suite struct TimeConformanceTests {
    @Test(arguments: MarkedTimes.sentences(of: "de") + MarkedTimes.sentences(of: "en"))
    func marked(sentence: MarkedTimes) throws { try sentence.check() }

    @Test(arguments: ["de", "en"])
    func tablesAreLong(language: String) {
        #expect(MarkedTimes.sentences(of: language).count >= 300)
    }
}
