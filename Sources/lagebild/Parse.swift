import ArgumentParser
import Foundation
import Language
import Reading
import Text

/// `lagebild parse`: what the language core sees in a text.
struct Parse: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print words, forms, trees and names of a text.",
        discussion: """
            Input is read as 'lagebild read' does it, or taken in CoNLL-U: there the words stay as they \
            are, and so do the columns that are filled. docs/parse.md explains the columns.
            """)

    @Argument(
        help: ArgumentHelp("Files, folders, or - for the standard input.", valueName: "file"))
    var inputs: [String] = []

    @Option(help: "What is printed: table for people, conllu for programs.")
    var format: ParseFormat = .table

    @Option(help: "What is read: text (as 'lagebild read') or conllu.")
    var from: ParseInput = .text

    @Option(help: "The language of what is read (BCP 47). Recognised where not given.")
    var language: String?

    @Option(help: "The folder of language data.")
    var data: String?

    func validate() throws {
        if inputs.isEmpty, isatty(STDIN_FILENO) == 1 {
            throw ValidationError("name files or folders to read, or - for the standard input")
        }
    }

    func run() throws {
        var cores = Cores(root: try findLanguageData(data))
        let output = StandardOutput()
        var failures = 0
        func report(_ message: String) {
            failures += 1
            writeToStandardError("lagebild: \(singleLine(message))\n")
        }
        do {
            let paths = inputs.isEmpty ? ["-"] : inputs
            switch from {
            case .text:
                for item in DocumentStream(paths: paths) {
                    do {
                        let document = try item.get()
                        let tag = try cores.language(named: language ?? document.language) {
                            document.text
                        }
                        let (pack, core) = try cores.core(tag)
                        var text = AnalysedText(document, pack: pack)
                        core.analyse(&text)
                        try write(text, core, given: nil, to: output)
                    } catch let error as OutputError {
                        throw error
                    } catch {
                        report("\(error)")
                    }
                }
            case .conllu:
                for path in paths {
                    do {
                        let sentences = try ConlluFile.sentences(path)
                        let tag = try cores.language(named: language) {
                            sentences.prefix(50).map {
                                $0.words.map(\.form).joined(separator: " ")
                            }.joined(separator: "\n")
                        }
                        let (pack, core) = try cores.core(tag)
                        // In parts, so that memory does not grow with the file.
                        for start in stride(from: 0, to: sentences.count, by: 500) {
                            let part = Array(
                                sentences[start..<min(sentences.count, start + 500)])
                            var text = AnalysedText(part, pack: pack)
                            core.analyse(&text)
                            try write(text, core, given: part, to: output)
                        }
                    } catch let error as OutputError {
                        throw error
                    } catch {
                        report("\(error)")
                    }
                }
            }
        } catch OutputError.closed {
            // Nobody wants the rest.
        }
        if failures > 0 { throw ExitCode(1) }
    }

    private func write(
        _ text: AnalysedText, _ core: LanguageCore, given: [CoNLLUSentence]?,
        to output: StandardOutput
    ) throws {
        for number in text.sentences.indices {
            switch format {
            case .conllu:
                try output.write(
                    text.conllu(number, given: given?[number]) { core.lemma(of: $0, in: text) })
            case .table:
                try output.write(
                    SentenceTable(styled: output.wantsStyle).text(of: text, number) {
                        core.lemma(of: $0, in: text)
                    })
            }
        }
    }
}

enum ParseFormat: String, CaseIterable, ExpressibleByArgument {
    case table, conllu
}

enum ParseInput: String, CaseIterable, ExpressibleByArgument {
    case text, conllu
}

/// A file of CoNLL-U, or the standard input.
enum ConlluFile {
    /// - Throws: `InputError` where it cannot be read, `DataError` where it is not CoNLL-U.
    static func sentences(_ path: String) throws -> [CoNLLUSentence] {
        let name = path == "-" ? "stdin" : path
        let bytes: [UInt8]
        if path == "-" {
            bytes = Array(FileHandle.standardInput.readDataToEndOfFile())
        } else {
            guard FileManager.default.fileExists(atPath: path) else {
                throw InputError.missing(name: name)
            }
            guard let file = MappedFile(path) else { throw InputError.unreadable(name: name) }
            bytes = Array(file.bytes)
        }
        let sentences = try CoNLLUSentence.read(bytes, path: name)
        guard !sentences.isEmpty else { throw InputError.empty(name: name) }
        return sentences
    }
}

/// The packs that were needed so far, with their cores.
struct Cores {
    private let root: String
    private var loaded: [String: (pack: LanguagePack, core: LanguageCore)] = [:]
    private var detector: LanguageDetector?

    init(root: String) { self.root = root }

    /// The language that was named, or else that of a text.
    /// - Throws: `DataError.unknownLanguage`.
    mutating func language(named: String?, text: () -> String) throws -> String {
        let known = try LanguagePack.languages(in: root)
        if let named {
            let tag = primaryLanguage(named)
            guard known.contains(tag) else {
                throw DataError.unknownLanguage(tag, known: known)
            }
            return tag
        }
        let detector = try detector ?? LanguageDetector(languages: known, root: root)
        self.detector = detector
        return detector.language(of: text())
    }

    /// The pack and the core of a language.
    /// - Throws: `DataError`.
    mutating func core(_ language: String) throws -> (LanguagePack, LanguageCore) {
        if let known = loaded[language] { return known }
        let pack = try LanguagePack(language: language, root: root)
        let made = (pack: pack, core: try LanguageCore(pack: pack))
        loaded[language] = made
        return made
    }
}
