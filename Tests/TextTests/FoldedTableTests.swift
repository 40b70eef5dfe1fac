import Testing
import Text

@Suite struct FoldedTableTests {
    @Test func whatIsKnownIsFoundAndNothingElse() {
        let hashes = (0..<500).map { foldedHash(Array("word\($0)".utf8)) }
        let table = FoldedTable(
            Dictionary(uniqueKeysWithValues: hashes.enumerated().map { ($1, $0) }))
        for (number, hash) in hashes.enumerated() {
            #expect(table[hash] == number)
            #expect(table.contains(hash))
        }
        #expect(table[foldedHash(Array("word500".utf8))] == nil)
        #expect(!FoldedTable<Int>().contains(hashes[0]))
    }

    @Test func formsThatShareAPlaceAreToldApart() {
        // Sixteen places for three keys; these three want the same one.
        let table = FoldedTable<Int>([16: 1, 32: 2, 48: 3])
        #expect([16, 32, 48, 64].map { table[$0] } == [1, 2, 3, nil])
    }
}

@Suite struct FoldedSetTests {
    @Test func holdsWhatWasPutIn() {
        var set: FoldedSet = []
        #expect(set.isEmpty)
        #expect(!set.contains(7))
        let hashes = (1...500).map { UInt64($0) &* 0x9E37_79B9_7F4A_7C15 }
        set.formUnion(hashes)
        for hash in hashes { set.insert(hash) }
        #expect(!set.isEmpty)
        #expect(hashes.allSatisfy(set.contains))
        #expect(!hashes.contains { set.contains($0 ^ 1) })
    }
}
