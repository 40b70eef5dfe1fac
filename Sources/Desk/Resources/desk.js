// Keys, and the tie between marks and notes. Everything here is also there without it.
"use strict";
(() => {
  const all = (selector) => Array.from(document.querySelectorAll(selector));
  const go = (address) => { if (address) location.assign(address); };

  // Marks and notes: one lights up the other.
  const light = (rows, on) => {
    for (const row of rows) {
      for (const part of all(`[data-s~="${CSS.escape(row)}"]`)) part.classList.toggle("is-lit", on);
    }
  };
  for (const part of all("[data-reader] [data-s]")) {
    const rows = part.dataset.s.split(" ");
    part.addEventListener("pointerenter", () => light(rows, true));
    part.addEventListener("pointerleave", () => light(rows, false));
    if (part.tagName !== "SECTION") {
      part.addEventListener("click", () => {
        if (String(getSelection())) return;
        const note = document.getElementById(rows[rows.length - 1]);
        if (note) { note.scrollIntoView({ block: "nearest" }); note.focus(); }
      });
    } else {
      part.addEventListener("focusin", () => light(rows, true));
      part.addEventListener("focusout", () => light(rows, false));
    }
  }

  // A citation is copied by a click; the text can be marked by hand as well.
  for (const part of all("[data-copy]")) {
    part.addEventListener("click", () => {
      const range = document.createRange();
      range.selectNodeContents(part);
      getSelection().removeAllRanges();
      getSelection().addRange(range);
    });
  }

  if (document.documentElement.dataset.keys !== "on") return;
  const items = all("main [data-item]");
  let current = -1;
  let waitsForSection = false;
  const move = (step) => {
    if (!items.length) return;
    if (current >= 0) items[current].classList.remove("is-current");
    current = Math.min(Math.max(current + step, 0), items.length - 1);
    const item = items[current];
    item.classList.add("is-current");
    item.focus({ preventScroll: true });
    item.scrollIntoView({ block: "nearest" });
  };
  const keys = document.getElementById("keys");
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const target = event.target;
    if (target.closest("input, textarea, select, [contenteditable]")) {
      if (event.key === "Escape") target.blur();
      return;
    }
    if (keys.open) return;
    const key = event.key;
    if (waitsForSection) {
      waitsForSection = false;
      const link = document.querySelector(`nav.side [data-key="${CSS.escape(key)}"]`);
      if (link) { event.preventDefault(); go(link.href); }
      return;
    }
    const item = items[current];
    switch (key) {
      case "j": move(1); break;
      case "k": move(-1); break;
      case "o": go(item?.dataset.open); break;
      case "Enter":
        if (target !== item || !item?.dataset.open) return;
        go(item.dataset.open);
        break;
      case "v": go((item?.querySelector("[data-original]") ?? document.querySelector("[data-original]"))?.href); break;
      case "/": document.getElementById("q").focus(); break;
      case "u": history.back(); break;
      case "g": waitsForSection = true; setTimeout(() => { waitsForSection = false; }, 1500); break;
      case "?": keys.showModal(); break;
      default: return;
    }
    event.preventDefault();
  });
})();
