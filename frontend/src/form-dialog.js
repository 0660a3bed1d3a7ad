// A small form in a dialog: labels, help, what is wrong said at its field, everything typed kept.
import { h, newId } from "./dom.js";
import { LABELS, STRUCTURE } from "./messages.js";

// fields: { name, label, kind, value, help, required, min, max, options, rows }
// submit(values) → nothing when done, or the sentence that says what to do (the dialog stays).
export class FormDialog {
  constructor({ host, title, fields, action, submit, onClose, extra }) {
    const titleId = newId("title");
    Object.assign(this, { submit, onClose });
    this.fields = fields.map((field) => new Field(field));
    this.error = h("p", { class: "form-dialog__error", role: "alert" });
    this.button = h("button", { type: "submit", class: "button", "data-size": "sm" }, action);
    const cancel = h("button", { type: "button", class: "button", "data-type": "outline", "data-size": "sm", onclick: () => this.close() }, LABELS.cancel);
    const form = h("form", { class: "form-dialog__form", novalidate: true, onsubmit: (event) => this.#onSubmit(event) },
      ...this.fields.map(({ element }) => element), extra, this.error, h("div", { class: "form-dialog__actions" }, this.button, cancel));
    this.dialog = h("dialog", { class: "dialog dialog--form", "aria-labelledby": titleId }, h("h2", { id: titleId }, title), form);
    this.dialog.addEventListener("cancel", (event) => { event.preventDefault(); this.close(); }); // Escape
    host.append(this.dialog);
    this.dialog.showModal();
    this.fields[0]?.input.focus();
  }

  field(name) {
    return this.fields.find((field) => field.name === name);
  }

  // At once: the browser says "close" a moment later, and the next key would be lost.
  close() {
    if (!this.dialog.isConnected) return; // closed while something was on its way
    this.dialog.close();
    this.dialog.remove();
    this.onClose?.();
  }

  async #onSubmit(event) {
    event.preventDefault();
    this.error.textContent = "";
    const wrong = this.fields.filter((field) => !field.check());
    if (wrong.length) return wrong[0].input.focus();
    this.button.disabled = true;
    const values = Object.fromEntries(this.fields.map(({ name, value }) => [name, value]));
    const sentence = await this.submit(values);
    this.button.disabled = false;
    if (sentence) this.error.textContent = sentence;
    else this.close();
  }
}

class Field {
  constructor({ name, label, kind = "text", value = "", help, required = false, min, max, options, rows = 3, missing, accept }) {
    Object.assign(this, { name, kind, required, min, max, missing });
    const id = newId(name);
    const helpId = newId("help");
    this.error = h("span", { class: "form-dialog__wrong", id: newId("wrong") });
    const common = { id, name, "aria-describedby": `${help ? helpId : ""} ${this.error.id}`.trim(), "aria-required": required && "true" };
    if (kind === "textarea") this.input = h("textarea", { ...common, rows }, value);
    else if (kind === "select") this.input = h("select", common, ...options.map(([key, words]) => h("option", { value: key, selected: String(key) === String(value) }, words)));
    else if (kind === "checkbox") this.input = h("input", { ...common, type: kind, checked: Boolean(value) });
    else this.input = h("input", { ...common, type: kind, min, max, accept, autocomplete: "off", value: kind === "file" ? null : value });
    const words = h("label", { for: id }, label, required ? h("span", { class: "form-dialog__required" }, STRUCTURE.required) : null);
    const about = help ? h("span", { class: "form-text", id: helpId }, help) : null;
    const parts = kind === "checkbox" ? [h("span", { class: "form-dialog__check" }, this.input, words), about] : [words, about, this.input];
    this.element = h("div", { class: "form-dialog__field" }, ...parts, this.error);
  }

  get value() {
    if (this.kind === "checkbox") return this.input.checked;
    if (this.kind === "file") return this.input.files[0] ?? null;
    if (this.kind === "number") return Number(this.input.value);
    return this.input.value.trim();
  }

  check() {
    const { value, kind, required, min, max } = this;
    let wrong = "";
    if (required && !value) wrong = this.missing ?? STRUCTURE.missing;
    else if (kind === "number" && !(Number.isInteger(value) && value >= min && value <= max)) wrong = STRUCTURE.between(min, max);
    this.say(wrong);
    return !wrong;
  }

  say(wrong) {
    this.error.textContent = wrong;
    this.input.setAttribute("aria-invalid", String(Boolean(wrong)));
  }
}
