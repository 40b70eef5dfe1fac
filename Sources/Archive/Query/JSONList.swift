/// Row numbers as a JSON array, which a prepared statement takes as one argument (`json_each(?)`).
func jsonList(_ numbers: some Sequence<Int64>) -> String {
    "[" + numbers.map(String.init).joined(separator: ",") + "]"
}
