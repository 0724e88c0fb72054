// Firsthand: keys for those who read a lot. Everything works without them; they are off while typing, and each can be changed.
"use strict";
(() => {
  const KEYS = {
    search: ["/", "Go to the search line"],
    next: ["j", "Next row, or next attribution"],
    previous: ["k", "Row before, or attribution before"],
    open: ["Enter", "Open the row"],
    nextSaid: ["]", "Next attribution"],
    previousSaid: ["[", "Attribution before"],
    edit: ["e", "Correct the attribution"],
    verify: ["v", "It is right"],
    original: ["o", "Its words in the original"],
    articles: ["a", "All articles"],
    events: ["x", "All events"],
    claims: ["c", "All claims"],
    review: ["r", "Review what the machine is least sure of"],
    help: ["?", "This list"],
  };
  const STORE = "firsthand-keys";
  let mine = {};
  try { mine = JSON.parse(localStorage.getItem(STORE) || "{}"); } catch { mine = {}; }
  const keyOf = (name) => (name in mine ? mine[name] : KEYS[name][0]);
  const typing = (e) => e.target.closest("input, select, textarea, dialog, [contenteditable]") || e.ctrlKey || e.metaKey || e.altKey;

  const rows = () => [...document.querySelectorAll(".statements > li, .hits > li")];
  let at = -1;
  function step(by) {
    const all = rows();
    if (!all.length) return;
    at = Math.min(Math.max(at + by, 0), all.length - 1);
    const link = all[at].querySelector("a[href]") || all[at];
    link.focus();
    all[at].scrollIntoView({ block: "nearest" });
  }
  const here = () => document.activeElement.closest(".statements > li, .hits > li") || rows()[Math.max(at, 0)];
  const inside = (selector) => here() && here().querySelector(selector);
  const go = (address) => () => { location.href = address; };
  const DO = {
    search: () => document.getElementById("q").focus(),
    next: () => step(1),
    previous: () => step(-1),
    nextSaid: () => step(1),
    previousSaid: () => step(-1),
    edit: () => { const box = inside("details.correct"); if (box) { box.open = true; box.querySelector("input:not([type=hidden]), select, button").focus(); } },
    verify: () => { const right = inside("button[value=confirm]"); if (right) right.click(); },
    original: () => { const link = inside("a.original") || document.querySelector("a.original"); if (link) link.click(); },
    articles: go("/articles"),
    events: go("/events"),
    claims: go("/claims"),
    review: go("/review"),
    help: () => help().showModal(),
  };

  document.addEventListener("focusin", (e) => { const row = e.target.closest(".statements > li, .hits > li"); if (row) at = rows().indexOf(row); });
  document.addEventListener("keydown", (e) => {
    if (mine.off || typing(e)) return;
    if (document.querySelector(".review") && "ynhu".includes(e.key)) return; // a review has its own
    const name = Object.keys(DO).find((one) => keyOf(one) === e.key);
    if (name) { e.preventDefault(); DO[name](); }
  });

  let box;
  function help() {
    if (box) return box;
    box = document.createElement("dialog");
    box.className = "keys";
    box.setAttribute("aria-labelledby", "keys");
    const head = document.createElement("h2");
    head.id = "keys";
    head.textContent = "Keys";
    const table = document.createElement("table");
    for (const [name, [, says]] of Object.entries(KEYS)) {
      if (!(name in DO)) continue;
      const row = table.insertRow();
      const input = document.createElement("input");
      input.value = keyOf(name);
      input.maxLength = 1;
      input.size = 2;
      input.setAttribute("aria-label", says);
      input.addEventListener("change", () => { mine[name] = input.value; keep(); });
      row.insertCell().append(input);
      row.insertCell().textContent = says;
    }
    const off = document.createElement("label");
    const tick = document.createElement("input");
    tick.type = "checkbox";
    tick.checked = Boolean(mine.off);
    tick.addEventListener("change", () => { mine.off = tick.checked; keep(); });
    off.append(tick, " No keys at all");
    const close = document.createElement("button");
    close.textContent = "Close";
    close.addEventListener("click", () => box.close());
    box.append(head, table, off, close);
    document.body.append(box);
    return box;
  }
  function keep() { try { localStorage.setItem(STORE, JSON.stringify(mine)); } catch { /* private window: for this page only */ } }

  const foot = document.querySelector(".foot");
  if (foot) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "plain";
    button.textContent = "Keys";
    button.addEventListener("click", () => help().showModal());
    foot.append(" ", button);
  }
})();
