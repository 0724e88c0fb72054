// Firsthand: comforts for those who decide. Everything works without it.
"use strict";
const typing = (e) => e.target.closest("input, select, textarea, [contenteditable]") || e.ctrlKey || e.metaKey || e.altKey;

// y, n, h answer a review; u undoes the last; off while typing, and off for good where somebody wants it so
const keys = document.getElementById("keys");
if (keys) {
  keys.parentElement.hidden = false;
  keys.checked = localStorage.getItem("keys") !== "off";
  keys.addEventListener("change", () => { localStorage.setItem("keys", keys.checked ? "on" : "off"); keys.blur(); });
}
document.addEventListener("keydown", (e) => {
  if (typing(e) || e.repeat || (keys && !keys.checked)) return;
  const at = e.key === "u" ? document.querySelector(".did .undo button") : document.querySelector(`[data-key="${CSS.escape(e.key)}"]`);
  if (at && document.querySelector(".review")) { e.preventDefault(); at.click(); }
});

// "Being recomputed": look again, unless somebody is writing
let touched = false;
document.addEventListener("input", () => { touched = true; });
document.addEventListener("submit", () => { touched = true; }); // a form on its way is not cut off
if (document.getElementById("busy")) {
  setInterval(() => { if (!touched && !document.querySelector(".correct[open]")) location.reload(); }, 1500);
}

// words selected in the text are offered as a statement that was missed
const missed = document.getElementById("missed");
const text = document.querySelector("article.text");
if (missed && text) {
  const offer = document.createElement("button");
  offer.type = "button";
  offer.textContent = "Add the selected words as a statement";
  offer.hidden = true;
  offer.className = "offer";
  document.getElementById("said").after(offer);
  let words = "";
  document.addEventListener("selectionchange", () => {
    const chosen = getSelection();
    const own = chosen.rangeCount && text.contains(chosen.anchorNode) ? chosen.toString().trim() : "";
    if (own) words = own;
    offer.hidden = !words;
  });
  offer.addEventListener("click", () => {
    document.getElementById("add").open = true;
    missed.value = words;
    missed.focus();
  });
}
