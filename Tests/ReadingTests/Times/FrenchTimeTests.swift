import Testing

/// French time expressions, all of them from data: words, TIMEX3 value, EDTF.
@Suite struct FrenchTimeTests {
    @Test(arguments: [
        TimeCase(
            "fr", "2024-06-14", "Elle est partie lundi dernier.",
            .exact("lundi dernier", "2024-06-10")),
        TimeCase(
            "fr", "2024-06-14", "Il arrivera jeudi soir.",
            .time("jeudi soir", "2024-06-20TEV", "2024-06-20")),
        TimeCase(
            "fr", "2024-06-14", "Il est venu la semaine dernière.",
            .exact("la semaine dernière", "2024-W23")),
        TimeCase(
            "fr", "2024-06-14", "Le taux a baissé l’an dernier.", .exact("l’an dernier", "2023")),
        TimeCase(
            "fr", "2024-06-14", "Il y a trois semaines, il a plu.",
            .exact("Il y a trois semaines", "2024-W21")),
        TimeCase(
            "fr", "2024-06-14", "Il y a un an et demi, il est parti.",
            .exact("Il y a un an et demi", "2022-12")),
        TimeCase("fr", "2024-06-14", "Il y a des gens dehors."),
        TimeCase(
            "fr", "2024-06-14", "D'ici à fin juin, ce sera fini.",
            .exact("fin juin", "2024-06", mod: "END")),
        TimeCase(
            "fr", "2024-06-14", "Au premier trimestre, les ventes ont baissé.",
            .date("premier trimestre", "2024-Q1", "2024-33")),
        TimeCase("fr", "2024-06-14", "Ce mois-ci, rien.", .exact("Ce mois-ci", "2024-06")),
        TimeCase(
            "fr", "2024-06-14", "Mi-mars, il a plu.", .exact("Mi-mars", "2024-03", mod: "MID")),
        TimeCase("fr", "2024-06-14", "Aujourd'hui, il pleut.", .exact("Aujourd'hui", "2024-06-14")),
        TimeCase(
            "fr", "2024-06-14", "Trois jours plus tard, il est revenu.",
            .exact("Trois jours plus tard", "2024-06-17")),
    ])
    func seenFromPublication(testCase: TimeCase) throws { try testCase.check() }

    @Test(arguments: [
        TimeCase(
            "fr", nil, "Signé le 14 août 2024 à Genève.", .exact("le 14 août 2024", "2024-08-14")),
        TimeCase(
            "fr", nil, "Le 1er mai 2023, il pleuvait.", .exact("Le 1er mai 2023", "2023-05-01")),
        TimeCase("fr", nil, "Rendu le 14/08/2024 au juge.", .exact("le 14/08/2024", "2024-08-14")),
        TimeCase("fr", nil, "Fin 2023, le prix montait.", .exact("Fin 2023", "2023", mod: "END")),
        TimeCase(
            "fr", nil, "La crise des années 1990 est loin.", .date("des années 1990", "199", "199X")
        ),
        TimeCase("fr", nil, "Au XIXe siècle, tout dormait.", .date("XIXe siècle", "18", "18XX")),
        TimeCase(
            "fr", "2024-06-14", "Il est parti à 18h30.",
            .time("18h30", "2024-06-14T18:30", "2024-06-14T18:30")),
        TimeCase(
            "fr", "2024-06-14", "Il est parti à 18 h 30.",
            .time("18 h 30", "2024-06-14T18:30", "2024-06-14T18:30")),
    ])
    func datesAndClocks(testCase: TimeCase) throws { try testCase.check() }

    @Test(arguments: [
        TimeCase(
            "fr", "2024-06-14", "Il attend depuis trois jours.",
            .duration("trois jours", "P3D", "2024-06-11")),
        TimeCase(
            "fr", "2024-06-14", "Le procès durera au moins six mois.",
            .duration("au moins six mois", "P6M", mod: "EQUAL_OR_MORE")),
        TimeCase(
            "fr", "2024-06-14", "Il a duré deux heures et demie.",
            .duration("deux heures et demie", "PT2.5H")),
        TimeCase(
            "fr", "2024-06-14", "Le conseil se réunit chaque année.", .set("chaque année", "P1Y")),
        TimeCase(
            "fr", "2024-06-14", "Ils votent tous les deux ans.", .set("tous les deux ans", "P2Y")),
        TimeCase(
            "fr", "2024-06-14", "Il court tous les dimanches.",
            .set("tous les dimanches", "XXXX-WXX-7")),
        TimeCase("fr", "2024-06-14", "Un homme de 45 ans a été arrêté."),
        TimeCase(
            "fr", "2024-06-14", "Le pont est actuellement fermé.",
            .date("actuellement", "PRESENT_REF", "2024-06-14~")),
    ])
    func durationsAndSets(testCase: TimeCase) throws { try testCase.check() }
}
