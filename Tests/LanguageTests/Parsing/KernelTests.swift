import Foundation
import Kernels
import Testing

@testable import Language

/// The kernels against the sums that they stand for, written plainly.
@Suite struct KernelTests {
    private struct Numbers {
        var state: UInt64

        mutating func next(_ range: ClosedRange<Int>) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return range.lowerBound + Int(state >> 33) % range.count
        }
    }

    @Test(arguments: [1, 2, 3, 5, 6, 7, 13], [4, 8, 120, 192])
    func productsOfBytesAreExact(rows: Int, width: Int) {
        let columns = 128
        var numbers = Numbers(state: UInt64(rows * 1000 + width))
        let matrix = ByteMatrix(weight: 0, column: 0, rows: width, columns: columns)
        let weights = (0..<width).map { _ in (0..<columns).map { _ in numbers.next(-127...127) } }
        var packed = [Int8](repeating: 0, count: width * columns)
        var offsets = [Int32](repeating: 0, count: columns)
        for row in 0..<width {
            for column in 0..<columns {
                packed[matrix.place(row, column)] = Int8(weights[row][column])
                offsets[column] -= 128 * Int32(weights[row][column])
            }
        }
        // Rows lie wider apart than they are wide.
        let stride = width + 8
        let input = (0..<rows * stride).map { _ in UInt8(numbers.next(0...255)) }
        let scales = (0..<columns).map { Float(1) / Float(1 + $0) }
        let biases = (0..<columns).map { Float($0) }
        var output = [Float](repeating: 1, count: rows * columns)
        lb_affine_bytes(
            input, Int64(stride), Int64(rows), Int64(width), packed, offsets, scales, biases,
            0, nil, Int64(columns), &output)
        // Added to rows of another matrix, in the other order.
        let base = (0..<rows * columns).map { Float($0 % 13) }
        let places = (0..<rows).map { Int32(rows - 1 - $0) }
        var added = [Float](repeating: 1, count: rows * columns)
        lb_affine_bytes(
            input, Int64(stride), Int64(rows), Int64(width), packed, offsets, scales, base,
            Int64(columns), places, Int64(columns), &added)
        for row in 0..<rows {
            for column in 0..<columns {
                let sum = (0..<width).reduce(0) {
                    $0 + (Int(input[row * stride + $1]) - 128) * weights[$1][column]
                }
                let scaled = Float(sum) * scales[column]
                #expect(output[row * columns + column] == scaled + biases[column])
                let place = (rows - 1 - row) * columns + column
                #expect(added[row * columns + column] == scaled + base[place])
            }
        }
    }

    @Test(arguments: [1, 4, 6], [16, 48])
    func productsOfFloats(rows: Int, columns: Int) {
        let width = 5
        let input = (0..<rows * width).map { Float($0 % 7) - 3 }
        let matrix = (0..<width * columns).map { Float($0 % 11) - 5 }
        var output = [Float](repeating: 0, count: rows * columns)
        lb_products(
            input, Int64(width), Int64(rows), Int64(width), matrix, Int64(columns), &output)
        for row in 0..<rows {
            for column in 0..<columns {
                let sum = (0..<width).reduce(Float(0)) {
                    $0 + input[row * width + $1] * matrix[$1 * columns + column]
                }
                #expect(output[row * columns + column] == sum)
            }
        }
    }

    @Test(arguments: [1, 4, 7])
    func rowsBecomeColumns(width: Int) {
        let rows = (0..<4).map { row in (0..<width).map { Float(10 * row + $0) } }
        let columns = 6
        var output = [Float](repeating: -1, count: width * columns)
        lb_columns(rows[0], rows[1], rows[2], rows[3], Int64(width), &output, Int64(columns))
        for index in 0..<width {
            #expect(
                Array(output[index * columns..<index * columns + columns])
                    == rows.map { $0[index] } + [-1, -1])
        }
    }

    @Test func embeddingsStandSideBySide() {
        let wide = (0..<UInt8(3 * 16)).map { $0 }
        let narrow = (0..<UInt8(2 * 8)).map { 100 + $0 }
        let words = 20
        let rows = (0..<words).flatMap { [Int32($0 % 3), Int32($0 % 2)] }
        var output = [UInt8](repeating: 255, count: words * 24)
        wide.withUnsafeBufferPointer { wide in
            narrow.withUnsafeBufferPointer { narrow in
                lb_embed(
                    [wide.baseAddress, narrow.baseAddress], [16, 8], 2, rows, Int64(words), &output)
            }
        }
        for word in 0..<words {
            let expected =
                wide[word % 3 * 16..<(word % 3 + 1) * 16]
                + narrow[word % 2 * 8..<(word % 2 + 1) * 8]
            #expect(Array(output[word * 24..<(word + 1) * 24]) == Array(expected))
        }
    }

    @Test func rowsAreSummed() {
        let rows = (0..<4 * 64).map { Int8(truncatingIfNeeded: $0 * 37) }
        var sums = [Int16](repeating: 9, count: 64)
        lb_add_rows(rows, [3, 0, 3], 3, &sums)
        for column in 0..<64 {
            #expect(Int(sums[column]) == 9 + 2 * Int(rows[192 + column]) + Int(rows[column]))
        }
    }

    @Test(arguments: [1, 5, 16, 17, 40])
    func theFirstOfTheGreatestCounts(count: Int) {
        var numbers = (0..<count).map { Float($0 % 5) - 9 }
        #expect(lb_greatest(numbers, Int64(count)) == Int64(min(count - 1, 4)))
        numbers[count / 2] = 2
        numbers[count - 1] = 2
        #expect(lb_greatest(numbers, Int64(count)) == Int64(count / 2))
        let all: UInt64 = (1 << UInt64(count)) - 1
        #expect(lb_greatest_of(numbers, all) == Int64(count / 2))
        #expect(lb_greatest_of(numbers, all & ~(1 << UInt64(count / 2))) == Int64(count - 1))
        #expect(lb_greatest_of(numbers, 0) == 0)
    }

    @Test func leadsAreMeasuredFromTheGreatest() {
        var leads = [Int16](repeating: 7, count: 4)
        lb_lead([1, -1, 3, -500], 4, 40, -8000, &leads)
        #expect(leads == [-80, -160, 0, -8000])
    }

    @Test(arguments: [3, 40, 30_000])
    func rowsAreFoundManyAtATime(count: Int) throws {
        let hashes = (1...count).map { UInt64($0) &* 0x9E37_79B9_7F4A_7C15 }
        var writer = ModelFileWriter(kind: "index", manifest: [])
        let rows = HashIndex.write(hashes, "keys", to: &writer)
        let path = NSTemporaryDirectory() + "index-\(count)-\(UUID().uuidString).model"
        try writer.write(to: path)
        defer { try? FileManager.default.removeItem(atPath: path) }
        let file = try ModelFile(path, kind: "index")
        let index = try HashIndex(file, "keys")
        var wanted = Array(hashes.suffix(20))
        wanted += (1...20).map { UInt64($0) &* 0x1234_5678_9ABC_DEF1 }
        var found = [Int32](repeating: -1, count: wanted.count)
        let number = wanted.withUnsafeMutableBufferPointer {
            index.rows(of: $0, into: &found)
        }
        withExtendedLifetime(file) {
            #expect(number == min(count, 20))
            #expect(found[..<number].map(Int.init) == hashes.suffix(20).map { rows[$0]! })
        }
    }

    @Test func featuresThatAreNotThereAddNothing() {
        let features: [UInt64] = (1...40).map { $0 &* 0x9E37_79B9_7F4A_7C15 }
        let table = NameWeightTable.layOut(
            features.prefix(20).map { ($0, [Int8](repeating: 3, count: 9)) }, capacity: 64)
        #expect(table.kept == 20)
        var sums = [Int16](repeating: 0, count: 16)
        lb_sum_features(table.rows, 16, features, 40, &sums)
        #expect(sums[0..<9].allSatisfy { $0 == 60 })
    }
}
