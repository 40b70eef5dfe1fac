import Foundation

/// The text of a PDF through `pdftotext` of Poppler, where it is installed.
enum PDFText {
    /// - Throws: `IntakeError.toolMissing`, `.toolFailed`.
    static func text(of path: String, limits: IntakeLimits) throws(IntakeError) -> String {
        let places = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin").split(
            separator: ":")
        guard
            let tool = places.lazy.map({ $0 + "/pdftotext" }).first(where: {
                FileManager.default.isExecutableFile(atPath: $0)
            })
        else { throw .toolMissing(tool: "pdftotext", package: "poppler-utils") }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: tool)
        // A path that begins with a hyphen must not be an option.
        let absolute = URL(fileURLWithPath: path).path
        process.arguments = ["-enc", "UTF-8", "-nopgbrk", absolute, "-"]
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        process.standardInput = FileHandle.nullDevice
        do { try process.run() } catch {
            throw .toolFailed(name: path, tool: "pdftotext", reason: "it cannot be started")
        }
        let deadline = DispatchWorkItem { process.terminate() }
        DispatchQueue.global().asyncAfter(
            deadline: .now() + .seconds(limits.seconds), execute: deadline)
        defer { deadline.cancel() }
        var bytes: [UInt8] = []
        while let part = try? output.fileHandleForReading.read(upToCount: 1 << 16), !part.isEmpty {
            bytes += part
            if bytes.count > limits.size {
                process.terminate()
                throw .tooLarge(name: path, limit: limits.size)
            }
        }
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw .toolFailed(
                name: path, tool: "pdftotext", reason: "status \(process.terminationStatus)")
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
