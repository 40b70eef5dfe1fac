/// Numbers that the kernels read and write in place: a buffer that only grows.
///
/// One owner uses it at a time, on one thread; it is a class so that its memory is freed once. Its kernels are called
/// for every word, so that Swift's own watch over accesses at the same time (`exclusivity`) would be felt.
package final class FloatBuffer {
    @exclusivity(unchecked) package private(set) var start: UnsafeMutablePointer<Float>
    package private(set) var capacity = 0

    package init() { start = UnsafeMutablePointer<Float>.allocate(capacity: 0) }

    deinit { start.deallocate() }

    /// Makes room for `count` numbers; what stands there then is to be written before it is read.
    package func reserve(_ count: Int) {
        guard count > capacity else { return }
        start.deallocate()
        start = UnsafeMutablePointer<Float>.allocate(capacity: count)
        capacity = count
    }

    /// Makes room for `count` numbers and sets them to zero.
    package func clear(_ count: Int) {
        reserve(count)
        start.update(repeating: 0, count: count)
    }

    @inlinable package subscript(index: Int) -> Float {
        get { start[index] }
        set { start[index] = newValue }
    }
}

/// The same for bytes.
package final class ByteBuffer {
    @exclusivity(unchecked) package private(set) var start: UnsafeMutablePointer<UInt8>
    private var capacity = 0

    package init() { start = UnsafeMutablePointer<UInt8>.allocate(capacity: 0) }

    deinit { start.deallocate() }

    /// Makes room for `count` bytes; what stands there then is to be written before it is read.
    package func reserve(_ count: Int) {
        guard count > capacity else { return }
        start.deallocate()
        start = UnsafeMutablePointer<UInt8>.allocate(capacity: count)
        capacity = count
    }
}
