import Foundation
import Testing

@testable import Intake

@Suite struct DateReaderTests {
    let reader: DateReader

    init() throws { reader = DateReader(words: try IntakeWords(dataRoot: dataRoot)) }

    @Test(arguments: [
        ("2024-06-14", "2024-06-14"), ("2024-06", "2024-06"),
        ("2024-06-14T10:30:00+02:00", "2024-06-14T10:30:00+02:00"),
        ("2024-06-14T10:30:00.250Z", "2024-06-14T10:30:00Z"),
        ("2024-06-14 10:30", "2024-06-14T10:30"),
        ("20240614T103000Z", "2024-06-14T10:30:00Z"), ("20240614", "2024-06-14"),
        ("1718353800", "2024-06-14T08:30:00Z"),
        ("1718353800000", "2024-06-14T08:30:00Z"),
        ("Fri, 14 Jun 2024 10:30:00 +0200", "2024-06-14T10:30:00+02:00"),
        ("Fri, 14 Jun 24 10:30 GMT", "2024-06-14T10:30:00Z"),
        ("Friday, 14-Jun-24 10:30:00 EDT", "2024-06-14T10:30:00-04:00"),
        ("Fri Jun 14 10:30:00 2024", "2024-06-14T10:30:00"),
        ("Fr, 14 Juni 2024 10:30:00 MESZ", "2024-06-14T10:30:00+02:00"),
        ("Do, 14 Mär 2024 10:30:00 MEZ", "2024-03-14T10:30:00+01:00"),
        ("14. Juni 2024", "2024-06-14"),
        ("14. Jänner 2024, 9.05 Uhr", "2024-01-14T09:05"), ("14.6.24", "2024-06-14"),
        ("14.06.2024, 10:30 Uhr", "2024-06-14T10:30"),
        ("Freitag, 14. Juni 2024 um 10 Uhr", "2024-06-14T10:00"), ("June 14, 2024", "2024-06-14"),
        ("June 14th, 2024 at 3:05 p.m. EST", "2024-06-14T15:05:00-05:00"),
        ("14th of June 2024", "2024-06-14"),
        ("Sept. 3, 2024", "2024-09-03"), ("2024/06/14", "2024-06-14"), ("14/06/2024", "2024-06-14"),
        ("10:30 Uhr, 14.06.2024", "2024-06-14T10:30"), ("14 juin 2024", "2024-06-14"),
        ("14 juin 2024 à 10h30", "2024-06-14T10:30"), ("1er juin 2024", "2024-06-01"),
        ("10 Uhr, 14.06.2024", "2024-06-14"), ("June 14, 2024, 12:05 AM", "2024-06-14T00:05"),
        ("Um 13:30 am 14. Juni 2024", "2024-06-14T13:30"),
        ("2024-06-14T10:30:00 GMT+2", "2024-06-14T10:30:00+02:00"), ("Juni 2024", "2024-06"),
        ("14/Jun/2024", "2024-06-14"), ("09:31 June 14, 2024", "2024-06-14T09:31"),
        ("Press release 14 June 2024", "2024-06-14"), ("14. 06. 2024", "2024-06-14"),
        ("14.6.'24", "2024-06-14"), ("June 14, ’24", "2024-06-14"), ("14. VI. 2024", "2024-06-14"),
        ("14.XI.2024", "2024-11-14"), ("2024, 14 June", "2024-06-14"),
        ("2024-Jun-14", "2024-06-14"), ("Jun-14-2024", "2024-06-14"), ("14–06–2024", "2024-06-14"),
        ("2024_06_14", "2024-06-14"), ("14.\u{202F}Juni\u{2009}2024", "2024-06-14"),
        ("2018, 14 June 2024", "2024-06-14"), ("1º de junio de 2024", "2024-06-01"),
    ]) func reads(_ text: String, _ date: String) { #expect(reader.date(text)?.edtf == date) }

    /// Languages that are not read, only dated.
    @Test(arguments: [
        "viernes, 14 de junio de 2024", "14 giugno 2024", "14 juni 2024", "14 de Junho de 2024",
        "14 czerwca 2024", "14 июня 2024 г.", "14 Haziran 2024", "14 червня 2024",
        "14. června 2024",
        "14. juni 2024", "14 iunie 2024", "14. kesäkuuta 2024", "2024年6月14日", "2024년 6월 14일",
        "14 giu 2024", "2024. június 14.", "14 Ιουνίου 2024", "14. lipnja 2024.", "14. júna 2024",
        "14. јун 2024.", "14 юни 2024", "2024 m. birželio 14 d.", "2024. gada 14. jūnijs",
        "14. juuni 2024", "14 de juny de 2024", "14 tháng 6 năm 2024", "14 يونيو 2024",
        "14 حزيران/يونيو 2024", "14 ביוני 2024", "14 जून 2024", "14. júní 2024",
    ]) func readsMonthsOfOtherLanguages(_ text: String) {
        #expect(reader.date(text)?.edtf == "2024-06-14")
    }

    /// A short name of a month may be a word of another language.
    @Test func wordsThatAreNoMonths() {
        #expect(reader.date("3 days ago 2024-06-14")?.edtf == "2024-06-14")
    }

    @Test(arguments: [
        "", "today", "31.02.2024", "14.13.2024", "1.2.3", "99999999999999999999", "2024-00-10",
        "call 030 1234 5678", "May", "4 x 2024", "2024, 45 June",
    ])
    func readsNoneWhereThereIsNone(_ text: String) { #expect(reader.date(text) == nil) }

    @Test func orderOfMonthAndDay() {
        #expect(reader.date("06/07/2024", order: .monthFirst)?.edtf == "2024-06-07")
        #expect(reader.date("06/07/2024", order: .dayFirst)?.edtf == "2024-07-06")
        #expect(reader.date("06/17/2024", order: .dayFirst)?.edtf == "2024-06-17")
        #expect(reader.date("06-07-2024", order: .monthFirst)?.edtf == "2024-06-07")
        // With points the day comes first everywhere.
        #expect(reader.date("06.07.2024", order: .monthFirst)?.edtf == "2024-07-06")
    }

    @Test func numbersOfVersions() {
        #expect(reader.date("Version 4.1.12") == nil)
        #expect(reader.date("Stand 4.1.12")?.edtf == "2012-01-04")
    }

    @Test func dayOfAKnownMonth() throws {
        let june = try #require(NewsDate(year: 2024, month: 6))
        for text in ["14. Juni", "June 14", "Jun 14th", "14.06.", "Fr 14 Juni, 10:30"] {
            #expect(reader.day(in: text, of: june)?.edtf == "2024-06-14")
        }
        for text in ["14. Mai", "31. Juni", "14.6", "Juni", "06:14"] {
            #expect(reader.day(in: text, of: june) == nil)
        }
    }

    /// What is not there is said; without the tables every page would be read, and badly.
    @Test(arguments: [
        ("/2024/06/14/kai", "2024-06-14", true), ("/news/2024/0614/kai", "2024-06-14", false),
        ("/news/202406/14/kai", "2024-06-14", false), ("/2024-06/14/kai", "2024-06-14", false),
        ("/2024/world/europe/06/14/kai", "2024-06-14", false), ("/2024/06/kai", "2024-06", false),
        ("/2024/kai/6000/14", nil, false),
    ]) func daysInAddresses(_ path: String, _ date: String?, _ isPath: Bool) {
        let found = reader.dateInAddress(path)
        #expect(found?.date.edtf == date)
        #expect(found?.isPath ?? false == isPath)
    }

    @Test func yearAtTheEndOfADayInAnAddress() {
        func day(_ path: String, _ order: DateReader.Order = .dayFirst) -> String? {
            reader.reversedDateInAddress(path, order: order)?.edtf
        }
        #expect(day("/news/06-07-2024-kai") == "2024-07-06")
        #expect(day("/news/06/07/2024/kai", .monthFirst) == "2024-06-07")
        #expect(day("/news/06/17/2024/kai") == "2024-06-17")
        #expect(day("/news/06-07/2024") == nil)
    }

    @Test func missingTablesAreNamed() throws {
        try withFolder { folder in
            #expect(throws: IntakeError.missingTable(path: folder + "/markup.tsv")) {
                try IntakeWords(dataRoot: folder)
            }
            try write(Array("foreign\tnav\n".utf8), folder + "/markup.tsv")
            #expect(throws: IntakeError.missingTable(path: folder + "/*/intake.tsv")) {
                try IntakeWords(dataRoot: folder)
            }
        }
    }

    /// Every table of names is data: a language that is added brings its own.
    @Test func namesComeFromTheTables() throws {
        try withFolder { folder in
            try write(Array("foreign\tnav\n".utf8), folder + "/markup.tsv")
            try FileManager.default.createDirectory(
                atPath: folder + "/xx", withIntermediateDirectories: true)
            let table =
                "month\tblau\t5\nordinal\tzo\nmonth-link\tvom\nhour\tglock\nhalf\tfrüh\t0\nhalf\tspät\t12\n"
            try write(Array(table.utf8), folder + "/xx/intake.tsv")
            let reader = DateReader(words: try IntakeWords(dataRoot: folder))
            #expect(reader.date("3zo vom blau 2024, 7 glock")?.edtf == "2024-05-03T07:00")
            #expect(reader.date("3. blau 2024, 7:10 spät")?.edtf == "2024-05-03T19:10")
            #expect(reader.date("3rd of June 2024") == nil)
        }
    }

    @Test func unixTimeIsItsOwnInverse() {
        for seconds in stride(from: 400_000_000, to: 4_000_000_000, by: 7_777_777) {
            #expect(NewsDate(unixTime: seconds)?.unixTime == seconds)
        }
    }
}
