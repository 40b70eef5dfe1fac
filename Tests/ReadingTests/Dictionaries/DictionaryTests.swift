import Foundation
import Testing
import Text

@testable import Reading

/// Files of TABARI and PETRARCH.
@Suite struct DictionaryTests {
    private func read(_ text: String, _ file: String) -> EventDictionaries {
        var dictionaries = EventDictionaries()
        dictionaries.read(text, file: file)
        return dictionaries
    }

    @Test func actorsHaveNamesAndDatedCodes() {
        let found = read(
            """
            # a comment
            NORDLAND_  [NRD]
            +KINGDOM_OF_NORDLAND_
            ANNA_KLEIN ; another comment
            +ANNA_M._KLEIN
            \t[NRDGOV 20100101-20141231]
            \t[NRDOPP > 150101]
            \t[NRD]
            LAST_ONE [IGO]
            """, "Own.actors.txt")
        #expect(found.problems.isEmpty)
        #expect(found.actors.count == 3)
        #expect(found.actors[0].names == ["NORDLAND", "KINGDOM OF NORDLAND"])
        #expect(found.actors[1].code(on: 2012_06_01) == "NRDGOV")
        #expect(found.actors[1].code(on: 2016_06_01) == "NRDOPP")
        #expect(found.actors[1].code(on: 2005_06_01) == "NRD")
    }

    @Test func badLinesAreReportedAndTheRestIsRead() {
        let found = read(
            "\t[AAA]\nNORDLAND [NRD\nSUDLAND [SUD 201001]\n\t[SUD >209913401]\nOSTLAND [OST ]\n",
            "actors.txt")
        #expect(found.problems.map(\.line) == [1, 2, 3, 4])
        #expect(found.problems.allSatisfy { $0.file == "actors.txt" })
        #expect(found.actors.map { $0.names[0] } == ["NORDLAND", "SUDLAND", "OSTLAND"])
    }

    @Test func agentsHavePlurals() {
        let found = read(
            "!PERSON! = MAN, WOMAN\nARMY [~MIL]\nCHURCH_OFFICIAL {} [~REL]\nMAN {MEN} [~CVL]\n"
                + "POLICE!PERSON! [~COP]\nEXILED [EXI~]\nWRONG\n", "agents.txt")
        #expect(
            found.agents.map(\.names) == [
                ["ARMY", "ARMIES"], ["CHURCH OFFICIAL"], ["MAN", "MEN"],
                ["POLICEMAN", "POLICEWOMAN"],
                ["EXILED", "EXILEDS"],
            ])
        #expect(found.agents.map(\.isPrefix) == [false, false, false, false, true])
        #expect(found.problems.map(\.line) == [7])
    }

    @Test func verbsHaveFormsAndPatterns() {
        let found = read(
            """
            &WEAPON
            +RIFLE
            +TANK_
            ---  GIVE  [070]  ---
            GIVE {GAVE GIVEN GIVES GIVING}
            SUPPLY
            +HAND_OVER
            - * &WEAPON (TO) [072] # AID
            - {HEAVY ARMS} * [071:0712]
            - * WITHOUT [---]
            - NO STAR [010]
            - A * B * C [010]
            """, "verbs.txt")
        #expect(found.synsets == ["WEAPON": ["RIFLE", "TANK"]])
        #expect(found.verbs.count == 1)
        let block = found.verbs[0]
        #expect(block.code == "070")
        #expect(block.verbs[1].forms == ["SUPPLY", "SUPPLIES", "SUPPLIED", "SUPPLYING"])
        #expect(block.verbs[2].forms.first == "HAND OVER")
        #expect(block.patterns[0].behind == [.synset("WEAPON"), .preposition("TO", [])])
        #expect(block.patterns[1].before == [.phrase(["HEAVY"], head: "ARMS")])
        #expect(block.patterns[1].reversed == "0712")
        #expect(block.patterns[2].code == nil)
        #expect(found.problems.map(\.line) == [11, 12])
    }

    @Test func linearPatternsMarkTheirActors() {
        let found = read(
            "--- TALK [036] ---\nTALK\n- $ * WITH + [036]\n- % * {A | B} [040]\n", "verbs.txt")
        #expect(found.verbs[0].patterns.map(\.isLinear) == [true, true])
        #expect(found.verbs[0].patterns[0].behind == [.word("WITH"), .target])
        #expect(found.problems.isEmpty)
    }

    @Test func actorsOfADictionaryAreFound() throws {
        let dictionaries = read("BROTHERHOOD_OF_THE_TIDE [DEUREB]\n+TIDE_MEN\n", "actors.txt")
        let data = repository.appending(path: "Sources/Language/Data").path
        let reading = try Reader(dataRoot: data, dictionaries: dictionaries).read(
            Document(
                name: "", language: "en",
                text: "The Brotherhood of the Tide struck again. Tide Men were seen in the port."))
        #expect(reading.actors.first?.mentions.count == 2)
        #expect(reading.actors.first?.country == "DE")
    }

    @Test(arguments: [
        "", "[[[[", "---", "&", "+", "-", "- * [", "~", "{}{}[]", "<!--", "\u{0}\t[\n",
    ])
    func anythingIsRead(text: String) {
        for file in ["actors.txt", "agents.txt", "verbs.txt", "x.txt"] { _ = read(text, file) }
    }
}
