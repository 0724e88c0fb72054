// Firsthand: a list of jobs shows how far they are, without the page being loaded again: what is read aloud or focused stays.
"use strict";
(() => {
  const PAUSE = 1200; // milliseconds between two looks
  const list = document.getElementById("jobs");
  if (!list || !("live" in list.dataset)) return;

  async function look() {
    let found;
    try {
      const answer = await fetch(location.href, { headers: { accept: "text/html" } });
      if (!answer.ok) return;
      found = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("jobs");
    } catch { return void setTimeout(look, 4 * PAUSE); } // the server is away: look again later
    if (!found) return;
    const stopped = list.contains(document.activeElement) ? document.activeElement.closest("[id]")?.id : null;
    list.replaceChildren(...found.childNodes);
    if (stopped) document.getElementById(stopped)?.querySelector("a, button")?.focus();
    if ("live" in found.dataset) setTimeout(look, PAUSE);
  }
  setTimeout(look, PAUSE);
})();
