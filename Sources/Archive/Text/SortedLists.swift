/// Walks through two ascending lists, and tells the places at which both have the same value.
///
/// - Complexity: O(n + m).
@inline(__always)
func eachShared<Value: Comparable>(
    _ first: [Value], _ range: Range<Int>, _ second: [Value], _ otherRange: Range<Int>,
    _ body: (_ place: Int, _ other: Int) -> Void
) {
    var (place, other) = (range.lowerBound, otherRange.lowerBound)
    while place < range.upperBound, other < otherRange.upperBound {
        let (value, otherValue) = (first[place], second[other])
        if value == otherValue { body(place, other) }
        if value <= otherValue { place += 1 }
        if otherValue <= value { other += 1 }
    }
}
