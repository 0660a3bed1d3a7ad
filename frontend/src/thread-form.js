// The form that starts a thread: on the chosen words, or on a paragraph picked from a list (for
// keyboards and phones, where choosing words in a text one cannot edit is hard or impossible).
import { h, newId } from "./dom.js";
import { LABELS, THREADS } from "./messages.js";
import { anchorsOf } from "./positions.js";

const SHORT = 30; // letters of a paragraph shown in the list

export class ThreadForm {
  constructor(editor, api) {
    Object.assign(this, { editor, api });
    this.element = h("form", { class: "thread-form", hidden: true, onsubmit: (event) => this.#send(event) });
  }

  open() {
    const places = this.#places();
    const [aboutId, kindId, textId] = ["about", "kind", "text"].map(newId);
    this.about = h("select", { id: aboutId }, ...places.map(({ label }, at) => h("option", { value: at }, label)));
    this.kind = h("select", { id: kindId }, ...Object.entries(THREADS.kinds).map(([value, label]) => h("option", { value }, label)));
    this.text = h("textarea", { id: textId, rows: 4 });
    this.error = h("p", { class: "thread-form__error", role: "alert" });
    this.places = places;
    this.element.replaceChildren(
      h("h3", {}, THREADS.add),
      h("label", { for: aboutId }, THREADS.about), this.about,
      h("label", { for: kindId }, THREADS.kind), this.kind,
      h("label", { for: textId }, THREADS.text), this.text,
      this.error,
      h("div", { class: "cluster" },
        h("button", { class: "button", "data-type": "solid", "data-size": "sm" }, THREADS.post),
        h("button", { type: "button", class: "button", "data-type": "text", "data-size": "sm", onclick: () => this.close() }, LABELS.cancel)));
    if (!places.length) this.error.textContent = THREADS.noText;
    this.element.hidden = false;
    this.text.focus();
    this.element.scrollIntoView({ block: "nearest" });
  }

  close() {
    this.element.hidden = true;
    this.editor.commands.focus();
  }

  // The chosen words alone, else every paragraph that has words. Anchored now: the text may
  // change while the comment is being written.
  #places() {
    const { state } = this.editor;
    const { from, to, empty } = state.selection;
    const ranges = empty ? paragraphs(state.doc) : [{ from, to }];
    return ranges.map((range) => {
      const quote = state.doc.textBetween(range.from, range.to, "\n");
      return { ...anchorsOf(state, range.from, range.to), quote, label: shorten(quote) };
    });
  }

  async #send(event) {
    event.preventDefault();
    const text = this.text.value.trim();
    const { label, ...place } = this.places[this.about.value] ?? {};
    this.error.textContent = !label ? THREADS.noText : text ? "" : THREADS.empty;
    if (!label || !text) return this.text.focus();
    const { message } = await this.api.add({ ...place, kind: this.kind.value, text });
    if (message) this.error.textContent = message;
    else this.close();
  }
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

const shorten = (text) => (text.length > SHORT ? `${text.slice(0, SHORT)}…` : text);
