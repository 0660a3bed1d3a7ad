// Lists what may be cited, narrows it down by kind and by words, and puts the chosen source into
// the text. What is not there yet is registered in the same dialog.
import { h, newId } from "./dom.js";
import { CITATION, LABELS } from "./messages.js";
import { SourceForm } from "./source-form.js";

export class CitationDialog {
  constructor(element, editor, sources) {
    Object.assign(this, { editor, sources, tab: "all" });
    const filterId = newId("filter");
    const titleId = newId("title");
    this.filter = h("input", { id: filterId, type: "search", autocomplete: "off", oninput: () => this.#list() });
    this.list = h("ul", { class: "findings" });
    this.note = h("p", { class: "muted", role: "status" });
    this.add = h("button", { type: "button", class: "button", "data-type": "outline", "data-size": "sm", hidden: true, onclick: () => this.#register() }, CITATION.add);
    this.choosing = h("div", { class: "dialog__part" },
      this.#tabs(),
      h("div", { class: "findings__filter" }, h("label", { for: filterId }, CITATION.filter), this.filter),
      this.note,
      this.list,
      h("div", { class: "cluster" }, this.add, this.#closeButton()));
    this.form = new SourceForm(sources, { onSaved: (source) => this.#cite(source), onCancel: () => this.#choose() });
    this.dialog = h("dialog", { class: "dialog dialog--citation", "aria-labelledby": titleId },
      h("h2", { id: titleId }, CITATION.title),
      this.choosing,
      this.form.element);
    this.dialog.addEventListener("close", () => editor.view.focus());
    element.append(this.dialog);
  }

  async open() {
    this.filter.value = "";
    this.list.replaceChildren();
    this.note.textContent = "";
    this.#choose();
    this.dialog.showModal();
    this.offer = await this.sources.load({ again: true });
    this.add.hidden = !this.offer?.can_add;
    this.#list();
  }

  #tabs() {
    const name = newId("tab");
    const option = ([tab, label]) => h("label", { class: "tab" },
      h("input", { type: "radio", name, value: tab, checked: tab === this.tab, onchange: () => { this.tab = tab; this.#list(); } }),
      h("span", {}, label));
    return h("fieldset", { class: "tabs" },
      h("legend", { class: "visually-hidden" }, CITATION.kind),
      ...Object.entries(CITATION.tabs).map(option));
  }

  #closeButton() {
    return h("button", { type: "button", class: "button", "data-type": "outline", "data-size": "sm", onclick: () => this.dialog.close() }, LABELS.close);
  }

  #choose() {
    this.form.element.hidden = true;
    this.choosing.hidden = false;
  }

  #register() {
    this.choosing.hidden = true;
    this.form.open(this.offer.today);
  }

  #list() {
    const words = this.filter.value.trim().split(/\s+/);
    const fits = ({ tab, text, kind, about }) =>
      (this.tab === "all" || tab === this.tab) && words.every((word) => `${text} ${kind} ${about}`.includes(word));
    const shown = (this.offer?.sources ?? []).filter(fits);
    this.note.textContent = this.offer ? (shown.length ? "" : CITATION.none) : CITATION.failed;
    this.list.replaceChildren(...shown.map((source) => this.#row(source)));
  }

  #row(source) {
    return h("li", {},
      h("button", { type: "button", class: "finding", onclick: () => this.#pick(source) },
        h("span", { class: "finding__text" }, source.text),
        h("span", { class: "finding__meta" }, h("span", { class: "chip" }, source.kind), source.about)));
  }

  // A case or a material gets its entry when it is first cited.
  async #pick(source) {
    if (source.cite) return this.#cite(source);
    const { outcome, body } = await this.sources.add(source.make);
    if (outcome === "ok") return this.#cite(body);
    this.note.textContent = body?.message ?? CITATION.notSaved;
  }

  #cite({ cite }) {
    this.dialog.close();
    this.editor.view.focus();
    this.editor.commands.insertCitation(cite);
  }
}
