// Lists the findings, narrows them down as one types, puts the chosen one into the text.
import { h, newId } from "./dom.js";
import { CITATION, LABELS } from "./messages.js";

export class CitationDialog {
  constructor(element, editor, findings) {
    Object.assign(this, { editor, findings });
    const filterId = newId("filter");
    const titleId = newId("title");
    this.filter = h("input", { id: filterId, type: "search", autocomplete: "off", oninput: () => this.#list() });
    this.list = h("ul", { class: "findings" });
    this.note = h("p", { class: "muted", role: "status" });
    this.dialog = h("dialog", { class: "dialog dialog--citation", "aria-labelledby": titleId },
      h("h2", { id: titleId }, CITATION.title),
      h("div", { class: "findings__filter" }, h("label", { for: filterId }, CITATION.filter), this.filter),
      this.note,
      this.list,
      h("button", { type: "button", class: "button", "data-type": "outline", "data-size": "sm", onclick: () => this.dialog.close() }, LABELS.close));
    this.dialog.addEventListener("close", () => editor.view.focus());
    element.append(this.dialog);
  }

  async open() {
    this.filter.value = "";
    this.list.replaceChildren();
    this.note.textContent = "";
    this.dialog.showModal();
    this.all = await this.findings.load({ again: true });
    this.#list();
  }

  #list() {
    const words = this.filter.value.trim().split(/\s+/);
    const fits = ({ text, kind, visit }) => words.every((word) => `${text} ${kind} ${visit}`.includes(word));
    const shown = (this.all ?? []).filter(fits);
    this.note.textContent = this.all ? (shown.length ? "" : CITATION.none) : CITATION.failed;
    this.list.replaceChildren(...shown.map((finding) => this.#row(finding)));
  }

  #row({ id, text, kind, visit }) {
    const pick = () => {
      this.dialog.close();
      this.editor.view.focus();
      this.editor.commands.insertCitation(id);
    };
    return h("li", {},
      h("button", { type: "button", class: "finding", onclick: pick },
        h("span", { class: "finding__text" }, text),
        h("span", { class: "finding__meta" }, h("span", { class: "chip" }, kind), visit)));
  }
}
