/// Makes probabilities of scores: isotonic regression by pooling adjacent violators (Zadrozny and
/// Elkan, KDD 2002), read off at equal distances.
enum Calibration {
    private static let points = 20

    /// - Returns: the share of right rows at scores of 0, 1/20 … 1, never falling.
    static func fit(_ judged: [(score: Double, isRight: Bool)]) -> [Float] {
        var blocks: [(score: Double, right: Double, count: Double)] = []
        for row in judged.sorted(by: {
            ($0.score, $0.isRight ? 0 : 1) < ($1.score, $1.isRight ? 0 : 1)
        }) {
            blocks.append((row.score, row.isRight ? 1 : 0, 1))
            while blocks.count > 1 {
                let (a, b) = (blocks[blocks.count - 2], blocks[blocks.count - 1])
                // Blocks of few rows are noise and are pooled as well.
                guard a.right * b.count >= b.right * a.count || a.count < 25 else { break }
                blocks.removeLast()
                blocks[blocks.count - 1] = (
                    (a.score * a.count + b.score * b.count) / (a.count + b.count),
                    a.right + b.right, a.count + b.count
                )
            }
        }
        guard let first = blocks.first, let last = blocks.last else { return [] }
        return (0...points).map { point in
            let score = Double(point) / Double(points)
            if score <= first.score { return Float(first.right / first.count) }
            if score >= last.score { return Float(last.right / last.count) }
            let high = blocks.firstIndex { $0.score > score } ?? blocks.count - 1
            let (a, b) = (blocks[high - 1], blocks[high])
            let part = (score - a.score) / (b.score - a.score)
            return Float(a.right / a.count + (b.right / b.count - a.right / a.count) * part)
        }
    }
}
