/// An attribute of HTML that somebody asks for; others are not kept.
enum HTMLAttribute: String, CaseIterable {
    case `class`, id, name, property, itemprop, content, href, rel, role, style, hidden
    case datetime, lang, title, pubdate, type
    case ariaHidden = "aria-hidden"
    case httpEquiv = "http-equiv"
    case xmlLang = "xml:lang"
    case dataArea = "data-area"
    case dataComponent = "data-component"
    case dataDate = "data-date"
    case dataDatetime = "data-datetime"
    case dataModule = "data-module"
    case dataPubdate = "data-pubdate"
    case dataPublished = "data-published"
    case dataTestid = "data-testid"
    case dataTime = "data-time"
    case dataTimestamp = "data-timestamp"
    case dataType = "data-type"
    case dataUtime = "data-utime"
}

extension HTMLAttribute {
    /// The attribute of a name in capitals or not; names are looked up for every attribute of a page.
    init?(_ name: UnsafeRawBufferPointer) {
        guard let key = Key(name) else { return nil }
        for (known, attribute) in Self.known where known == key {
            self = attribute
            return
        }
        return nil
    }

    private static let known = allCases.map { attribute in
        var name = attribute.rawValue
        return (key: name.withUTF8 { Key(UnsafeRawBufferPointer($0))! }, attribute: attribute)
    }

    /// A name of up to 16 bytes in lower case as two numbers.
    private struct Key: Equatable {
        var low: UInt64 = 0
        var high: UInt64 = 0

        /// Nil where the name is longer.
        @inline(__always)
        init?(_ bytes: UnsafeRawBufferPointer) {
            guard bytes.count <= 16 else { return nil }
            for index in 0..<min(bytes.count, 8) {
                low |= UInt64(bytes[index] | 0x20) << UInt64(index * 8)
            }
            guard bytes.count > 8 else { return }
            for index in 8..<bytes.count {
                high |= UInt64(bytes[index] | 0x20) << UInt64((index - 8) * 8)
            }
        }
    }
}
