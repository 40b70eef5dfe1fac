import Testing
import Text

/// The calendar arithmetic, against itself and against known days.
@Suite struct CivilCalendarTests {
    @Test func dayNumbersRoundTrip() {
        for number in stride(from: -719_000, through: 2_900_000, by: 97) {
            let date = CivilCalendar.date(number)
            #expect(CivilCalendar.day(date.year, date.month, date.day) == number)
        }
    }

    @Test(arguments: [
        (1970, 1, 1, 4, 1970, 1), (2024, 6, 14, 5, 2024, 24), (2021, 1, 3, 7, 2020, 53),
        (2018, 12, 31, 1, 2019, 1), (2000, 2, 29, 2, 2000, 9),
    ])
    func weekdaysAndWeeks(year: Int, month: Int, day: Int, weekday: Int, weekYear: Int, week: Int) {
        let number = CivilCalendar.day(year, month, day)
        #expect(CivilCalendar.weekday(number) == weekday)
        #expect(CivilCalendar.week(number) == (weekYear, week))
        #expect(CivilCalendar.monday(weekYear, week: week) == number - weekday + 1)
    }

    @Test(arguments: [(2024, 3, 31), (2025, 4, 20), (1995, 4, 16), (2000, 4, 23)])
    func easter(year: Int, month: Int, day: Int) {
        #expect(CivilCalendar.easter(year) == CivilCalendar.day(year, month, day))
    }

    @Test func monthsMoveOverYears() {
        #expect(CivilCalendar.month(2024, 1, plus: -1) == (2023, 12))
        #expect(CivilCalendar.month(2024, 12, plus: 1) == (2025, 1))
        #expect(CivilCalendar.month(2024, 6, plus: -30) == (2021, 12))
    }
}
