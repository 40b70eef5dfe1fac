import Foundation

/// The seconds of processor time that this thread spends on some work: what tests compare, because other tests and
/// programs on the same machine do not count.
public func processorTime(_ work: () throws -> Void) rethrows -> Double {
    let start = nanoseconds(CLOCK_THREAD_CPUTIME_ID)
    try work()
    return Double(nanoseconds(CLOCK_THREAD_CPUTIME_ID) - start) / 1e9
}

private func nanoseconds(_ clock: clockid_t) -> Int {
    var time = timespec()
    clock_gettime(clock, &time)
    return time.tv_sec * 1_000_000_000 + time.tv_nsec
}
