// Registers literature or a web page inside the dialog. What was typed stays until it is saved.
import { uuidv4 } from "lib0/random";
import { h, newId } from "./dom.js";
import { CITATION, LABELS } from "./messages.js";

const FIELDS = ["title", "url", "accessed_on", "author", "publisher", "published"];
const { fields: WORDS, kinds: KINDS } = CITATION;

export class SourceForm {
  // `onSaved` gets the source as the server offers it.
  constructor(sources, { onSaved, onCancel }) {
    Object.assign(this, { sources, onSaved, onCancel });
    this.note = h("p", { class: "form-error", role: "alert" });
    this.rows = Object.fromEntries(FIELDS.map((name) => [name, row(name)]));
    this.save = h("button", { class: "button", "data-type": "solid", "data-size": "sm" }, CITATION.save);
    this.element = h("form", { class: "source-form", novalidate: true, hidden: true, onsubmit: (event) => this.#submit(event) },
      h("h3", {}, CITATION.add),
      this.#kinds(),
      this.note,
      ...FIELDS.map((name) => this.rows[name].element),
      h("div", { class: "cluster" },
        this.save,
        h("button", { type: "button", class: "button", "data-type": "outline", "data-size": "sm", onclick: () => onCancel() }, LABELS.cancel)));
  }

  open(today) {
    this.token ??= uuidv4(); // the same form twice is one source
    this.rows.accessed_on.input.value ||= today;
    this.element.hidden = false;
    this.#show({});
    this.rows.title.input.focus();
  }

  #kinds() {
    const name = newId("kind");
    this.kind = "web";
    const option = ([kind, label]) => h("label", { class: "tab" },
      h("input", { type: "radio", name, value: kind, checked: kind === this.kind, onchange: () => { this.kind = kind; } }),
      h("span", {}, label));
    return h("fieldset", { class: "tabs" }, h("legend", { class: "visually-hidden" }, CITATION.kind), ...Object.entries(KINDS).map(option));
  }

  async #submit(event) {
    event.preventDefault();
    if (this.isSending) return;
    this.isSending = true;
    const typed = Object.fromEntries(FIELDS.map((name) => [name, this.rows[name].input.value]));
    const { outcome, body } = await this.sources.add({ ...typed, kind: this.kind, form_token: this.token });
    this.isSending = false;
    if (outcome !== "ok") return this.#refuse(body);
    this.token = null;
    for (const { input } of Object.values(this.rows)) input.value = "";
    this.onSaved(body);
  }

  #refuse(body) {
    const errors = body?.errors ?? {};
    this.#show(errors);
    this.note.textContent = Object.keys(errors).length ? CITATION.incomplete : (body?.message ?? CITATION.notSaved);
    FIELDS.map((name) => errors[name] && this.rows[name].input).find(Boolean)?.focus();
  }

  #show(errors) {
    this.note.textContent = "";
    for (const [name, { input, error }] of Object.entries(this.rows)) {
      error.textContent = (errors[name] ?? []).join(" ");
      input.setAttribute("aria-invalid", String(Boolean(errors[name])));
    }
  }
}

function row(name) {
  const id = newId(name);
  const input = h("input", { id, type: "text", autocomplete: "off", inputmode: name === "url" ? "url" : null, "aria-describedby": `${id}-error` });
  const error = h("p", { id: `${id}-error`, class: "form-error" });
  return { input, error, element: h("div", { class: "source-form__row" }, h("label", { for: id }, WORDS[name]), input, error) };
}
