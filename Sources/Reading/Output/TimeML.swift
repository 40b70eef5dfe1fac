import Text

extension Reading {
    /// The text with its time expressions marked, as a TimeML document (TimeML 1.2.1, in the shape
    /// that TempEval-3 uses): `DOCID`, `DCT` where the publication date is known, `TEXT`.
    ///
    /// `temporalFunction` says whether a value was counted from the publication or another date. An
    /// expression that no calendar has ("31. Februar") has an empty value. Characters that XML has
    /// not become U+FFFD, so offsets stay.
    /// - Complexity: O(n).
    public var timeML: String {
        var out = """
            <?xml version="1.0" encoding="UTF-8"?>
            <TimeML xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
            xsi:noNamespaceSchemaLocation="http://timeml.org/timeMLdocs/TimeML_1.2.1.xsd">
            <DOCID>\(xmlText(document.name))</DOCID>

            """
        if let published = document.published, let value = documentDate(published) {
            out += "<DCT><TIMEX3 tid=\"t0\" type=\"DATE\" value=\"\(xmlText(value))\""
            out += " temporalFunction=\"false\" functionInDocument=\"CREATION_TIME\">"
            out += "\(xmlText(published))</TIMEX3></DCT>\n"
        }
        out += "<TEXT>\n"
        let scalars = Array(document.text.unicodeScalars)
        var position = 0
        for time in times {
            append(scalars[position..<time.span.start], to: &out)
            out += "<TIMEX3 tid=\"\(time.id)\" type=\"\(time.type.rawValue)\""
            out += " value=\"\(xmlText(time.value ?? ""))\""
            if let mod = time.mod { out += " mod=\"\(xmlText(mod))\"" }
            out += " temporalFunction=\"\(time.isRelative)\" functionInDocument=\"NONE\">"
            append(scalars[time.span.start..<time.span.end], to: &out)
            out += "</TIMEX3>"
            position = time.span.end
        }
        append(scalars[position...], to: &out)
        return out + "\n</TEXT>\n</TimeML>\n"
    }
}

/// A publication date as a TIMEX3 value; nil where it is no single date.
private func documentDate(_ edtf: String) -> String? {
    let value = edtf.filter { !"?~%".contains($0) }
    return value.contains(where: { "[]{}/.".contains($0) }) ? nil : value
}

private func xmlText(_ text: String) -> String {
    var out = ""
    append(Array(text.unicodeScalars)[...], to: &out)
    return out
}

/// Appends text as character data of XML 1.0, also fit for an attribute.
private func append(_ scalars: ArraySlice<Unicode.Scalar>, to out: inout String) {
    for scalar in scalars {
        switch scalar {
        case "&": out += "&amp;"
        case "<": out += "&lt;"
        case ">": out += "&gt;"
        case "\"": out += "&quot;"
        // A reader of XML would make a line feed of it.
        case "\r": out += "&#13;"
        case "\t", "\n": out.unicodeScalars.append(scalar)
        default:
            let isAllowed = scalar.value >= 0x20 && scalar.value != 0xFFFE && scalar.value != 0xFFFF
            out.unicodeScalars.append(isAllowed ? scalar : "\u{FFFD}")
        }
    }
}
