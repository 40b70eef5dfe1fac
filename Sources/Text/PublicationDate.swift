/// Whether `text` is a date in EDTF (ISO 8601-2, levels 0 and 1, sets of level 2, and weeks) that
/// the calendar has: `2024-06-14`, `2024-06`, `2024-W24`, `2024-06~`, `2024-06-14T10:30:00Z`,
/// `2024-06-12/2024-06-19`, `[2024-06-07,2024-06-14]`.
public func isValidEDTF(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard bytes.count <= 1000, let first = bytes.first, let last = bytes.last else { return false }
    if first == UInt8(ascii: "[") || first == UInt8(ascii: "{") {
        let closing: UInt8 = first == UInt8(ascii: "[") ? UInt8(ascii: "]") : UInt8(ascii: "}")
        guard last == closing else { return false }
        let members = bytes[1..<(bytes.count - 1)].split(
            separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
        return members.allSatisfy(isMember)
    }
    let parts = bytes.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    if parts.count == 2 {
        let open: (ArraySlice<UInt8>) -> Bool = { $0.isEmpty || Array($0) == Array("..".utf8) }
        if open(parts[0]) && open(parts[1]) { return false }
        return parts.allSatisfy { open($0) || isDate($0) }
    }
    return parts.count == 1 && isDate(parts[0])
}

/// A member of a set: a date, or two of them with `..` between, before or after.
private func isMember(_ bytes: ArraySlice<UInt8>) -> Bool {
    let dots = Array("..".utf8)
    var rest = bytes
    if rest.starts(with: dots) { return isDate(rest.dropFirst(2)) }
    if rest.count > 2, Array(rest.suffix(2)) == dots { return isDate(rest.dropLast(2)) }
    if let index = rest.indices.first(where: { rest[$0...].starts(with: dots) }) {
        let before = rest[..<index]
        rest = rest[(index + 2)...]
        return isDate(before) && isDate(rest)
    }
    return isDate(rest)
}

/// One date, with an optional qualifier (`?`, `~`, `%`) and an optional time of day.
private func isDate(_ bytes: ArraySlice<UInt8>) -> Bool {
    var rest = bytes
    if let last = rest.last, "?~%".utf8.contains(last) { rest = rest.dropLast() }
    if let index = rest.firstIndex(of: UInt8(ascii: "T")) {
        guard rest.distance(from: rest.startIndex, to: index) == 10,
            isTime(rest[(index + 1)...])
        else { return false }
        rest = rest[..<index]
    }
    // A year before our era: "-0043".
    if rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
    let fields = rest.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard (1...3).contains(fields.count), fields[0].count == 4, isDigits(fields[0]) else {
        return false
    }
    guard fields.count > 1 else { return true }
    if fields[1].first == UInt8(ascii: "W") {
        guard fields.count == 2, fields[1].count == 3, let week = number(fields[1].dropFirst())
        else { return false }
        return (1...53).contains(week)
    }
    guard fields[1].count == 2, isDigits(fields[1]) else { return false }
    let month = number(fields[1])
    if let month, !((1...12).contains(month) || (fields.count == 2 && (21...41).contains(month))) {
        return false
    }
    guard fields.count == 3 else { return true }
    guard fields[2].count == 2, isDigits(fields[2]) else { return false }
    guard let day = number(fields[2]) else { return true }
    return day >= 1 && day <= days(inMonth: month, year: number(fields[0]))
}

private func days(inMonth month: Int?, year: Int?) -> Int {
    switch month {
    case 2:
        guard let year else { return 29 }
        return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: return 30
    default: return 31
    }
}

/// `10:30`, `10:30:15`, `10:30:15.250`, each with `Z`, `+02:00` or `+0200` behind it, or nothing.
private func isTime(_ bytes: ArraySlice<UInt8>) -> Bool {
    var clock = bytes
    if clock.last == UInt8(ascii: "Z") {
        clock = clock.dropLast()
    } else if let sign = clock.firstIndex(where: {
        $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-")
    }) {
        let zone = clock[(sign + 1)...].filter { $0 != UInt8(ascii: ":") }
        guard zone.count == 2 || zone.count == 4, zone.allSatisfy(isDigit) else { return false }
        clock = clock[..<sign]
    }
    if let point = clock.firstIndex(of: UInt8(ascii: ".")) {
        guard clock[(point + 1)...].allSatisfy(isDigit) else { return false }
        clock = clock[..<point]
    }
    let fields = clock.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    guard (2...3).contains(fields.count) else { return false }
    for (index, field) in fields.enumerated() {
        guard field.count == 2, let value = number(field), value <= (index == 0 ? 24 : 60) else {
            return false
        }
    }
    return true
}

private func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

/// Digits, or `X` for digits that are not known.
private func isDigits(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.allSatisfy { isDigit($0) || $0 == UInt8(ascii: "X") }
}

/// The value of a run of digits; nil where one of them is not known.
private func number(_ bytes: ArraySlice<UInt8>) -> Int? {
    bytes.isEmpty ? nil : Int(String(decoding: bytes, as: UTF8.self))
}
