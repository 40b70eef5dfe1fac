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
        #expect(register["UNSCR 2397 (2017)"]?.forbids?.isEmpty == false)
    }
}
