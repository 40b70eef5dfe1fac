import Reading
import Testing

/// The golden articles are read as a careful reader would; known misses carry a mark.
@Suite struct GoldenTests {
    @Test(arguments: GoldenArticle.names())
    func isReadRightly(name: String) throws {
        let article = try GoldenArticle(name: name)
        let found = try makeReader().read(article.document).goldenRows
        var unexplained = found.filter { $0.kind == "statement" }
        for expectation in article.expectations {
            let row = expectation.row
            let isThere = found.contains(row)
            unexplained.removeAll { $0 == row }
            switch (expectation.mark, isThere) {
            case (.required, false):
                Issue.record("\(name): not read: \(row)")
            case (.knownMiss, true):
                Issue.record("\(name): is read now, remove its mark: \(row)")
            case (.knownWrong, false):
                Issue.record("\(name): is gone now, remove the line: \(row)")
            case (.knownMiss, false):
                print("known miss: \(name): \(row)")
            case (.knownWrong, true):
                print("known wrong row: \(name): \(row)")
            case (.required, true):
                break
            }
        }
        for row in unexplained { Issue.record("\(name): nobody said so: \(row)") }
    }

    /// All the articles stand where they should.
    @Test func thereAreArticles() { #expect(GoldenArticle.names().count >= 12) }
}
