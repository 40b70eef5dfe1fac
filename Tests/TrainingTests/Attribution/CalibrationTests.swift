import Testing

@testable import Training

@Suite struct CalibrationTests {
    @Test func confidenceNeverFallsAndFollowsTheShares() throws {
        var judged: [(score: Double, isRight: Bool)] = []
        for index in 0..<400 { judged.append((0.2, index % 4 == 0)) }
        for index in 0..<400 { judged.append((0.8, index % 4 != 0)) }
        let shares = Calibration.fit(judged)
        #expect(shares.count == 21)
        #expect(zip(shares, shares.dropFirst()).allSatisfy { $0 <= $1 })
        #expect(abs(shares[4] - 0.25) < 0.01)
        #expect(abs(shares[16] - 0.75) < 0.01)
    }

    @Test func nothingMeasuredGivesNothing() {
        #expect(Calibration.fit([]).isEmpty)
    }
}
