import Foundation
public import Text

extension Document {
    /// The form of a plain text in which offsets are counted: line ends are LF, letters are composed
    /// (NFC), and soft hyphens, zero-width characters and a byte order mark are gone.
    /// - Complexity: O(n).
    public static func cleaned(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        var mayCompose = false
        var changed = false
        var afterReturn = false
        for scalar in text.unicodeScalars {
            let value = scalar.value
            defer { afterReturn = value == 0x0D }
            switch value {
            case 0x0D:
                scalars.append("\n")
                changed = true
            case 0x0A where afterReturn: changed = true
            case 0xAD, 0x200B...0x200D, 0x2060, 0xFEFF: changed = true
            default:
                mayCompose = mayCompose || value >= 0x300
                scalars.append(scalar)
            }
        }
        let result = changed ? String(scalars) : text
        return mayCompose ? result.precomposedStringWithCanonicalMapping : result
    }
}
