import Foundation
import Language

/// Finds the folder of language data: named by the user, by `LAGEBILD_DATA`, beside the
/// executable, or in `share/lagebild`. What is named is the only place that is tried.
/// - Throws: `DataError.noData` with the places tried.
func findLanguageData(_ named: String?) throws -> String {
    if let named = named ?? ProcessInfo.processInfo.environment["LAGEBILD_DATA"] {
        guard hasLanguages(named) else { throw DataError.noData(tried: [named]) }
        return named
    }
    let executable = Bundle.main.executableURL?.resolvingSymlinksInPath()
        .deletingLastPathComponent()
    let places = ["lagebild_Language.resources/Data", "Data", "../share/lagebild"].compactMap {
        executable?.appending(path: $0).standardized.path
    }
    guard let found = places.first(where: hasLanguages) else {
        throw DataError.noData(tried: places)
    }
    return found
}

private func hasLanguages(_ folder: String) -> Bool {
    (try? LanguagePack.languages(in: folder))?.isEmpty == false
}
