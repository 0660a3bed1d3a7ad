// Warns before somebody is signed out for having done nothing: <dialog data-idle> (_idle.html).
// Typing anywhere on the page counts as being there; the server is told now and then. When the
// person has signed in again in another tab, this page goes on with the new security token.
const box = document.querySelector("[data-idle]");
const TOKEN = "[name=csrfmiddlewaretoken]";
const WARN = 300; // seconds before the end
const SIGNS = ["keydown", "pointerdown", "input", "wheel"];

if (box) watch(Number(box.dataset.seconds));

function watch(limit) {
  const warn = Math.min(WARN, limit / 3);
  const step = Math.min(300, limit / 6); // seconds between two words to the server
  let endsAt = now() + limit; // loading this page was a sign of life
  let toldAt = now();
  let wasHere = false;
  let isAsking = false;
  let putAside = ""; // the stage in which the person has closed it: not shown again in that one

  async function ask(method) {
    isAsking = true;
    const seconds = await remaining(method);
    isAsking = false;
    if (seconds === null) return;
    endsAt = now() + seconds;
    if (method === "POST" && seconds) [toldAt, wasHere] = [now(), false];
    if (seconds > warn) hide();
  }

  async function look() {
    const left = endsAt - now();
    if (isAsking) return;
    if (wasHere && !box.open && left > 0 && (left < warn || now() - toldAt > step)) await ask("POST");
    else if (left < warn && (left <= 0 || !box.open)) await ask("GET"); // another tab may have stayed
    show(endsAt - now());
  }

  function show(left) {
    if (left > warn) return;
    const isOver = left <= 0;
    box.querySelectorAll("[data-idle-before]").forEach((part) => { part.hidden = isOver; });
    box.querySelectorAll("[data-idle-after]").forEach((part) => { part.hidden = !isOver; });
    box.querySelector("[data-idle-minutes]").textContent = String(Math.max(1, Math.ceil(left / 60)));
    if (!box.open && putAside !== stage()) box.showModal();
  }

  function hide() {
    putAside = "";
    if (box.open) box.close();
  }

  function stage() {
    const left = endsAt - now();
    if (left > warn) return "";
    return left > 0 ? "soon" : "over";
  }

  SIGNS.forEach((sign) => document.addEventListener(sign, () => { wasHere ||= !box.open; }, { capture: true, passive: true }));
  box.querySelector("[data-idle-stay]").addEventListener("click", () => ask("POST"));
  box.querySelector("[data-idle-close]").addEventListener("click", () => box.close());
  box.addEventListener("close", () => { putAside = stage(); });
  window.addEventListener("focus", () => { if (endsAt - now() < warn) ask("GET"); });
  setInterval(look, Math.min(15, limit / 30) * 1000);
}

// Seconds until the end; 0 when signed out; null when the server could not be asked.
async function remaining(method) {
  try {
    const headers = { Accept: "application/json", "X-CSRFToken": document.querySelector(TOKEN)?.value ?? "" };
    const answer = await fetch(box.dataset.url, { method, headers, redirect: "manual", cache: "no-store" });
    if (answer.type === "opaqueredirect") return 0;
    if (answer.status === 403 && method === "POST") { // an old token: take the new one, and say it again
      return (await remaining("GET")) && remaining("POST");
    }
    if (!answer.ok) return null;
    const { seconds, user, token } = await answer.json();
    if (user !== box.dataset.user) return 0; // somebody else has signed in: this page is nobody's
    document.querySelectorAll(TOKEN).forEach((field) => { field.value = token; });
    return seconds;
  } catch {
    return null;
  }
}

function now() {
  return Date.now() / 1000;
}
