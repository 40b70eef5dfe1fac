/// An attribute of HTML that somebody asks for; others are not kept.
enum HTMLAttribute: String, CaseIterable {
    case `class`, id, name, property, itemprop, content, href, rel, role, style, hidden
    case datetime, lang, title, pubdate, type
    case ariaHidden = "aria-hidden"
    case httpEquiv = "http-equiv"
    case xmlLang = "xml:lang"
    case dataArea = "data-area"
    case dataComponent = "data-component"
    case dataCreated = "data-created"
    case dataCreatedAt = "data-created-at"
    case dataDate = "data-date"
    case dataDateTime = "data-date-time"
    case dataDatetime = "data-datetime"
    case dataLivestamp = "data-livestamp"
    case dataModule = "data-module"
    case dataPostDate = "data-post-date"
    case dataPubDate = "data-pub-date"
    case dataPubdate = "data-pubdate"
    case dataPublicationDate = "data-publication-date"
    case dataPublishDate = "data-publish-date"
    case dataPublishdate = "data-publishdate"
    case dataPublished = "data-published"
    case dataPublishedAt = "data-published-at"
    case dataPublishedDate = "data-published-date"
    case dataTestid = "data-testid"
    case dataTime = "data-time"
    case dataTimestamp = "data-timestamp"
    case dataType = "data-type"
    case dataUnixtime = "data-unixtime"
    case dataUtime = "data-utime"

    /// Whether scripts keep a moment in it.
    var isMoment: Bool {
        switch self {
        case .dataCreated, .dataCreatedAt, .dataDate, .dataDateTime, .dataDatetime, .dataLivestamp,
            .dataPostDate, .dataPubDate, .dataPubdate, .dataPublicationDate, .dataPublishDate,
            .dataPublishdate, .dataPublished, .dataPublishedAt, .dataPublishedDate, .dataTime,
            .dataTimestamp, .dataUnixtime, .dataUtime:
            true
        default: false
        }
    }
}

extension HTMLAttribute {
    /// The attribute of a name in capitals or not; names are looked up for every attribute of a page.
    init?(_ name: UnsafeRawBufferPointer) {
        let isData =
            name.count > 5 && name[4] == UInt8(ascii: "-") && Key(name, from: 0, to: 5) == Self.data
        guard let key = Key(name, from: isData ? 5 : 0, to: name.count) else { return nil }
        for (known, attribute) in isData ? Self.dataKeys : Self.plainKeys where known == key {
            self = attribute
            return
        }
        return nil
    }

    private static let data = key(of: "data-", from: 0)
    private static let plainKeys = allCases.filter { !$0.rawValue.hasPrefix("data-") }
        .map { (key: key(of: $0.rawValue, from: 0), attribute: $0) }
    /// What stands behind `data-`.
    private static let dataKeys = allCases.filter { $0.rawValue.hasPrefix("data-") }
        .map { (key: key(of: $0.rawValue, from: 5), attribute: $0) }

    private static func key(of name: String, from start: Int) -> Key {
        var name = name
        return name.withUTF8 {
            Key(UnsafeRawBufferPointer($0), from: start, to: $0.count)!
        }
    }

    /// A name of up to 16 bytes in lower case as two numbers.
    private struct Key: Equatable {
        var low: UInt64 = 0
        var high: UInt64 = 0

        /// Nil where the part of the name is longer.
        @inline(__always)
        init?(_ bytes: UnsafeRawBufferPointer, from start: Int, to end: Int) {
            guard end - start <= 16 else { return nil }
            for index in start..<min(end, start + 8) {
                low |= UInt64(bytes[index] | 0x20) << UInt64((index - start) * 8)
            }
            guard end - start > 8 else { return }
            for index in (start + 8)..<end {
                high |= UInt64(bytes[index] | 0x20) << UInt64((index - start - 8) * 8)
            }
        }
    }
}
