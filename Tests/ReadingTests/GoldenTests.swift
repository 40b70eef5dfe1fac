import Foundation
import Reading
import Testing

/// The golden articles are read as a careful reader would; known misses carry a mark.
@Suite struct GoldenTests {
    /// With `LAGEBILD_MARK=1` the marks of the files are brought up to date instead of compared.
    private static let marks = ProcessInfo.processInfo.environment["LAGEBILD_MARK"] == "1"

    @Test(arguments: GoldenArticle.names())
    func isReadRightly(name: String) throws {
        let article = try GoldenArticle(name: name)
        let found = try sharedReader.get().read(article.document).goldenRows
        if Self.marks { return try article.rewriteMarks(found: found) }
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

    @Test func thereAreArticles() { #expect(GoldenArticle.names().count >= 12) }
}
