// The editor's buttons: an ARIA toolbar, one stop of the Tab key, arrows inside.
import { h } from "./dom.js";
import { LABELS } from "./messages.js";

// Focus at once: Tiptap's own focus() waits for the next frame, and the next key would be lost.
function chain(editor) {
  editor.view.focus();
  return editor.chain();
}

// Groups of [name, run(editor), isActive(editor) or null].
const WRITING = [
  [
    ["heading", (editor) => chain(editor).toggleHeading({ level: 2 }).run(), (editor) => editor.isActive("heading", { level: 2 })],
    ["subheading", (editor) => chain(editor).toggleHeading({ level: 3 }).run(), (editor) => editor.isActive("heading", { level: 3 })],
    ["bold", (editor) => chain(editor).toggleBold().run(), (editor) => editor.isActive("bold")],
  ],
  [
    ["bulletList", (editor) => chain(editor).toggleBulletList().run(), (editor) => editor.isActive("bulletList")],
    ["orderedList", (editor) => chain(editor).toggleOrderedList().run(), (editor) => editor.isActive("orderedList")],
  ],
  [
    ["undo", (editor) => chain(editor).undo().run(), null],
    ["redo", (editor) => chain(editor).redo().run(), null],
  ],
];

export class Toolbar {
  // `cite` and `comment` open their dialog; leave out what the person may not do.
  constructor(region, editor, { cite, comment }) {
    Object.assign(this, { region, editor });
    this.groups = [...WRITING, [["citation", () => cite(), null]]];
    this.comment = comment && [["comment", () => comment(), null]];
    region.setAttribute("role", "toolbar");
    region.setAttribute("aria-label", LABELS.toolbar);
    region.addEventListener("keydown", (event) => this.#onKey(event));
    editor.on("transaction", () => this.#showState());
  }

  // Writing buttons only for someone who may write now.
  show({ canWrite }) {
    const groups = [...(canWrite ? this.groups : []), ...(this.comment ? [this.comment] : [])];
    this.buttons = [];
    this.region.replaceChildren(...groups.map((group) => this.#group(group)));
    this.region.hidden = this.buttons.length === 0;
    this.#stopAt(this.buttons[0]?.element, { focus: false });
    this.#showState();
  }

  focus() {
    this.buttons.find(({ element }) => element.tabIndex === 0)?.element.focus();
  }

  #group(group) {
    return h("div", { class: "editor__group" }, ...group.map((entry) => this.#button(entry)));
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
  }

  #onKey(event) {
    const elements = this.buttons.map(({ element }) => element);
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
