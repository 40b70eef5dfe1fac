import Foundation

extension StringProtocol {
    /// Whether the text holds another, byte by byte.
    func holds(_ needle: String) -> Bool { position(of: needle) != nil }

    /// The bytes before the first place where another text stands.
    /// - Complexity: O(n m), for short needles.
    func position(of needle: String) -> Int? {
        var (text, needle) = (String(self), needle)
        return text.withUTF8 { text in
            needle.withUTF8 { needle in
                guard let base = text.baseAddress, let first = needle.first else {
                    return needle.isEmpty ? 0 : nil
                }
                var start = 0
                while text.count - start >= needle.count,
                    let place = memchr(base + start, Int32(first), text.count - start)
                {
                    start = UnsafeRawPointer(place) - UnsafeRawPointer(base)
                    guard text.count - start >= needle.count else { return nil }
                    if memcmp(place, needle.baseAddress!, needle.count) == 0 { return start }
                    start += 1
                }
                return nil
            }
        }
    }
}
