/// What happens between actors: the categories of PLOVER.
///
/// Source: PLOVER, version 0.8 (2021); the CAMEO roots after Schrodt (2012), the four quad classes as GDELT
/// divides them.
public enum EventType: String, Sendable, CaseIterable {
    case agree = "AGREE"
    case consult = "CONSULT"
    case support = "SUPPORT"
    case concede = "CONCEDE"
    case cooperate = "COOPERATE"
    case aid = "AID"
    case retreat = "RETREAT"
    case request = "REQUEST"
    case accuse = "ACCUSE"
    case reject = "REJECT"
    case threaten = "THREATEN"
    case protest = "PROTEST"
    case sanction = "SANCTION"
    case mobilize = "MOBILIZE"
    case coerce = "COERCE"
    case assault = "ASSAULT"

    /// Words or deeds, with or against each other.
    public enum Quad: Int, Sendable, CaseIterable {
        case verbalCooperation = 1
        case materialCooperation, verbalConflict, materialConflict
    }

    public var quad: Quad {
        switch self {
        case .agree, .consult, .support, .concede: .verbalCooperation
        case .cooperate, .aid, .retreat: .materialCooperation
        case .request, .accuse, .reject, .threaten: .verbalConflict
        case .protest, .sanction, .mobilize, .coerce, .assault: .materialConflict
        }
    }

    /// The two digits of the CAMEO root, where an entry of the lexicon says no other.
    public var cameo: String {
        switch self {
        case .agree: "03"
        case .consult: "04"
        case .support: "05"
        case .cooperate: "06"
        case .aid: "07"
        case .concede, .retreat: "08"
        case .request: "10"
        case .accuse: "11"
        case .reject: "12"
        case .threaten: "13"
        case .protest: "14"
        case .mobilize: "15"
        case .sanction: "16"
        case .coerce: "17"
        case .assault: "18"
        }
    }

    /// The name in PLOVER of 2018, which has YIELD for what is given way to in words or in deeds.
    public var name2018: String { self == .concede || self == .retreat ? "YIELD" : rawValue }

    /// The CAMEO root of a type with a mode: fights with aircraft and heavy weapons are 19, weapons of
    /// mass destruction 20.
    func cameo(mode: String?) -> String {
        guard self == .assault, let mode else { return cameo }
        switch mode {
        case "aerial", "drone", "heavy-weapons", "firearms": return "19"
        case "unconventional": return "20"
        default: return cameo
        }
    }

    /// The modes of each type.
    static let modes: [EventType: Set<String>] = [
        .consult: ["visit", "third-party", "multilateral", "phone"],
        .retreat: ["withdraw", "release", "disarm", "ceasefire", "access", "resign"],
        .request: ["assist", "change", "yield", "meet"],
        .accuse: ["disapprove", "investigate", "allege"],
        .reject: ["assist", "change", "yield", "meet"],
        .threaten: ["restrict", "arrest", "relations", "expel", "territory", "violence"],
        .protest: ["demo", "riot", "strike", "hunger", "boycott", "obstruct", "vandalize"],
        .sanction: ["convict", "expel", "withdraw", "discontinue"],
        .mobilize: ["troops", "weapons", "police", "militia"],
        .coerce: [
            "seize", "restrict", "censor", "curfew", "martial-law", "arrest", "deport", "withhold",
            "misinformation", "cyber",
        ],
        .assault: [
            "abduct", "beat", "torture", "sexual", "targeted", "destroy", "primitive", "firearms",
            "explosives", "suicide-attack", "aerial", "drone", "heavy-weapons", "crowd-control",
            "unconventional",
        ],
    ]
}
