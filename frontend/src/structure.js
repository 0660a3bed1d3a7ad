// The dialogs for tables, figures, notes, references and readings, and what they put into the text.
import { Extension } from "@tiptap/core";
import { NodeSelection } from "@tiptap/pm/state";
import { FormDialog } from "./form-dialog.js";
import { FigureDialog } from "./figure-dialog.js";
import { STRUCTURE } from "./messages.js";
import { ReferenceDialog } from "./reference-dialog.js";
import { newTargetId } from "./targets.js";

// What somebody has numbered by hand is numbered by us.
export const withoutNumber = (caption) => caption.replace(/^[表図]\s*[0-9０-９]+(?:[-－―‐.．][0-9０-９]+)*[\s\u3000：:.．]*/, "") || null;

export class Structure {
  constructor(host, editor, { labels, pictures }) {
    Object.assign(this, { host, editor, labels, pictures });
  }

  // Opens the dialog of what is selected; whether there is one.
  edit() {
    const { selection } = this.editor.state;
    const name = selection instanceof NodeSelection ? selection.node.type.name : "";
    const open = { figure: this.figure, footnote: this.footnote, crossReference: this.reference }[name];
    if (!open || !this.editor.isEditable) return false;
    open();
    return true;
  }

  table = () => {
    this.#form(STRUCTURE.table, [
      { name: "rows", label: STRUCTURE.table.rows, kind: "number", value: 3, min: 1, max: 50 },
      { name: "columns", label: STRUCTURE.table.columns, kind: "number", value: 3, min: 1, max: 20 },
      { name: "headerRow", label: STRUCTURE.table.headerRow, kind: "checkbox", value: true },
      { name: "headerColumn", label: STRUCTURE.table.headerColumn, kind: "checkbox" },
      ...aboutTable({}),
    ], ({ rows, columns, headerRow, headerColumn, caption, source }) => {
      const cell = (row, column) => ({ type: (headerRow && !row) || (headerColumn && !column) ? "tableHeader" : "tableCell", content: [{ type: "paragraph" }] });
      const line = (row) => ({ type: "tableRow", content: Array.from({ length: columns }, (_, column) => cell(row, column)) });
      const attrs = { id: newTargetId(), caption: withoutNumber(caption), source: source || null };
      insertBlock(this.editor, { type: "table", attrs, content: Array.from({ length: rows }, (_, row) => line(row)) }, 4);
    });
  };

  // Caption and source of the table the caret is in.
  caption = () => {
    const attrs = this.editor.getAttributes("table");
    this.#form(STRUCTURE.caption, aboutTable(attrs), ({ caption, source }) => {
      this.editor.commands.updateAttributes("table", { id: attrs.id ?? newTargetId(), caption: withoutNumber(caption), source: source || null });
    });
  };

  figure = () => new FigureDialog(this).open();

  footnote = () => {
    const chosen = selected(this.editor, "footnote");
    const words = STRUCTURE.footnote;
    const field = { name: "text", label: words.text, kind: "textarea", help: words.help, value: chosen?.attrs.text ?? "", required: true, missing: words.missing };
    this.#form(words, [field], ({ text }) => {
      const attrs = { text: text.replace(/\s*\n\s*/g, "") };
      if (chosen) this.editor.commands.updateAttributes("footnote", attrs);
      else insertInline(this.editor, { type: "footnote", attrs });
    });
  };

  reference = () => new ReferenceDialog(this).open();

  ruby = () => {
    const { editor } = this;
    const { empty } = editor.state.selection;
    const present = editor.getAttributes("ruby").text ?? "";
    const words = STRUCTURE.ruby;
    if (empty && !present) return this.#form({ ...words, action: STRUCTURE.understood }, [], () => {}, words.choose);
    this.#form(words, [{ name: "text", label: words.text, help: words.help, value: present }], ({ text }) => {
      const chain = editor.chain().extendMarkRange("ruby");
      (text ? chain.setMark("ruby", { text: text.slice(0, 100) }) : chain.unsetMark("ruby")).run();
    });
  };

  pageBreak = () => insertBlock(this.editor, { type: "pageBreak" });

  #form({ title, action }, fields, done, sentence) {
    const extra = sentence ? Object.assign(document.createElement("p"), { textContent: sentence }) : null;
    const submit = (values) => { this.pending = () => done(values); };
    this.pending = null;
    new FormDialog({ host: this.host, title, fields, action, submit, extra, onClose: () => this.back() });
  }

  // The dialog is gone: back into the text, then do what was asked for.
  back() {
    this.editor.view.focus();
    this.pending?.();
    this.pending = null;
  }
}

const aboutTable = ({ caption, source }) => [
  { name: "caption", label: STRUCTURE.tableCaption, help: STRUCTURE.captionHelp, value: caption ?? "" },
  { name: "source", label: STRUCTURE.source, help: STRUCTURE.sourceHelp, value: source ?? "" },
];

export function selected(editor, name) {
  const { selection } = editor.state;
  return selection instanceof NodeSelection && selection.node.type.name === name ? selection.node : null;
}

export function insertInline(editor, node) {
  const { to } = editor.state.selection; // behind what is chosen, never in its place
  editor.commands.insertContentAt(to, node);
}

// Tables, figures and page breaks stand by themselves: behind the block the caret is in, or in the
// place of an empty paragraph. `inside`: how many steps into it the caret goes; else behind it.
export function insertBlock(editor, node, inside = 0) {
  const { $from, to } = editor.state.selection;
  const isEmpty = $from.depth === 1 && $from.parent.type.name === "paragraph" && !$from.parent.content.size;
  const at = $from.depth ? (isEmpty ? $from.before(1) : $from.after(1)) : to;
  const end = isEmpty ? $from.after(1) : at;
  const isLast = !editor.state.doc.resolve(end).nodeAfter?.isTextblock;
  const content = isLast ? [node, { type: "paragraph" }] : [node];
  editor.chain().insertContentAt({ from: at, to: end }, content, { updateSelection: false }).command(({ tr, commands }) => {
    const behind = at + (tr.doc.nodeAt(at)?.nodeSize ?? 0) + 1;
    return commands.setTextSelection(inside ? at + inside : Math.min(behind, tr.doc.content.size));
  }).scrollIntoView().run();
}

// Enter or a double click on a figure, note or reference opens its dialog.
export const OpenOnEnter = Extension.create({
  name: "openOnEnter",
  addOptions: () => ({ onOpen: () => false }),
  addKeyboardShortcuts() {
    return { Enter: () => this.options.onOpen() };
  },
});
