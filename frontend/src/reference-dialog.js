// Lists what a cross-reference can name, narrows it down as one types, puts in the chosen one.
import { h, newId } from "./dom.js";
import { LABELS, STRUCTURE } from "./messages.js";
import { insertInline, selected } from "./structure.js";
import { newTargetId } from "./targets.js";

const WORDS = STRUCTURE.reference;

export class ReferenceDialog {
  constructor(structure) {
    Object.assign(this, { structure, editor: structure.editor, labels: structure.labels });
    this.chosen = selected(this.editor, "crossReference");
  }

  async open() {
    const filterId = newId("filter");
    const titleId = newId("title");
    this.filter = h("input", { id: filterId, type: "search", autocomplete: "off", oninput: () => this.#list() });
    this.list = h("ul", { class: "findings" });
    this.note = h("p", { class: "muted", role: "status" });
    this.dialog = h("dialog", { class: "dialog dialog--citation", "aria-labelledby": titleId },
      h("h2", { id: titleId }, WORDS.title),
      h("div", { class: "findings__filter" }, h("label", { for: filterId }, WORDS.filter), this.filter),
      this.note,
      this.list,
      h("button", { type: "button", class: "button", "data-type": "outline", "data-size": "sm", onclick: () => this.#close() }, LABELS.close));
    this.dialog.addEventListener("cancel", (event) => { event.preventDefault(); this.#close(); }); // Escape
    this.structure.host.append(this.dialog);
    this.dialog.showModal();
    this.#list();
    await this.labels.load();
    this.#list();
  }

  #list() {
    const words = this.filter.value.trim().split(/\s+/);
    const fits = ({ label, words: about }) => words.every((word) => `${label} ${about}`.includes(word));
    const shown = this.labels.all.filter(fits);
    this.note.textContent = shown.length ? "" : WORDS.none;
    this.list.replaceChildren(...shown.map((item) => this.#row(item)));
  }

  #row(item) {
    const pick = () => {
      this.structure.pending = () => this.#put(item);
      this.#close();
    };
    return h("li", {},
      h("button", { type: "button", class: "finding", onclick: pick },
        h("span", { class: "finding__text" }, item.label),
        h("span", { class: "finding__meta" }, h("span", { class: "chip" }, STRUCTURE.kinds[item.kind]), item.words)));
  }

  // At once: a moment later the browser would have put the caret at the beginning of the text.
  #close() {
    this.dialog.close();
    this.dialog.remove();
    this.structure.back();
  }

  // A heading (or an older table) gets its name when somebody first refers to it.
  #put({ target, pos, node }) {
    const { editor } = this;
    const name = target ?? newTargetId();
    if (!target) {
      const own = this.labels.own.find((item) => item.node === node) ?? { pos };
      editor.commands.command(({ tr }) => Boolean(tr.setNodeAttribute(own.pos, "id", name)));
    }
    if (this.chosen) editor.commands.updateAttributes("crossReference", { target: name });
    else insertInline(editor, { type: "crossReference", attrs: { target: name } });
  }
}
