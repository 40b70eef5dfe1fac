import Foundation
import Language
import Testing
import Text

@testable import Reading

/// Norms and their references.
@Suite struct NormTests {
    private func norms(_ text: String, _ language: String) throws -> [Norm] {
        try sharedReader.get().read(Document(name: "test", language: language, text: text)).norms
    }

    @Test(arguments: [
        ("de", "Das verbietet Resolution 1718 (2006) des UN-Sicherheitsrats."),
        ("de", "Das verbietet die UN-Sicherheitsratsresolution 1718."),
        ("en", "UN Security Council resolution 1718 bans it."),
        ("en", "See S/RES/1718 (2006)."), ("en", "UNSCR 1718 bans it."),
    ])
    func oneReferenceInEveryLanguage(language: String, text: String) throws {
        #expect(try norms(text, language).map(\.reference) == ["UNSCR 1718 (2006)"])
    }

    @Test(arguments: [
        ("de", "Artikel 2 Absatz 4 der UN-Charta gilt.", ["UN Charter art. 2(4)"]),
        ("en", "Article 2(4) of the UN Charter holds.", ["UN Charter art. 2(4)"]),
        ("de", "Artikel 2 und 51 der UN-Charta.", ["UN Charter art. 2", "UN Charter art. 51"]),
        ("de", "Nach § 34 AWG und § 89a StGB.", ["AWG § 34", "StGB § 89a"]),
        ("en", "Regulation (EU) No 833/2014 bans it.", ["EU Regulation 833/2014"]),
        ("de", "Die Verordnung (EU) Nr. 833/2014 verbietet es.", ["EU Regulation 833/2014"]),
        ("de", "Die EU-Sanktionen gegen Russland bleiben.", ["EU sanctions: RU"]),
        ("en", "US sanctions on Iran stay.", ["US sanctions: IR"]),
    ])
    func references(language: String, text: String, references: [String]) throws {
        #expect(try norms(text, language).map(\.reference) == references)
    }

    @Test func withoutANumberThereIsNoReference() throws {
        let norms = try norms(
            "Es gibt Resolutionen des UN-Sicherheitsrats. Die UN-Resolutionen gelten.", "de")
        #expect(norms.count == 1)
        #expect(norms[0].reference == nil)
        #expect(norms[0].name == "Resolutionen des UN-Sicherheitsrats")
        #expect(norms[0].spans.count == 2)
    }

    @Test(arguments: [
        ("de", "Die Partei nahm eine Resolution an. Er las den Artikel."),
        ("en", "The party passed a resolution. She called for sanctions against Iran."),
        ("de", "§ § § Resolution 99999999999999999999 Verordnung (((((((( Artikel"),
    ])
    func noNorm(language: String, text: String) throws {
        #expect(try norms(text, language).isEmpty)
    }

    @Test func aRegisterOfTheUsersComesFirst() throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).yaml").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        let yaml = "norms:\n  - reference: Hafenvertrag\n    names: { de: [Vertrag von Tarvo] }\n"
        try yaml.write(toFile: path, atomically: true, encoding: .utf8)
        let data = repository.appending(path: "Sources/Language/Data").path
        let reading = try Reader(dataRoot: data, norms: path).read(
            Document(
                name: "", language: "de",
                text: "Artikel 3 des Vertrags von Tarvo. Der Vertrag von Tarvo gilt."))
        #expect(reading.norms.last?.reference == "Hafenvertrag")
        try "norms:\n  - symbol: 3\n".write(toFile: path, atomically: true, encoding: .utf8)
        #expect(throws: DataError.self) { try NormRegister(dataRoot: data, file: path) }
    }

    /// All entries have a reference of their own, a date of the calendar and words of every language that ships norms.
    @Test func theRegisterIsSound() throws {
        let register = try NormRegister(
            dataRoot: repository.appending(path: "Sources/Language/Data").path)
        #expect(Set(register.entries.map(\.reference)).count == register.entries.count)
        for number in [1718, 1874, 2270, 2321, 2371, 2375, 2397] {
            #expect(register.resolutions[number] != nil)
        }
        for entry in register.entries where entry.reference.hasPrefix("UNSCR") {
            #expect(entry.symbol == "S/RES/" + entry.reference.dropFirst(6))
            #expect(entry.date != nil)
        }
    }

    /// The days on which the norms that matter most were adopted or signed, as their official records give them, and
    /// their words in both languages.
    @Test(arguments: [
        ("UNSCR 1718 (2006)", "2006-10-14"), ("UNSCR 1874 (2009)", "2009-06-12"),
        ("UNSCR 2270 (2016)", "2016-03-02"), ("UNSCR 2321 (2016)", "2016-11-30"),
        ("UNSCR 2371 (2017)", "2017-08-05"), ("UNSCR 2375 (2017)", "2017-09-11"),
        ("UNSCR 2397 (2017)", "2017-12-22"), ("UN Charter", "1945-06-26"),
        ("UN Charter art. 2(4)", "1945-06-26"), ("NPT", "1968-07-01"), ("ATT", "2013-04-02"),
        ("Geneva Conventions", "1949-08-12"), ("Geneva Convention IV", "1949-08-12"),
    ])
    func datesAndWords(reference: String, date: String) throws {
        let register = try NormRegister(
            dataRoot: repository.appending(path: "Sources/Language/Data").path)
        let entry = try #require(register[reference])
        #expect(entry.date == date)
        #expect(entry.forbids?.languages.keys.sorted() == ["de", "en"])
        #expect(entry.forbids?["fr"] == entry.forbids?["en"])
    }

    /// A day that no calendar has, and one of another year than the reference says, are told with the norm.
    @Test(arguments: ["2017-02-30", "2016-12-22", "22.12.2017"])
    func wrongDatesAreTold(date: String) throws {
        let path = FileManager.default.temporaryDirectory.appending(
            path: "norms-\(UUID().uuidString).yaml"
        ).path
        defer { try? FileManager.default.removeItem(atPath: path) }
        try "norms:\n  - reference: UNSCR 2397 (2017)\n    date: \"\(date)\"\n"
            .write(toFile: path, atomically: true, encoding: .utf8)
        let data = repository.appending(path: "Sources/Language/Data").path
        #expect(throws: DataError.self) { try NormRegister(dataRoot: data, file: path) }
    }
}
