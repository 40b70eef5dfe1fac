import Foundation
import Kernels
import Synchronization
package import Text

/// What was found out of the forms that came last, one text after the other: most words of a text come again, in it
/// and in the next one.
///
/// A form has one place in a table of fixed size, and the next form with this place takes it. What is kept depends on
/// the form and its mark alone, so that what was read before makes no difference to what is found.
///
/// `@unchecked Sendable`: one text at a time has it, which `MemoryPool` sees to. Only for code of this
/// module: other modules would use it without knowing the type of its values, which is too slow to pay.
package final class FormMemory<Value: BitwiseCopyable>: @unchecked Sendable {
    /// The bytes of a form, zeros behind them, its length in the last byte, and its mark; all zeros where nothing is
    /// kept.
    private struct Key: Equatable, BitwiseCopyable {
        var words: (UInt64, UInt64, UInt64) = (0, 0, 0)
        var mark: UInt64 = 0

        static func == (one: Key, other: Key) -> Bool {
            // Bits, and no branch for each word.
            (one.words.0 ^ other.words.0) | (one.words.1 ^ other.words.1)
                | (one.words.2 ^ other.words.2) | (one.mark ^ other.mark) == 0
        }
    }

    /// Side by side, so that both lie in one line of the cache where the value is small. It should be: what is seldom
    /// needed is cheaper to find again than to carry along.
    private struct Row {
        var key: Key
        var value: Value
    }

    /// Longer forms are rare, and are looked at anew each time.
    private static var longest: Int { 23 }
    /// As many as go into 2 MB, a power of two. Those of rare words are seldom touched and take nothing from the cache.
    private static var count: Int {
        1 << (Int.bitWidth - 1 - (2 << 20 / MemoryLayout<Row>.stride).leadingZeroBitCount)
    }

    private static var bytes: Int { count * MemoryLayout<Row>.stride }

    private let rows: UnsafeMutablePointer<Row>

    package init() {
        // An empty key is all zeros; values are not read before they are written. Pages of their own, which are zero and
        // cost nothing before they are touched.
        guard
            let memory = mmap(
                nil, Self.bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON, -1, 0),
            memory != MAP_FAILED
        else { fatalError("no memory for what is known of forms") }
        rows = memory.bindMemory(to: Row.self, capacity: Self.count)
    }

    deinit { munmap(rows, Self.bytes) }

    /// What is known of a form.
    /// - Parameters:
    ///   - mark: what else it depends on.
    ///   - make: finds it out where it is not kept.
    @inline(__always)
    package func value(
        _ token: Token, mark: UInt64, _ bytes: UnsafeBufferPointer<UInt8>, make: () -> Value
    ) -> Value {
        guard let key = Self.key(token, mark, bytes) else { return make() }
        let row = row(token, mark)
        if row.pointee.key == key { return row.pointee.value }
        let value = make()
        row.pointee = Row(key: key, value: value)
        return value
    }

    /// Has fetched into the cache what is known of a form that comes soon. A memory is larger than what the cache has
    /// left for it.
    @inline(__always)
    func fetch(_ token: Token, mark: UInt64) {
        let row = UnsafeRawPointer(row(token, mark))
        lb_fetch(row)
        if MemoryLayout<Row>.stride > 64 { lb_fetch(row + (MemoryLayout<Row>.size - 1)) }
        if MemoryLayout<Row>.stride > 128 { lb_fetch(row + 64) }
    }

    /// How many tokens ahead.
    static var ahead: Int { 12 }

    @inline(__always)
    private func row(_ token: Token, _ mark: UInt64) -> UnsafeMutablePointer<Row> {
        let mixed = (token.hash ^ mark) &* 0x9E37_79B9_7F4A_7C15
        return rows + (Int(mixed >> 40) & (Self.count - 1))
    }

    @inline(__always)
    private static func key(
        _ token: Token, _ mark: UInt64, _ bytes: UnsafeBufferPointer<UInt8>
    ) -> Key? {
        let start = Int(token.start)
        let length = Int(token.end) - start
        guard length <= longest else { return nil }
        var key = Key()
        if start + 24 <= bytes.count {
            let all = UnsafeRawPointer(bytes.baseAddress! + start)
            func word(_ number: Int) -> UInt64 {
                let left = length - 8 * number
                guard left > 0 else { return 0 }
                let word = all.loadUnaligned(fromByteOffset: 8 * number, as: UInt64.self)
                return left >= 8 ? word : word & (1 << UInt64(8 * left) &- 1)
            }
            key.words = (word(0), word(1), word(2))
        } else {
            withUnsafeMutableBytes(of: &key) { key in
                for index in 0..<length { key[index] = bytes[start + index] }
            }
        }
        key.words.2 |= UInt64(length + 1) << 56
        key.mark = mark
        return key
    }
}

extension FormMemory {
    /// A mark for the kind of a token and its capital letters.
    @inline(__always)
    static func mark(_ token: Token) -> UInt64 {
        UInt64(token.kind.rawValue) << 8 | UInt64(token.flags.rawValue & 3)
    }
}

/// Memories that outlive a text. A text takes one for itself and gives it back, so that there are as many as texts are
/// read at a time.
final class MemoryPool<Memory: AnyObject & Sendable>: Sendable {
    private let idle = Mutex<[Memory]>([])
    private let make: @Sendable () -> Memory

    init(_ make: @escaping @Sendable () -> Memory) { self.make = make }

    func withMemory<Result>(_ body: (Memory) throws -> Result) rethrows -> Result {
        let memory = idle.withLock { $0.popLast() } ?? make()
        defer { idle.withLock { $0.append(memory) } }
        return try body(memory)
    }
}
