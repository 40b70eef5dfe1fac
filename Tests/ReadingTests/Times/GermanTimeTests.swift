import Testing

/// German time expressions: words, TIMEX3 value, EDTF.
@Suite struct GermanTimeTests {
    @Test(arguments: [
        TimeCase("de", "2024-06-14", "Am Freitag sagte sie ab.", .exact("Freitag", "2024-06-14")),
        TimeCase("de", "2024-06-14", "Am Mittwoch kam er an.", .exact("Mittwoch", "2024-06-12")),
        TimeCase("de", "2024-06-14", "Am Montag sprach er.", .exact("Montag", "2024-06-10")),
        TimeCase(
            "de", "2024-06-14", "Er wird am Montag sprechen.", .exact("Montag", "2024-06-17")),
        TimeCase(
            "de", "2024-06-14", "Er traf sie vergangenen Freitag.",
            .exact("vergangenen Freitag", "2024-06-07")),
        TimeCase(
            "de", "2024-06-14", "Diese Woche tagt der Rat.", .exact("Diese Woche", "2024-W24")),
        TimeCase("de", "2024-06-14", "Gestern fiel Regen.", .exact("Gestern", "2024-06-13")),
        TimeCase(
            "de", "2024-06-14", "Am Freitagabend begann das Fest.",
            .time("Freitagabend", "2024-06-14TEV", "2024-06-14")),
        TimeCase(
            "de", "2024-06-14", "Er kam heute Morgen an.",
            .time("heute Morgen", "2024-06-14TMO", "2024-06-14")),
    ])
    func daysAndWeeks(testCase: TimeCase) throws { try testCase.check() }

    @Test(arguments: [
        TimeCase(
            "de", nil, "Das Dorf brannte am 14. August 2024.",
            .exact("14. August 2024", "2024-08-14")),
        TimeCase("de", nil, "Frist: 14.08.2024.", .exact("14.08.2024", "2024-08-14")),
        TimeCase("de", nil, "Stand 2024-08-14.", .exact("2024-08-14", "2024-08-14")),
        TimeCase(
            "de", "2024-06-14", "Das Fest dauert vom 3. bis 5. Mai.",
            .exact("3.", "2024-05-03"), .exact("5. Mai", "2024-05-05")),
        TimeCase("de", "2024-06", "Im März sprach sie.", .exact("März", "2024-03")),
        TimeCase(
            "de", "2024-06-14", "Es geschah Anfang März 2021.",
            .exact("Anfang März 2021", "2021-03", mod: "START")),
        TimeCase("de", nil, "Er kam 1987 zur Welt.", .exact("1987", "1987")),
        TimeCase("de", nil, "Das Amt hat 2000 Mitarbeiter."),
        TimeCase(
            "de", nil, "In den 1990er Jahren war es so.", .date("den 1990er Jahren", "199", "199X")),
        TimeCase(
            "de", nil, "Im 20. Jahrhundert war es so.", .date("20. Jahrhundert", "19", "19XX")),
        TimeCase(
            "de", "2024-06-14", "Der Umsatz sank im ersten Quartal 2024.",
            .date("ersten Quartal 2024", "2024-Q1", "2024-33")),
        TimeCase(
            "de", nil, "Der Sommer 2019 war heiß.", .date("Sommer 2019", "2019-SU", "2019-22")),
        TimeCase(
            "de", "2024-06-14", "Am Monatsende ist Schluss.",
            .exact("Monatsende", "2024-06", mod: "END")),
    ])
    func datesAndPeriods(testCase: TimeCase) throws { try testCase.check() }

    @Test(arguments: [
        TimeCase(
            "de", "2024-06-14", "Er beginnt um 15 Uhr.",
            .time("15 Uhr", "2024-06-14T15:00", "2024-06-14T15:00")),
        TimeCase(
            "de", nil, "Am 3. Mai 2024 um 15.30 Uhr geht es los.",
            .exact("3. Mai 2024", "2024-05-03"),
            .time("15.30 Uhr", "2024-05-03T15:30", "2024-05-03T15:30")),
        TimeCase(
            "de", "2024-06-14", "Vor zwei Jahren starb er.", .duration("zwei Jahren", "P2Y", "2022")
        ),
        TimeCase(
            "de", "2024-06-14", "Die zweijährige Frist ist um.", .duration("zweijährige", "P2Y")),
        TimeCase(
            "de", "2024-06-14", "Die achtstündige Sitzung endete.",
            .duration("achtstündige", "PT8H")),
        TimeCase(
            "de", "2024-06-14", "Die 20-minütigen Reden endeten.",
            .duration("20-minütigen", "PT20M")),
        TimeCase("de", "2024-06-14", "Die 20-jährige Studentin schwieg."),
        TimeCase(
            "de", "2024-06-14", "Das dauert dreieinhalb Stunden.",
            .duration("dreieinhalb Stunden", "PT3.5H")),
        TimeCase("de", "2024-06-14", "Seit Jahren streiten sie.", .duration("Jahren", "PXY")),
        TimeCase("de", "2024-06-14", "Sie tagen jeden Montag.", .set("jeden Montag", "XXXX-WXX-1")),
        TimeCase("de", "2024-06-14", "Es wird jährlich geprüft.", .set("jährlich", "P1Y")),
        TimeCase(
            "de", "2024-06-14", "Sie tagen alle zwei Wochen.", .set("alle zwei Wochen", "P2W")),
        TimeCase("de", "2024-06-14", "Das gilt ab Montag.", .exact("Montag", "2024-06-17")),
        TimeCase("de", "2024-06-14", "Es war Ende 2023.", .exact("Ende 2023", "2023", mod: "END")),
        TimeCase(
            "de", "2024-06-14", "Es war Anfang des Jahres.",
            .exact("Anfang des Jahres", "2024", mod: "START")),
        TimeCase("de", "2024-06-14", "Die Agenda 2030 gilt."),
        TimeCase(
            "de", "2024-06-14", "Das gilt derzeit nicht.",
            .date("derzeit", "PRESENT_REF", "2024-06-14~")),
    ])
    func timesDurationsAndSets(testCase: TimeCase) throws { try testCase.check() }
}
