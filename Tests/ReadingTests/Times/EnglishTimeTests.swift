import Testing

/// English time expressions: words, TIMEX3 value, EDTF.
@Suite struct EnglishTimeTests {
    @Test(arguments: [
        TimeCase("en", "2024-06-14", "She left on Friday.", .exact("Friday", "2024-06-14")),
        TimeCase("en", "2024-06-14", "They will meet on Tuesday.", .exact("Tuesday", "2024-06-18")),
        TimeCase(
            "en", "2024-06-14", "He spoke last Tuesday.", .exact("last Tuesday", "2024-06-11")),
        TimeCase(
            "en", "2024-06-14", "It rained on Friday night.",
            .time("Friday night", "2024-06-14TNI", "2024-06-14")),
        TimeCase("en", "2024-06-14", "It rained yesterday.", .exact("yesterday", "2024-06-13")),
        TimeCase("en", "2024-06-14", "It closed last month.", .exact("last month", "2024-05")),
        TimeCase(
            "en", "2024-06-14", "He left three weeks ago.", .exact("three weeks ago", "2024-W21")),
        TimeCase(
            "en", "2024-06-14", "He left by the end of the year.",
            .exact("the end of the year", "2024", mod: "END")),
        TimeCase(
            "en", "2024-06-14", "He left the day before yesterday.",
            .exact("the day before yesterday", "2024-06-12")),
        TimeCase("en", "2024-06-14", "He left two years ago.", .exact("two years ago", "2022")),
        TimeCase(
            "en", "2024-06-14", "It fell in the first quarter.",
            .date("the first quarter", "2024-Q1", "2024-33")),
    ])
    func seenFromPublication(testCase: TimeCase) throws { try testCase.check() }

    @Test(arguments: [
        TimeCase("en", nil, "It burned on Aug. 14, 2024.", .exact("Aug. 14, 2024", "2024-08-14")),
        TimeCase("en", nil, "It burned on 14 August 2024.", .exact("14 August 2024", "2024-08-14")),
        TimeCase("en", nil, "Due 8/14/2024.", .exact("8/14/2024", "2024-08-14")),
        TimeCase("en", nil, "Since the 1990s it was so.", .date("the 1990s", "199", "199X")),
        TimeCase(
            "en", nil, "Since the 20th century it was so.", .date("the 20th century", "19", "19XX")),
        TimeCase("en", nil, "It began in early 1996.", .exact("early 1996", "1996", mod: "START")),
        TimeCase(
            "en", nil, "It began in nineteen ninety-six.", .exact("nineteen ninety-six", "1996")),
        TimeCase(
            "en", "2024-06-14", "It opens between May and July.", .exact("May", "2024-05"),
            .exact("July", "2024-07")),
        TimeCase(
            "en", "2024-06-14", "It began at 8:30 a.m. sharp.",
            .time("8:30 a.m.", "2024-06-14T08:30", "2024-06-14T08:30")),
        TimeCase("en", "2024-06-14", "He may march to the fall of the town."),
    ])
    func datesAndClocks(testCase: TimeCase) throws { try testCase.check() }

    @Test(arguments: [
        TimeCase("en", "2024-06-14", "A three-year plan failed.", .duration("three-year", "P3Y")),
        TimeCase("en", "2024-06-14", "It lasted for decades.", .duration("decades", "PXDE")),
        TimeCase(
            "en", "2024-06-14", "It took at least two hours.",
            .duration("at least two hours", "PT2H", mod: "EQUAL_OR_MORE")),
        TimeCase("en", "2024-06-14", "The 20-year-old student was silent."),
        TimeCase("en", "2024-06-14", "They meet every week.", .set("every week", "P1W")),
        TimeCase("en", "2024-06-14", "They meet every Monday.", .set("every Monday", "XXXX-WXX-1")),
        TimeCase("en", "2024-06-14", "It is now open.", .date("now", "PRESENT_REF", "2024-06-14~")),
    ])
    func durationsAndSets(testCase: TimeCase) throws { try testCase.check() }

    /// A plan lies ahead, whatever the tense of the verb that speaks of it; a plan that was given up
    /// does not.
    @Test(arguments: [
        TimeCase(
            "en", "2024-06-13", "The sale is scheduled to close Monday.",
            .exact("Monday", "2024-06-17")),
        TimeCase(
            "en", "2024-06-13", "The court extended the deadline until Monday.",
            .exact("Monday", "2024-06-17")),
        TimeCase(
            "en", "2024-06-13", "The bank will publish the figures this morning.",
            .time("this morning", "2024-06-13TMO", "2024-06-13")),
        TimeCase("en", "2024-06-13", "He soon left the party."),
        TimeCase("en", "2024-06-13", "The pilot was in his 30s."),
    ])
    func whatLiesAhead(testCase: TimeCase) throws { try testCase.check() }

    @Test(arguments: [
        TimeCase(
            "en", "2024-06-13", "The jury meets the week of March 6.",
            .exact("the week of March 6", "2024-W10")),
        TimeCase(
            "en", "2024-06-13", "Prices fell in early May this year.",
            .exact("early May this year", "2024-05", mod: "START")),
        TimeCase(
            "en", "2024-12-05", "Shops were full on Black Friday.",
            .exact("Black Friday", "2024-11-29")),
        TimeCase(
            "en", "2024-11-12", "Many voted on Election Day.",
            .exact("Election Day", "2024-11-05")),
        TimeCase(
            "en", "2024-06-13", "He fell ill on June 5. The next morning he died.",
            .exact("June 5", "2024-06-05"),
            .time("The next morning", "2024-06-06TMO", "2024-06-06")),
        TimeCase(
            "en", "2024-06-13", "It rose from March 6 to Wednesday.",
            .exact("March 6", "2024-03-06"), .exact("Wednesday", "2024-06-12")),
        TimeCase(
            "en", "2024-06-17",
            "The index closed on Friday above the level of the previous Friday.",
            .exact("Friday", "2024-06-14"), .exact("the previous Friday", "2024-06-07")),
    ])
    func byOtherDates(testCase: TimeCase) throws { try testCase.check() }
}
