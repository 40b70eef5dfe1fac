package import Language

/// What was learned of a language's attributions: the scorers of contents and sources, and how sure a
/// row of a given score is.
package struct AttributionModel: Sendable {
    package var contents: EvidenceScorer
    package var sources: EvidenceScorer
    /// From which probability of being a statement on a row is printed, with a cue and without one.
    package var threshold: Float
    package var thresholdWithoutCue: Float
    /// The least probability of cue, content and source together with which a row is printed.
    package var floor: Float
    /// The share of right rows at scores of 0, 1/20 … 1, as measured; rising.
    package var calibration: [Float]

    package init(
        contents: EvidenceScorer, sources: EvidenceScorer, threshold: Float = 0.5,
        thresholdWithoutCue: Float = 0.5, floor: Float = 0, calibration: [Float] = []
    ) {
        self.contents = contents
        self.sources = sources
        self.threshold = threshold
        self.thresholdWithoutCue = thresholdWithoutCue
        self.floor = floor
        self.calibration = calibration
    }

    /// - Throws: `DataError.damaged` where the file is not whole.
    package init(_ file: ModelFile) throws {
        contents = try EvidenceScorer(file, name: "contents")
        sources = try EvidenceScorer(file, name: "sources")
        let settings = try file.section("settings", of: Float.self)
        guard settings.count == 3 else {
            throw DataError.damaged(path: file.path, reason: "section 'settings' is cut off")
        }
        threshold = settings[0]
        thresholdWithoutCue = settings[1]
        floor = settings[2]
        calibration = Array(try file.section("calibration", of: Float.self))
    }

    package func write(to path: String, manifest: [(key: String, value: String)]) throws {
        var writer = ModelFileWriter(kind: "attribution", manifest: manifest)
        writer.add("contents-rows", contents.rows)
        writer.add("contents-output", [contents.output])
        writer.add("sources-rows", sources.rows)
        writer.add("sources-output", [sources.output])
        writer.add("settings", [threshold, thresholdWithoutCue, floor])
        writer.add("calibration", calibration)
        try writer.write(to: path)
    }

    /// How often rows of a score are right, between two measured points in proportion.
    func confidence(_ score: Float) -> Double {
        guard calibration.count > 1 else { return Double(score) }
        let place = min(max(score, 0), 1) * Float(calibration.count - 1)
        let low = min(Int(place), calibration.count - 2)
        let share =
            calibration[low] + (calibration[low + 1] - calibration[low]) * (place - Float(low))
        return (Double(share) * 100).rounded() / 100
    }
}
