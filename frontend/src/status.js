// The line that says, always truthfully, whether what was typed is on the server.
import { h, newId } from "./dom.js";
import { STATUS } from "./messages.js";
import { unsentParagraphs } from "./unsent.js";

const SOON = 3_000; // ms; unsent for longer than this is said with its number
const CALM = 1_500; // ms of quiet before a screen reader is told

export class StatusLine {
  #words = "";
  #savedSomething = false;
  #unsentSince = 0;

  constructor(region, provider, fragment) {
    Object.assign(this, { provider, fragment });
    this.line = h("p", { class: "editor__state" });
    this.help = h("div", { class: "editor__help" });
    this.live = h("p", { class: "visually-hidden", role: "status" });
    region.replaceChildren(this.line, this.help);
    region.after(this.live);
    provider.addEventListener("change", () => this.update());
    this.clock = setInterval(() => this.update(), 1_000);
    this.update();
  }

  stop() {
    clearInterval(this.clock);
    clearTimeout(this.announcement);
  }

  update() {
    const { unsent } = this.provider;
    if (unsent) this.#savedSomething = true;
    this.#unsentSince = unsent ? this.#unsentSince || Date.now() : 0;
    const [words, tone] = this.#describe();
    this.line.dataset.tone = tone;
    if (words === this.#words) return;
    this.#words = words;
    this.line.textContent = words;
    this.help.replaceChildren(...this.#offers());
    this.#announce(words);
  }

  #describe() {
    const { phase, message, unsent, canWrite, why } = this.provider;
    const count = unsent ? `${STATUS.unsent(unsent)}：` : "";
    if (phase === "stale") return [count + (message || STATUS.stale), "trouble"];
    if (phase === "other-person") return [count + STATUS.otherPerson, "trouble"];
    if (phase === "sign-in") return [count + STATUS.signIn, "trouble"];
    if (phase === "away") return [count + (unsent ? STATUS.awayUnsent : STATUS.away), "trouble"];
    if (phase === "opening") return [why || STATUS.opening, "busy"];
    if (!canWrite) return [count + (why || STATUS.reading), unsent ? "trouble" : "reading"];
    if (unsent) return this.#isLate ? [STATUS.unsent(unsent), "trouble"] : [STATUS.saving, "busy"];
    return [this.#savedSomething ? STATUS.saved : STATUS.idle, "ok"];
  }

  get #isLate() {
    return Date.now() - this.#unsentSince > SOON;
  }

  // What the person can do about it.
  #offers() {
    const { phase, canWrite, unsent, isOver } = this.provider;
    const isLost = unsent > 0 && (isOver || (phase === "live" && !canWrite));
    return [
      phase === "sign-in" && signInLink(),
      isLost && this.#copy(),
      isOver && h("button", { type: "button", class: "button", "data-type": "outline", "data-size": "sm", onclick: () => location.reload() }, STATUS.reload),
    ].filter(Boolean);
  }

  #copy() {
    const { doc, unsentUpdate } = this.provider;
    const text = unsentParagraphs(doc, this.fragment, unsentUpdate).join("\n\n");
    if (!text) return null;
    const id = newId("copy");
    return h("div", { class: "editor__copy" },
      h("label", { for: id }, STATUS.unsentCopy),
      h("textarea", { id, readonly: true, rows: 6, "data-unsent-copy": true }, text));
  }

  // Not at every keystroke: a screen reader would speak over the person who is typing.
  #announce(words) {
    clearTimeout(this.announcement);
    if (this.live.textContent) this.live.textContent = "";
    this.announcement = setTimeout(() => { this.live.textContent = words; }, CALM);
  }
}

function signInLink() {
  const href = `/accounts/login/?next=${encodeURIComponent(location.pathname)}`;
  return h("a", { class: "button", "data-type": "outline", "data-size": "sm", href, target: "_blank", rel: "noopener" }, STATUS.signInLink);
}
