import Archive
import Crypto
import Foundation
import Text

/// Expectations as a calendar (RFC 5545): one day or more each, no times, nothing that is not in the
/// text.
enum CalendarFeed {
    static func feed(_ expectations: [ExpectationRecord], _ view: View) -> [UInt8] {
        var lines = [
            "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Lagebild//\(escaped(view.version))//EN",
            "CALSCALE:GREGORIAN",
            "X-WR-CALNAME:" + escaped("Lagebild: " + view.wording("nav.expectations")),
        ]
        for one in expectations {
            guard let window = one.window, let days = DayRange(edtf: window) else { continue }
            let published =
                one.document.published.flatMap { DayRange(edtf: $0)?.first } ?? days.first
            lines += [
                "BEGIN:VEVENT",
                "UID:" + hexDigits(SHA256.hash(data: Data(one.id.utf8)).prefix(16)) + "@lagebild",
                "DTSTAMP:" + compact(published) + "T000000Z",
                "DTSTART;VALUE=DATE:" + compact(days.first),
                // The end is exclusive.
                "DTEND;VALUE=DATE:" + compact(days.last + 1),
                "SUMMARY:"
                    + escaped("[\(view.wording("state." + one.state.rawValue))] " + one.words),
                "DESCRIPTION:"
                    + escaped(
                        [
                            one.document.outlet, one.document.title, one.document.published,
                            "EDTF " + window,
                        ]
                        .compactMap { $0 }.joined(separator: " · ")),
                "URL:" + view.origin + one.link.address,
                "STATUS:" + (one.state == .cancelled ? "CANCELLED" : "TENTATIVE"),
                "TRANSP:TRANSPARENT",
                "END:VEVENT",
            ]
        }
        lines.append("END:VCALENDAR")
        return lines.flatMap { folded($0) }
    }

    private static func compact(_ day: Int) -> String {
        Day(number: day).text.replacing("-", with: "")
    }

    private static func escaped(_ text: String) -> String {
        var out = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\", ";", ",": out += "\\" + String(scalar)
            case "\n": out += "\\n"
            default:
                out += scalar.properties.generalCategory == .control ? " " : String(scalar)
            }
        }
        return out
    }

    /// Lines of at most 75 bytes, cut between characters.
    private static func folded(_ line: String) -> [UInt8] {
        var out: [UInt8] = []
        var length = 0
        for scalar in line.unicodeScalars {
            let bytes = Array(String(scalar).utf8)
            if length + bytes.count > 73 {
                out += [0x0D, 0x0A, 0x20]
                length = 1
            }
            out += bytes
            length += bytes.count
        }
        return out + [0x0D, 0x0A]
    }
}
