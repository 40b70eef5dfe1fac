import Synchronization

/// A value that is made when it is first asked for, once, whichever thread asks.
///
/// A class, because all copies of what holds it share the value.
final class Lazy<Value: Sendable>: Sendable {
    private let made = Mutex<Result<Value, any Error>?>(nil)
    private let make: @Sendable () throws -> Value

    init(_ make: @escaping @Sendable () throws -> Value) { self.make = make }

    /// The value; threads that ask while it is made wait for it.
    /// - Throws: what making it threw, every time.
    func value() throws -> Value {
        try made.withLock { made in
            let result = made ?? Result { try make() }
            made = result
            return try result.get()
        }
    }
}
