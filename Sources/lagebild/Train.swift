import ArgumentParser

/// `lagebild train`: makes the models of a language.
struct Train: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make the models of a language from annotated text and word lists.",
        subcommands: [TrainNames.self, TrainClasses.self])
}
