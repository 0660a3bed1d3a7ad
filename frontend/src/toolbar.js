// The editor's buttons: an ARIA toolbar, one stop of the Tab key, arrows inside.
import { h } from "./dom.js";
import { LABELS } from "./messages.js";
import { sign } from "./numbers.js";

// Focus at once: Tiptap's own focus() waits for the next frame, and the next key would be lost.
function chain(editor) {
  editor.view.focus();
  return editor.chain();
}

const mark = (name, run) => [name, (editor) => run(chain(editor)).run(), (editor) => editor.isActive(name)];
const step = (name) => [name, (editor) => chain(editor)[name]().run(), null];

// Groups of [name, run(editor), isActive(editor) or null].
const LETTERS = [
  mark("bold", (chained) => chained.toggleBold()),
  mark("superscript", (chained) => chained.unsetMark("subscript").toggleMark("superscript")),
  mark("subscript", (chained) => chained.unsetMark("superscript").toggleMark("subscript")),
];
const BLOCKS = [
  mark("bulletList", (chained) => chained.toggleBulletList()),
  mark("orderedList", (chained) => chained.toggleOrderedList()),
  mark("blockquote", (chained) => chained.toggleBlockquote()),
];
const HISTORY = [step("undo"), step("redo")];
const IN_TABLE = ["addRowBefore", "addRowAfter", "deleteRow", "addColumnBefore", "addColumnAfter", "deleteColumn",
  "toggleHeaderRow", "toggleHeaderColumn", "mergeOrSplit", "deleteTable"].map(step);
const LEVELS = [2, 3, 4, 5];

export class Toolbar {
  // `cite` and `comment` open their dialog; leave out what the person may not do.
  constructor(region, editor, { structure, cite, comment }) {
    Object.assign(this, { region, editor, structure });
    const put = (name) => [name, () => structure[name](), null];
    this.groups = [
      [...LETTERS, ["ruby", () => structure.ruby(), (current) => current.isActive("ruby")]],
      BLOCKS,
      [put("table"), put("figure"), put("footnote"), put("reference"), ["citation", () => cite(), null], put("pageBreak")],
      HISTORY,
    ];
    this.comment = comment && [["comment", () => comment(), null]];
    region.setAttribute("role", "toolbar");
    region.setAttribute("aria-label", LABELS.toolbar);
    region.addEventListener("keydown", (event) => this.#onKey(event));
    editor.on("transaction", () => this.#showState());
    structure.labels.addEventListener("change", () => this.#nameLevels());
  }

  // Writing buttons only for someone who may write now.
  show({ canWrite }) {
    this.buttons = [];
    const writing = canWrite ? [this.#levels(), ...this.groups.map((group) => this.#group(group))] : [];
    const comment = this.comment ? [this.#group(this.comment)] : [];
    this.edit = canWrite && this.#group([["edit", () => this.structure.edit(), null]]);
    this.inTable = canWrite && this.#group([["caption", () => this.structure.caption(), null], ...IN_TABLE], LABELS.tableTools);
    const context = canWrite ? [h("div", { class: "editor__context" }, this.edit, this.inTable)] : [];
    this.region.replaceChildren(h("div", { class: "editor__tools" }, ...writing, ...comment), ...context);
    this.region.hidden = this.buttons.length === 0;
    this.#stopAt(this.buttons[0]?.element, { focus: false });
    this.#showState();
  }

  focus() {
    this.buttons.find(({ element }) => element.tabIndex === 0)?.element.focus();
  }

  // 本文, 見出し 1, 見出し (1), …: each as it will be numbered here.
  #levels() {
    this.style = h("select", { "aria-label": LABELS.style, onchange: () => this.#setStyle() },
      h("option", { value: "" }, LABELS.paragraph), ...LEVELS.map((level) => h("option", { value: level }, "")));
    this.buttons.push({ element: this.style, isActive: null });
    this.#nameLevels();
    return h("div", { class: "editor__group" }, this.style);
  }

  #nameLevels() {
    const { style, depth } = this.structure.labels.start;
    for (const option of this.style?.options ?? []) {
      if (option.value) option.textContent = LABELS.headingOf(sign(style, Number(option.value) - 1 + depth, 1));
    }
  }

  #setStyle() {
    const level = Number(this.style.value);
    const chained = this.byKey ? this.editor.chain() : chain(this.editor);
    (level ? chained.setHeading({ level }) : chained.setParagraph()).run();
  }

  #group(group, label) {
    return h("div", { class: "editor__group", ...(label && { role: "group", "aria-label": label }) }, ...group.map((entry) => this.#button(entry)));
  }

  #button([name, run, isActive]) {
    const element = h("button", { type: "button", "data-command": name, onclick: () => run(this.editor) }, LABELS[name]);
    element.addEventListener("mousedown", (event) => event.preventDefault()); // keep the selection
    this.buttons.push({ element, isActive });
    return element;
  }

  #showState() {
    for (const { element, isActive } of this.buttons ?? []) {
      if (isActive) element.setAttribute("aria-pressed", String(isActive(this.editor)));
    }
    if (!this.inTable) return;
    const { isActive } = this.editor;
    const is = isActive.bind(this.editor);
    this.style.value = String(LEVELS.find((level) => is("heading", { level })) ?? "");
    this.inTable.hidden = !is("table");
    this.edit.hidden = !["figure", "footnote", "crossReference"].some((name) => this.editor.state.selection.node?.type.name === name);
  }

  #onKey(event) {
    this.byKey = event.target === this.style;
    const elements = this.buttons.map(({ element }) => element).filter((element) => !element.parentElement.hidden);
    const at = elements.indexOf(document.activeElement);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: elements.length - 1 }[event.key];
    if (event.key === "Escape") this.editor.view.focus();
    if (to === undefined) return;
    event.preventDefault();
    this.#stopAt(elements.at(to % elements.length), { focus: true });
  }

  #stopAt(stop, { focus }) {
    for (const { element } of this.buttons) element.tabIndex = element === stop ? 0 : -1;
    if (focus) stop?.focus();
  }
}
