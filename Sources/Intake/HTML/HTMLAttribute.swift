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
    /// Finds attributes by the bytes of their names, which are looked up for every attribute of a page.
    struct Index {
        /// Names of up to 16 bytes as two numbers.
        private struct Key: Equatable {
            var low: UInt64 = 0
            var high: UInt64 = 0

            /// Nil where the name is longer.
            init?(_ bytes: some Sequence<UInt8>) {
                var count: UInt64 = 0
                for byte in bytes {
                    switch count {
                    case 0..<8: low |= UInt64(byte) << (count * 8)
                    case 8..<16: high |= UInt64(byte) << ((count - 8) * 8)
                    default: return nil
                    }
                    count += 1
                }
            }
        }

        private let entries = HTMLAttribute.allCases.map { (Key($0.rawValue.utf8)!, $0) }

        subscript(name: UnsafePointer<CChar>) -> HTMLAttribute? {
            var length = 0
            while name[length] != 0 { length += 1 }
            let bytes = UnsafeRawBufferPointer(start: name, count: length)
            guard let key = Key(bytes) else { return nil }
            for (known, attribute) in entries where known == key { return attribute }
            return nil
        }
    }
}
