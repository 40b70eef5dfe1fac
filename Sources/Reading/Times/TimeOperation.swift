/// What a rule does with what its pattern found.
enum TimeOperation: String, CaseIterable {
    /// A day, month, week, quarter, year …, absolute or seen from the publication.
    case date
    /// The same with a time of day.
    case time
    /// A length of time; with `shift` its other end is the publication.
    case duration
    /// The point that lies a length of time before or after the publication.
    case shift
    /// The point that lies a length of time before or after the date that was named last.
    case follow
    /// The day that lies a length of time before or after the day that the same words name ("a week
    /// from Monday", "zwei Tage vor Heiligabend").
    case from
    /// The first or the last day of a period ("the last day of May").
    case edge
    /// The period that was named last (a quarter), or the same one of another year.
    case period
    /// Something that happens again and again.
    case set
    /// The present, past or future in general.
    case reference
    /// The day of publication in a text that counts days, the present in any other ("heute").
    case now
    /// Nothing: the words only look like a time.
    case none
}
