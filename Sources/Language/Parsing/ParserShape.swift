/// The sizes of a parser's network.
package struct ParserShape: Equatable, Sendable, BitwiseCopyable {
    /// The width of what is known of a word.
    package var input: Int32
    /// The width of the memory of each direction.
    package var hidden: Int32
    package var layers: Int32
    /// The width in which heads and dependents are compared.
    package var arc: Int32
    /// The width in which relations are told apart.
    package var relation: Int32
    /// The numbers of relations and of values of attributes, rounded up to `ParserShape.block`.
    package var relations: Int32
    package var attributes: Int32

    /// Output widths are multiples of this: what a kernel holds in registers.
    package static let block = 64
    /// The number of distances between a word and its head that are told apart.
    package static let distances = 24

    package init(
        input: Int, hidden: Int, layers: Int, arc: Int, relation: Int, relations: Int,
        attributes: Int
    ) {
        self.input = Int32(input)
        self.hidden = Int32(hidden)
        self.layers = Int32(layers)
        self.arc = Int32(arc)
        self.relation = Int32(relation)
        self.relations = Int32(Self.padded(relations))
        self.attributes = Int32(Self.padded(attributes))
    }

    private static func padded(_ count: Int) -> Int { (count + block - 1) / block * block }

    /// The width of what is known of a word without the kind of its text, which is the same for all
    /// words of a text.
    package var words: Int32 { input - Int32(WordFeatures.domainWidth) }

    /// The class of a distance: the position of the head less that of the word.
    package static func bucket(_ distance: Int) -> Int {
        let length = abs(distance)
        let size =
            switch length {
            case ...6: max(0, length - 1)
            case ...8: 6
            case ...11: 7
            case ...16: 8
            case ...24: 9
            case ...40: 10
            default: 11
            }
        return size + (distance > 0 ? 12 : 0)
    }

    /// Whether the sizes can be those of a parser, whatever a damaged file says.
    package var isSound: Bool {
        [input, hidden, layers, arc, relation, relations, attributes].allSatisfy {
            $0 > 0 && $0 <= 4096
        } && layers <= 8 && hidden % 16 == 0 && words > 0 && words % 4 == 0
            && arc <= 512 && relation <= 512
    }
}
