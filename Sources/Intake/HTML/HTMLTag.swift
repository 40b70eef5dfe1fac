import CIntake

/// A tag of HTML, in gumbo's numbers.
struct HTMLTag: RawRepresentable, Hashable {
    let rawValue: UInt16

    init(rawValue: UInt16) { self.rawValue = rawValue }

    @inline(__always)
    private init(_ tag: GumboTag) { rawValue = UInt16(tag.rawValue) }

    static var html: HTMLTag { HTMLTag(GUMBO_TAG_HTML) }
    static var head: HTMLTag { HTMLTag(GUMBO_TAG_HEAD) }
    static var title: HTMLTag { HTMLTag(GUMBO_TAG_TITLE) }
    static var body: HTMLTag { HTMLTag(GUMBO_TAG_BODY) }
    static var article: HTMLTag { HTMLTag(GUMBO_TAG_ARTICLE) }
    static var section: HTMLTag { HTMLTag(GUMBO_TAG_SECTION) }
    static var nav: HTMLTag { HTMLTag(GUMBO_TAG_NAV) }
    static var aside: HTMLTag { HTMLTag(GUMBO_TAG_ASIDE) }
    static var h1: HTMLTag { HTMLTag(GUMBO_TAG_H1) }
    static var h2: HTMLTag { HTMLTag(GUMBO_TAG_H2) }
    static var h3: HTMLTag { HTMLTag(GUMBO_TAG_H3) }
    static var h4: HTMLTag { HTMLTag(GUMBO_TAG_H4) }
    static var h5: HTMLTag { HTMLTag(GUMBO_TAG_H5) }
    static var h6: HTMLTag { HTMLTag(GUMBO_TAG_H6) }
    static var header: HTMLTag { HTMLTag(GUMBO_TAG_HEADER) }
    static var footer: HTMLTag { HTMLTag(GUMBO_TAG_FOOTER) }
    static var abbr: HTMLTag { HTMLTag(GUMBO_TAG_ABBR) }
    static var address: HTMLTag { HTMLTag(GUMBO_TAG_ADDRESS) }
    static var main: HTMLTag { HTMLTag(GUMBO_TAG_MAIN) }
    static var p: HTMLTag { HTMLTag(GUMBO_TAG_P) }
    static var hr: HTMLTag { HTMLTag(GUMBO_TAG_HR) }
    static var pre: HTMLTag { HTMLTag(GUMBO_TAG_PRE) }
    static var blockquote: HTMLTag { HTMLTag(GUMBO_TAG_BLOCKQUOTE) }
    static var ol: HTMLTag { HTMLTag(GUMBO_TAG_OL) }
    static var ul: HTMLTag { HTMLTag(GUMBO_TAG_UL) }
    static var li: HTMLTag { HTMLTag(GUMBO_TAG_LI) }
    static var dl: HTMLTag { HTMLTag(GUMBO_TAG_DL) }
    static var dt: HTMLTag { HTMLTag(GUMBO_TAG_DT) }
    static var dd: HTMLTag { HTMLTag(GUMBO_TAG_DD) }
    static var figure: HTMLTag { HTMLTag(GUMBO_TAG_FIGURE) }
    static var figcaption: HTMLTag { HTMLTag(GUMBO_TAG_FIGCAPTION) }
    static var div: HTMLTag { HTMLTag(GUMBO_TAG_DIV) }
    static var a: HTMLTag { HTMLTag(GUMBO_TAG_A) }
    static var br: HTMLTag { HTMLTag(GUMBO_TAG_BR) }
    static var noscript: HTMLTag { HTMLTag(GUMBO_TAG_NOSCRIPT) }
    static var template: HTMLTag { HTMLTag(GUMBO_TAG_TEMPLATE) }
    static var img: HTMLTag { HTMLTag(GUMBO_TAG_IMG) }
    static var iframe: HTMLTag { HTMLTag(GUMBO_TAG_IFRAME) }
    static var embed: HTMLTag { HTMLTag(GUMBO_TAG_EMBED) }
    static var object: HTMLTag { HTMLTag(GUMBO_TAG_OBJECT) }
    static var video: HTMLTag { HTMLTag(GUMBO_TAG_VIDEO) }
    static var audio: HTMLTag { HTMLTag(GUMBO_TAG_AUDIO) }
    static var canvas: HTMLTag { HTMLTag(GUMBO_TAG_CANVAS) }
    static var table: HTMLTag { HTMLTag(GUMBO_TAG_TABLE) }
    static var caption: HTMLTag { HTMLTag(GUMBO_TAG_CAPTION) }
    static var tbody: HTMLTag { HTMLTag(GUMBO_TAG_TBODY) }
    static var thead: HTMLTag { HTMLTag(GUMBO_TAG_THEAD) }
    static var tfoot: HTMLTag { HTMLTag(GUMBO_TAG_TFOOT) }
    static var tr: HTMLTag { HTMLTag(GUMBO_TAG_TR) }
    static var td: HTMLTag { HTMLTag(GUMBO_TAG_TD) }
    static var th: HTMLTag { HTMLTag(GUMBO_TAG_TH) }
    static var form: HTMLTag { HTMLTag(GUMBO_TAG_FORM) }
    static var fieldset: HTMLTag { HTMLTag(GUMBO_TAG_FIELDSET) }
    static var legend: HTMLTag { HTMLTag(GUMBO_TAG_LEGEND) }
    static var label: HTMLTag { HTMLTag(GUMBO_TAG_LABEL) }
    static var input: HTMLTag { HTMLTag(GUMBO_TAG_INPUT) }
    static var button: HTMLTag { HTMLTag(GUMBO_TAG_BUTTON) }
    static var select: HTMLTag { HTMLTag(GUMBO_TAG_SELECT) }
    static var textarea: HTMLTag { HTMLTag(GUMBO_TAG_TEXTAREA) }
    static var details: HTMLTag { HTMLTag(GUMBO_TAG_DETAILS) }
    static var summary: HTMLTag { HTMLTag(GUMBO_TAG_SUMMARY) }
    static var menu: HTMLTag { HTMLTag(GUMBO_TAG_MENU) }
    static var meta: HTMLTag { HTMLTag(GUMBO_TAG_META) }
    static var link: HTMLTag { HTMLTag(GUMBO_TAG_LINK) }
    static var base: HTMLTag { HTMLTag(GUMBO_TAG_BASE) }
    static var time: HTMLTag { HTMLTag(GUMBO_TAG_TIME) }
    static var script: HTMLTag { HTMLTag(GUMBO_TAG_SCRIPT) }
    static var style: HTMLTag { HTMLTag(GUMBO_TAG_STYLE) }
    static var option: HTMLTag { HTMLTag(GUMBO_TAG_OPTION) }
    static var datalist: HTMLTag { HTMLTag(GUMBO_TAG_DATALIST) }
    static var output: HTMLTag { HTMLTag(GUMBO_TAG_OUTPUT) }
    static var progress: HTMLTag { HTMLTag(GUMBO_TAG_PROGRESS) }
    static var meter: HTMLTag { HTMLTag(GUMBO_TAG_METER) }
    static var svg: HTMLTag { HTMLTag(GUMBO_TAG_SVG) }
    static var math: HTMLTag { HTMLTag(GUMBO_TAG_MATH) }
    static var center: HTMLTag { HTMLTag(GUMBO_TAG_CENTER) }
    static var font: HTMLTag { HTMLTag(GUMBO_TAG_FONT) }
    static var nobr: HTMLTag { HTMLTag(GUMBO_TAG_NOBR) }
    static var frameset: HTMLTag { HTMLTag(GUMBO_TAG_FRAMESET) }
    static var frame: HTMLTag { HTMLTag(GUMBO_TAG_FRAME) }
    static var noframes: HTMLTag { HTMLTag(GUMBO_TAG_NOFRAMES) }
    static var del: HTMLTag { HTMLTag(GUMBO_TAG_DEL) }
    static var ins: HTMLTag { HTMLTag(GUMBO_TAG_INS) }
    static var map: HTMLTag { HTMLTag(GUMBO_TAG_MAP) }
    static var b: HTMLTag { HTMLTag(GUMBO_TAG_B) }
    static var strong: HTMLTag { HTMLTag(GUMBO_TAG_STRONG) }
    static var em: HTMLTag { HTMLTag(GUMBO_TAG_EM) }
    static var i: HTMLTag { HTMLTag(GUMBO_TAG_I) }
    static var area: HTMLTag { HTMLTag(GUMBO_TAG_AREA) }
}

/// Whether an element begins a line of its own.
func isBlock(_ tag: HTMLTag) -> Bool {
    switch tag {
    case .article, .section, .nav, .aside, .h1, .h2, .h3, .h4, .h5, .h6, .header, .footer, .address,
        .main,
        .p, .hr, .pre, .blockquote, .ol, .ul, .li, .dl, .dt, .dd, .figure, .figcaption, .div, .br,
        .table,
        .caption, .tbody, .thead, .tfoot, .tr, .td, .th, .form, .fieldset, .details, .summary,
        .menu, .center,
        .body, .html, .head, .title, .option, .legend, .video, .audio, .iframe, .object:
        true
    default: false
    }
}
func isHeading(_ tag: HTMLTag) -> Bool {
    (HTMLTag.h1.rawValue...HTMLTag.h6.rawValue).contains(tag.rawValue)
}

/// Whether an element and all below it never hold the main text.
func isNeverText(_ tag: HTMLTag) -> Bool {
    switch tag {
    case .head, .script, .style, .noscript, .template, .iframe, .embed, .object, .video, .audio,
        .canvas, .nav,
        .button, .select, .textarea, .input, .label, .menu, .svg, .math, .figcaption, .option,
        .datalist,
        .progress, .meter, .title, .noframes, .frameset, .map, .legend:
        true
    default: false
    }
}
