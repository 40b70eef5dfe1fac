public import Foundation

extension Archive {
    /// The environment variable that names the archive.
    public static let pathVariable = "LAGEBILD_ARCHIVE"

    /// Where the archive of a user lies when nobody says otherwise: `LAGEBILD_ARCHIVE`, else the
    /// platform's folder for data (`~/Library/Application Support/Lagebild` on macOS, `XDG_DATA_HOME` or
    /// `~/.local/share/lagebild` elsewhere).
    public static func defaultPath(
        environment: [String: String] = ProcessInfo.processInfo.environment
    ) -> String {
        if let named = environment[pathVariable], !named.isEmpty { return named }
        let home = environment["HOME"] ?? NSHomeDirectory()
        #if os(macOS)
            return home + "/Library/Application Support/Lagebild/archive.lagebild"
        #else
            // A relative path in XDG_DATA_HOME is to be ignored (XDG Base Directory Specification).
            let data = environment["XDG_DATA_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
            return (data ?? home + "/.local/share") + "/lagebild/archive.lagebild"
        #endif
    }
}
