// The form that starts a thread: on the chosen words, or on a paragraph picked from a list (for
// keyboards and phones, where choosing words in a text one cannot edit is hard or impossible), or
// on the section as a whole.
import { uuidv4 } from "lib0/random";
import { h, newId } from "./dom.js";
import { LABELS, THREADS } from "./messages.js";
import { PeopleToTell } from "./people-to-tell.js";
import { anchorsOf } from "./positions.js";

const SHORT = 30; // letters of a paragraph shown in the list
const LONGEST_QUOTE = 500; // letters the server keeps
const WHOLE = { start: "", end: "", quote: "", label: THREADS.whole };

export class ThreadForm {
  constructor(editor, api) {
    Object.assign(this, { editor, api });
    this.element = h("form", { class: "thread-form", hidden: true, onsubmit: (event) => this.#send(event) });
  }

  open() {
    const places = this.#places();
    this.token = uuidv4(); // the same form twice is one comment
    const [aboutId, kindId, textId] = ["about", "kind", "text"].map(newId);
    this.about = h("select", { id: aboutId }, ...places.map(({ label, isHere }, at) => h("option", { value: at, selected: isHere }, label)));
    this.kind = h("select", { id: kindId }, ...Object.entries(THREADS.kinds).map(([value, label]) => h("option", { value }, label)));
    this.text = h("textarea", { id: textId, rows: 4 });
    this.tell = new PeopleToTell(this.api.people);
    this.error = h("p", { class: "thread-form__error", role: "alert" });
    this.places = places;
    this.element.replaceChildren(
      h("h3", {}, THREADS.add),
      h("label", { for: aboutId }, THREADS.about), this.about,
      h("label", { for: kindId }, THREADS.kind), this.kind,
      h("label", { for: textId }, THREADS.text), this.text,
      this.tell.element,
      this.error,
      h("div", { class: "cluster" },
        h("button", { class: "button", "data-type": "solid", "data-size": "sm" }, THREADS.post),
        h("button", { type: "button", class: "button", "data-type": "text", "data-size": "sm", onclick: () => this.close() }, LABELS.cancel)));
    this.element.hidden = false;
    this.element.scrollIntoView({ block: "nearest" });
    this.text.focus();
  }

  close() {
    this.element.hidden = true;
    this.editor.view.focus();
  }

  // The chosen words alone, else every paragraph that has words. Anchored now: the text may
  // change while the comment is being written.
  #places() {
    const { state } = this.editor;
    const { from, to, empty } = state.selection;
    if (!empty) return [place(state, { from, to })];
    const isHere = (range) => range.from <= from && from <= range.to;
    return [...paragraphs(state.doc).map((range) => ({ ...place(state, range), isHere: isHere(range) })), WHOLE];
  }

  async #send(event) {
    event.preventDefault();
    const text = this.text.value.trim();
    this.error.textContent = text ? "" : THREADS.empty;
    if (!text) return this.text.focus();
    const { start, end, quote } = this.places[this.about.value];
    const kind = this.kind.value;
    const { message } = await this.api.add({ start, end, quote, kind, text, mentioned: this.tell.chosen, form_token: this.token });
    if (message) this.error.textContent = message;
    else this.close();
  }
}

function place(state, { from, to }) {
  const quote = state.doc.textBetween(from, to, "\n").slice(0, LONGEST_QUOTE);
  const label = quote.length > SHORT ? `${quote.slice(0, SHORT)}…` : quote;
  return { ...anchorsOf(state, from, to), quote, label };
}

function paragraphs(doc) {
  const found = [];
  doc.descendants((node, pos) => {
    if (!node.isTextblock) return true;
    if (node.textContent.trim()) found.push({ from: pos + 1, to: pos + 1 + node.content.size });
    return false;
  });
  return found;
}
