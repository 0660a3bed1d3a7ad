// Shows when a paper has been made: <div data-render-state="/…/state/" data-state="waiting">.
// Asks every two seconds, then takes the same part of the page as it is now, with what stands
// around it in <div data-renew> (the button to make it again); nothing else moves.
const SECONDS = 2;
const UNDER_WAY = ["waiting", "working"];

for (const box of document.querySelectorAll("[data-render-state]")) {
  if (UNDER_WAY.includes(box.dataset.state)) window.setTimeout(look, SECONDS * 1000, box);
}

async function look(box) {
  try {
    const answer = await fetch(box.dataset.renderState, { headers: { Accept: "application/json" } });
    if (!answer.ok) return; // signed out, or gone: the link on the page still works
    const { state } = await answer.json();
    if (state !== box.dataset.state) await renew(box, state);
    if (!UNDER_WAY.includes(state)) return;
  } catch {
    // No network just now: ask again.
  }
  window.setTimeout(look, SECONDS * 1000, box);
}

async function renew(box, state) {
  const page = await fetch(window.location.href);
  const fresh = new DOMParser().parseFromString(await page.text(), "text/html");
  const part = fresh.querySelector(`[data-render-state="${box.dataset.renderState}"]`);
  if (!part) return;
  box.replaceChildren(...part.childNodes);
  box.dataset.state = state;
  const around = box.closest("[data-renew]");
  if (!around) return;
  for (const other of [...around.children]) if (other !== box) other.remove();
  around.append(...[...part.closest("[data-renew]").children].filter((other) => other !== part));
}
