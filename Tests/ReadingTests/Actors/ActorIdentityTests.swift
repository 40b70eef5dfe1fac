import Testing
import Text

@testable import Reading

/// Names, offices and pronouns that are one actor, and those that are two.
@Suite struct ActorIdentityTests {
    @Test(arguments: [
        ("Sergej Lawrow sagte ab. Sergei Lavrov sei krank, hieß es.", "Sergej Lawrow"),
        ("Kim Jong-un kam. Kim Dschong-un lobte die Arbeiter.", "Kim Jong-un"),
        ("Die Europäische Zentralbank (EZB) tagte. Die EZB entschied.", "Europäische Zentralbank"),
        ("Der UN-Sicherheitsrat tagte. Der Sicherheitsrat schwieg.", "UN-Sicherheitsrat"),
    ])
    func spellingsAreOne(text: String, name: String) throws {
        let found = try actors(text, "de")
        #expect(found.first?.name == name)
        #expect(found.first.map { $0.mentions.count >= 2 } == true)
        #expect(found.filter { $0.kind == found[0].kind }.count == 1)
    }

    @Test func anOfficeIsItsHolder() throws {
        let found = try actors(
            "Der georgische Präsident Lewan Beridse flog ab. Der georgische Präsident war müde.",
            "de")
        #expect(found.first { $0.kind == .person }?.mentions.count == 2)
        #expect(found.allSatisfy { $0.kind != .role })
    }

    @Test func aDeputyIsAnother() throws {
        let found = try actors(
            "Der stellvertretende georgische Außenminister Lewan Beridse flog ab. "
                + "Der georgische Außenminister blieb.", "de")
        #expect(found.first { $0.kind == .person }?.mentions.count == 1)
        #expect(found.first { $0.kind == .role }?.name == "georgischer Außenminister")
        #expect(found.first { $0.kind == .role }?.country == "GE")
    }

    @Test(arguments: [
        ("Ein hochrangiger Beamter sagte, das sei falsch.", "hochrangiger Beamter"),
        ("Beamten zufolge gilt der Plan.", "Beamte"),
        ("Gestern sagten hochrangige Diplomaten, das sei falsch.", "hochrangige Diplomaten"),
    ])
    func rolesStandInTheNominative(text: String, name: String) throws {
        #expect(try actors(text, "de").map(\.name) == [name])
    }

    @Test(arguments: [
        ("de", "Wiktor Sorin reiste ab. Er war müde.", "Wiktor Sorin"),
        ("en", "Mayor Anna Klein left. She was tired.", "Anna Klein"),
    ])
    func pronounsAreMentions(language: String, text: String, name: String) throws {
        let found = try actors(text, language).first { $0.name == name }
        #expect(found?.mentions.count == 2)
    }

    @Test func aCapitalIsAPlaceWhereThingsHappen() throws {
        let found = try actors("Moskau warnte. In Moskau fiel Schnee.", "de")
        #expect(found.map(\.kind) == [.country, .place])
        #expect(found.map(\.country) == ["RU", "RU"])
    }

    /// Words that stand for somebody whom the text names: each text tells of the named one at least so often.
    @Test(arguments: [
        ("Verteidigungsminister Ole Brandt flog ab. Der Minister war müde.", "de", "Ole Brandt", 2),
        (
            "Die norwegische Ministerpräsidentin Sigrid Aune kam an. Die Regierungschefin schwieg. "
                + "Die Norwegerin reist morgen ab.", "de", "Sigrid Aune", 3
        ),
        ("Die Reederei Hansen klagt. Das Unternehmen verlangt Geld.", "de", "Hansen", 2),
        ("Die Nato tagt. Das Bündnis berät über Geld.", "de", "NATO", 2),
        ("Polen protestierte. Die polnische Regierung rief den Botschafter ab.", "de", "Polen", 2),
        ("Karl Reinders wurde verhaftet. Der 54-Jährige schweigt.", "de", "Karl Reinders", 2),
        ("Kims Rede war kurz. Kim Tae-ho ging gleich danach.", "de", "Kim Tae-ho", 2),
        ("Defence Minister Owen Cole left. The minister was tired.", "en", "Owen Cole", 2),
        ("Prime Minister Gina Conti spoke. The premier left early.", "en", "Gina Conti", 2),
        (
            "Ursula Shaw is suing the insurer Albion Mutual. The insurer disputes the claim.", "en",
            "Albion Mutual", 2
        ),
        ("The European Union met. The bloc adjourned.", "en", "European Union", 2),
        ("President Luis Fuentes met Rosa Quispe. She invited him.", "en", "Luis Fuentes", 2),
    ])
    func nounsPointToNames(text: String, language: String, name: String, mentions: Int) throws {
        let found = try actors(text, language)
        let count = found.first { $0.name == name }?.mentions.count ?? 0
        #expect(count >= mentions, "\(found.map { ($0.name, $0.mentions.count) })")
    }

    /// Who is not meant: another office, another sex, somebody else's doing.
    @Test(arguments: [
        ("Defence Minister Owen Cole left. The prime minister stayed.", "en", "Owen Cole"),
        ("Ministerin Vera Holm kam an. Der Minister für Bauen blieb fort.", "de", "Vera Holm"),
        ("Der frühere Kanzler Bernd Holm flog ab. Der Kanzler blieb.", "de", "Bernd Holm"),
    ])
    func nounsKeepApart(text: String, language: String, name: String) throws {
        #expect(try actors(text, language).first { $0.name == name }?.mentions.count == 1)
    }

    @Test func whoSharesATitleAndANameIsTwo() throws {
        let found = try actors(
            "Frau Schneider und Herr Schneider sind hier. Ulrike Schneider klagt.", "de"
        ).filter { $0.kind == .person }
        #expect(found.count == 2)
        #expect(found.first { $0.name == "Ulrike Schneider" }?.mentions.count == 2)
    }

    /// Words that only describe, names behind common nouns, short names, offices whose holder is named next.
    @Test(arguments: [
        ("Olaf Brandt ist tot. Der Unternehmer wurde 91.", "de", "Olaf Brandt", 2),
        ("Victor Hollman is dead. The businessman was 91.", "en", "Victor Hollman", 2),
        (
            "Der frühere Präsident Hugo Marten schwieg. Der Ex-Präsident war müde.", "de",
            "Hugo Marten", 2
        ),
        ("Svenja Brandt kam an. Die 44-jährige Anwältin war müde.", "de", "Svenja Brandt", 2),
        ("Die Umweltministerin zögert. Svenja Brandt will warten.", "de", "Svenja Brandt", 2),
        ("Israel's premier flew to Rome. Avi Peretz was tired.", "en", "Avi Peretz", 2),
        (
            "Der Chiphersteller Lumatek wächst. Das Unternehmen baut. Lumatek will bleiben.", "de",
            "Lumatek", 3
        ),
        (
            "The fashion chain Halo is closing shops. The company blames rents.", "en", "Halo", 2
        ),
        (
            "Die Freiheitspartei (FPX) liegt vorn. Die FPX jubelt. Die Partei sucht Partner.", "de",
            "Freiheitspartei", 3
        ),
        (
            "Die Zeitung \"Nordkurier\" berichtet über Gespräche. Das Blatt nennt keine Namen.",
            "de",
            "Nordkurier", 2
        ),
        ("Die Deutsche Bahn baut um. Die Bahn sperrt Strecken.", "de", "Deutsche Bahn", 2),
        (
            "The firm Golden Anchor Shipping moved oil. Golden Anchor denied wrongdoing.", "en",
            "Golden Anchor Shipping", 2
        ),
        (
            "Die griechische Küstenwache half. Die Behörde sucht weiter. Die Küstenwache schweigt.",
            "de", "Küstenwache", 3
        ),
        ("Der Finanzinvestor Arctos will verkaufen. Der Investor schweigt.", "de", "Arctos", 2),
        (
            "The charity Clear Brooks has left Sudan. The charity said armed men had looted its clinic.",
            "en", "Clear Brooks", 3
        ),
        (
            "Zimbabwe's opposition leader, Tendai Moyo, has been released on bail. Moyo spent 40 days in jail.",
            "en", "Tendai Moyo", 2
        ),
        (
            "Human Rights Monitor criticised the trial. The watchdog wants a retrial.", "en",
            "Human Rights Monitor", 2
        ),
        (
            "Carlos Mendoza leads the polls in Colombia. The veteran senator wants to talk to the rebels.",
            "en", "Carlos Mendoza", 2
        ),
        (
            "Hyun-jin Park, the head of a shipyard, was arrested on Tuesday. Park denies it.", "en",
            "Park", 2
        ),
        (
            "The Daily Courier must pay actress Nina Frost. The newspaper had hacked her phone.",
            "en",
            "Daily Courier", 2
        ),
    ])
    func descriptionsAreMentions(text: String, language: String, name: String, count: Int) throws {
        let found = try actors(text, language)
        #expect(
            found.first { $0.name.contains(name) }?.mentions.count ?? 0 >= count,
            "\(found.map { ($0.name, $0.mentions.count) })")
    }

    @Test func unionsWithoutANameAreTwo() throws {
        let found = try actors(
            "The bakers' union calls a strike. The union wants more. The employers' association refused. "
                + "The association offered less.", "en")
        #expect(found.filter { $0.kind == .organization }.map(\.mentions.count) == [2, 2])
    }
}
