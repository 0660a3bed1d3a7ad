// The panel of threads beside the text, in the order of the text.
import { rangeOfThread } from "./comment-marks.js";
import { h } from "./dom.js";
import { THREADS } from "./messages.js";
import { ThreadCard } from "./thread-card.js";
import { ThreadForm } from "./thread-form.js";

export class ThreadsPanel {
  active = null;
  cards = new Map(); // id → { as: what it shows, card }

  constructor(region, editor, api, { canComment }) {
    Object.assign(this, { editor, api, canComment });
    this.form = new ThreadForm(editor, api);
    this.count = h("span", { class: "chip" });
    this.none = h("p", { class: "muted" }, canComment ? THREADS.noneYet : THREADS.none);
    this.open = h("ul", { class: "threads" });
    this.resolved = h("ul", { class: "threads" });
    this.resolvedTitle = h("summary", {});
    this.archive = h("details", { class: "threads__resolved", hidden: true }, this.resolvedTitle, this.resolved);
    region.replaceChildren(
      h("div", { class: "threads__head" }, h("h2", {}, THREADS.title), this.count),
      this.form.element, this.none, this.open, this.archive);
    api.addEventListener("change", () => this.render());
    editor.on("update", () => this.#place());
  }

  render() {
    const { threads } = this.api;
    this.editor.commands.showThreads(threads, this.active);
    const cards = this.#inOrderOfText(threads).map((thread) => this.#card(thread));
    this.cards = new Map(cards.map((entry) => [entry.card.thread.id, entry]));
    const isOpen = ({ card }) => card.thread.state === "open";
    fill(this.open, cards.filter(isOpen));
    fill(this.resolved, cards.filter((entry) => !isOpen(entry)));
    this.#summarise(threads);
    this.#place();
  }

  // Chosen in the text or in the panel: both sides show it.
  choose(id) {
    this.active = id;
    this.editor.commands.showThreads(this.api.threads, id);
    this.#place();
    this.cards.get(id)?.card.element.scrollIntoView({ block: "nearest" });
  }

  #goTo(id) {
    const range = rangeOfThread(this.editor.state, id);
    this.choose(id);
    if (!range) return;
    this.editor.view.focus();
    this.editor.chain().setTextSelection(range.from).scrollIntoView().run();
  }

  #summarise(threads) {
    const done = threads.filter(({ state }) => state === "resolved").length;
    this.none.hidden = threads.length > 0;
    this.count.hidden = threads.length === done;
    this.count.textContent = THREADS.open(threads.length - done);
    this.archive.hidden = done === 0;
    this.resolvedTitle.textContent = THREADS.showResolved(done);
  }

  #inOrderOfText(threads) {
    const at = ({ id }) => rangeOfThread(this.editor.state, id)?.from ?? Infinity;
    return threads.toSorted((one, other) => at(one) - at(other) || one.id - other.id);
  }

  // A card stays the same element as long as it shows the same.
  #card(thread) {
    const as = JSON.stringify(thread);
    const older = this.cards.get(thread.id);
    if (older?.as === as) return older;
    const { api, canComment } = this;
    const card = new ThreadCard(thread, { api, canComment, goTo: () => this.#goTo(thread.id) });
    if (older) card.adopt(older.card);
    return { as, card };
  }

  #place() {
    for (const [id, { card }] of this.cards) {
      card.showPlace({ isThere: rangeOfThread(this.editor.state, id) !== null, isChosen: id === this.active });
    }
  }
}

// Puts the cards in place without moving those that are there already: a moved element loses focus.
function fill(list, entries) {
  const wanted = entries.map(({ card }) => card);
  const elements = wanted.map(({ element }) => element);
  [...list.children].filter((child) => !elements.includes(child)).forEach((child) => child.remove());
  elements.forEach((element, at) => {
    if (list.children[at] !== element) list.insertBefore(element, list.children[at] ?? null);
  });
  wanted.find(({ hadFocus }) => hadFocus)?.reply.focus();
}
