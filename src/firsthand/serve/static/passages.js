// Firsthand: words selected in an article can be copied with their link, or cited. A link leads to the very characters.
"use strict";
(() => {
  const text = document.querySelector("article.text[data-id]");
  if (!text) return;
  const length = (words) => [...words].length; // characters as the record counts them: code points

  // where a place in the page stands in the article's text
  function offset(node, within) {
    const part = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest(".part[data-start]");
    if (!part || !text.contains(part)) return null;
    const before = document.createRange();
    before.setStart(part, 0);
    before.setEnd(node, within);
    const number = part.querySelector(".number");
    const skipped = number && before.intersectsNode(number) ? length(number.textContent) : 0;
    return Number(part.dataset.start) + length(before.toString()) - skipped;
  }

  const bar = document.createElement("div");
  bar.className = "passage";
  bar.setAttribute("role", "toolbar");
  bar.setAttribute("aria-label", "The selected words");
  bar.hidden = true;
  const copy = document.createElement("button");
  copy.type = "button";
  copy.textContent = "Copy with link";
  const cite = document.createElement("a");
  cite.textContent = "Cite";
  const link = document.createElement("a");
  link.textContent = "Link";
  const collect = document.createElement("a");
  collect.textContent = "Collect";
  bar.append(copy, cite, collect, link);
  text.after(bar);

  let words = "";
  document.addEventListener("selectionchange", () => {
    const chosen = getSelection();
    if (!chosen.rangeCount || chosen.isCollapsed || !text.contains(chosen.anchorNode) || !text.contains(chosen.focusNode)) {
      if (!bar.contains(document.activeElement)) bar.hidden = true;
      return;
    }
    const range = chosen.getRangeAt(0);
    const from = offset(range.startContainer, range.startOffset), to = offset(range.endContainer, range.endOffset);
    if (from === null || to === null || from >= to) return;
    words = chosen.toString().replace(/\s+/g, " ").trim();
    link.href = `/a/${text.dataset.id}?from=${from}&to=${to}#here`;
    cite.href = `/a/${text.dataset.id}/cite?from=${from}&to=${to}`;
    collect.href = `/a/${text.dataset.id}/collect?from=${from}&to=${to}`;
    const box = range.getBoundingClientRect();
    bar.hidden = false;
    bar.style.insetBlockStart = `${scrollY + box.bottom + 6}px`;
    bar.style.insetInlineStart = `${Math.max(4, Math.min(scrollX + box.left, innerWidth - bar.offsetWidth - 12))}px`;
  });
  copy.addEventListener("click", async () => {
    const title = text.querySelector("h1");
    const told = `“${words}” (${title ? title.innerText.trim() + ", " : ""}${text.dataset.from}) ${link.href}`;
    try { await navigator.clipboard.writeText(told); copy.textContent = "Copied"; } catch { copy.textContent = "Not allowed to copy"; }
    setTimeout(() => { copy.textContent = "Copy with link"; }, 1500);
  });
})();
