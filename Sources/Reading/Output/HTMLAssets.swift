/// The style of a page: light, dark and print.
let htmlStyle = """
    :root{color-scheme:light dark;--ground:#fbfaf7;--ink:#1d1d1b;--soft:#6b6a65;--line:#dedbd2;\
    --content:#eaf1e6;--source:#1f4e8c;--cue:#9a4a12;--lit:#ffe9a8;--time:#5c3d8f}
    @media (prefers-color-scheme:dark){:root{--ground:#171817;--ink:#e8e6e0;--soft:#9b988f;\
    --line:#36362f;--content:#23301f;--source:#8db8f0;--cue:#eda873;--lit:#5a4a12;--time:#c3a8f0}}
    *{box-sizing:border-box}
    body{margin:0;background:var(--ground);color:var(--ink);\
    font:1.05rem/1.65 Georgia,"Noto Serif",serif}
    article{max-width:72rem;margin:0 auto;padding:2rem 1.25rem 3rem}
    article+article{border-top:1px solid var(--line)}
    h1{font-size:1.7rem;line-height:1.25;margin:0 0 .4rem}
    .facts{margin:0 0 1.5rem}
    .facts,.note{color:var(--soft);font:.85rem/1.45 system-ui,"Noto Sans",sans-serif}
    .facts a{color:inherit}
    .row{display:grid;grid-template-columns:minmax(0,42rem) minmax(0,18rem);gap:0 2rem}
    .text{margin:0 0 1rem;overflow-wrap:anywhere;unicode-bidi:isolate}
    .content{background:var(--content)}
    .source{color:var(--source);font-weight:600}
    .addressee{color:var(--source);font-style:italic}
    .cue{color:var(--cue);text-decoration:underline;text-underline-offset:.2em}
    .time{border-bottom:1px dotted var(--time)}
    .actor{cursor:help}
    .figure{border-bottom:1px dashed var(--time)}
    .norm{border-bottom:1px double var(--cue)}
    .event{text-decoration:underline double var(--cue);text-underline-offset:3px}
    .note{border-left:3px solid var(--line);padding:.15rem 0 .15rem .7rem;margin:0 0 .7rem;\
    overflow-wrap:anywhere}
    .note b{color:var(--ink);display:block}
    .note small{display:block;margin-top:.2rem}
    .note:focus-visible,a:focus-visible{outline:2px solid var(--source);outline-offset:2px}
    .note:target,.on{background:var(--lit)}
    .note.on,.note:focus,.note:hover{border-left-color:var(--cue)}
    @media (max-width:56rem){.row{grid-template-columns:minmax(0,1fr)}}
    @media print{:root{--ground:#fff;--ink:#000;--soft:#444;--content:#eee}\
    body{font-size:10.5pt}article{padding:0;max-width:none}\
    .row{grid-template-columns:2fr 1fr;break-inside:avoid}}
    """

/// Lights up what belongs to a statement while the pointer or the focus is on a part of it. The page
/// can be read without it.
let htmlScript = """
    "use strict";
    (function () {
      var parts = new Map();
      document.querySelectorAll("[data-s]").forEach(function (part) {
        part.dataset.s.split(" ").forEach(function (id) {
          if (!parts.has(id)) parts.set(id, []);
          parts.get(id).push(part);
        });
      });
      var lit = [];
      function light(event) {
        lit.forEach(function (part) { part.classList.remove("on"); });
        lit = [];
        var part = event.target.closest && event.target.closest("[data-s]");
        if (!part) return;
        var ids = part.dataset.s.split(" ");
        lit = parts.get(ids[ids.length - 1]) || [];
        lit.forEach(function (other) { other.classList.add("on"); });
      }
      document.addEventListener("mouseover", light);
      document.addEventListener("focusin", light);
      document.addEventListener("click", function (event) {
        var part = event.target.closest && event.target.closest("span[data-s]");
        if (!part || String(getSelection())) return;
        var ids = part.dataset.s.split(" ");
        var note = document.getElementById(ids[ids.length - 1]);
        if (note) note.focus();
      });
    })();
    """
