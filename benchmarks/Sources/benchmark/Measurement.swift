import Foundation
import Heap

/// What one stage of the chain costs on the corpus.
struct Measurement: Codable {
    var stage: String
    var wordsPerSecond: Double
    var megabytesPerSecond: Double
    /// How often memory was asked for, for each word; 0 where that cannot be counted.
    var allocationsPerWord: Double
    /// The most memory that the process ever held, in MiB, when the stage was done.
    var peakMiB: Double
    /// What is in use on the heap behind the stage, in MiB, result included.
    var heapMiB: Double

    var row: String {
        String(
            format: "%@ %12.0f %9.2f %12.3f %9.1f %9.1f",
            stage.padding(toLength: 14, withPad: " ", startingAt: 0) as NSString, wordsPerSecond,
            megabytesPerSecond, allocationsPerWord, peakMiB, heapMiB)
    }

    static let header =
        "stage               words/s      MB/s  allocs/word  peak MiB  heap MiB"
}

/// How often a run asks for memory.
func allocations(_ body: () throws -> Void) rethrows -> Double {
    let before = allocation_count()
    try body()
    return allocation_count() - before
}

/// The best of `rounds` runs, in seconds: the one that the machine disturbed least.
func bestTime(rounds: Int, _ body: () throws -> Void) rethrows -> Double {
    let clock = ContinuousClock()
    var best = Double.infinity
    for _ in 0..<rounds { best = min(best, try clock.measure(body) / .seconds(1)) }
    return best
}

/// The peak of resident memory (VmHWM), MiB; 0 where the system does not tell.
func peakMemory() -> Double {
    guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8),
        let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") }),
        let kilobytes = line.split(whereSeparator: { $0 == " " || $0 == "\t" }).dropFirst().first
            .flatMap({ Double($0) })
    else { return 0 }
    return kilobytes / 1024
}

/// What the allocator has given out and not got back, MiB; 0 where it does not tell.
func heapInUse() -> Double { heap_in_use() / 1_048_576 }
