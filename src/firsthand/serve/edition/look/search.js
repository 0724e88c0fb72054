"use strict";
// Finds pages of this edition whose texts and names have all the words asked for. Without it, the lists below say the same.
(() => {
  const box = document.getElementById("find"), input = document.getElementById("words");
  const list = document.getElementById("found"), told = document.getElementById("told");
  if (!box || typeof EDITION === "undefined") return;
  const MOST = 60, RIGHT = /^(ar|fa|he|ur|ckb|ps|yi)\b/;
  // Letters as they are compared: no accents, no tatweel, one alef, one ya, one ha; as in the record's own search.
  const fold = (text) => text.normalize("NFKD").replace(/[\p{M}\u0640]/gu, "").toLowerCase()
    .replace(/\u0671/g, "\u0627").replace(/\u0649/g, "\u064a").replace(/\u0629/g, "\u0647");
  const cut = (text) => fold(text).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  let pages = null; // folded when first asked
  const held = () => pages ??= EDITION.map(([file, kind, title, from, language, words]) => ({
    file, kind, title, from, language, head: " " + cut(title).join(" "), all: " " + cut(`${title} ${from} ${words}`).join(" "),
  }));
  const element = (name, text) => Object.assign(document.createElement(name), { textContent: text });
  const row = (page) => {
    const item = document.createElement("li"), head = document.createElement("h2"), link = element("a", page.title);
    link.href = page.file;
    if (page.language) link.lang = page.language;
    link.dir = RIGHT.test(page.language) ? "rtl" : page.language ? "ltr" : "auto";
    head.append(link);
    item.append(head, Object.assign(element("p", `${page.kind} · ${page.from}`), { className: "from" }));
    return item;
  };
  const find = () => {
    const asked = cut(input.value);
    list.replaceChildren();
    if (!asked.length) { told.textContent = ""; return; }
    const found = held().filter((page) => asked.every((word) => page.all.includes(" " + word)));
    const score = (page) => asked.filter((word) => page.head.includes(" " + word)).length;
    found.sort((a, b) => score(b) - score(a));
    told.textContent = !found.length ? "Nothing in this edition has all these words."
      : `${found.length} ${found.length === 1 ? "page has" : "pages have"} all these words` + (found.length > MOST ? `; the first ${MOST}:` : ".");
    list.append(...found.slice(0, MOST).map(row));
  };
  box.hidden = false;
  box.addEventListener("submit", (event) => { event.preventDefault(); find(); });
  input.addEventListener("input", find);
  find(); // what a browser kept in the field when one comes back
})();
