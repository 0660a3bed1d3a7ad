// Plain text from the clipboard: a paragraph to a line; lines that all begin with a bullet are a
// list. Spaces at the beginning of a line are typesetting's, not the text's.
import { Fragment, Slice } from "@tiptap/pm/model";

const LINES = /(?:\r\n?|\n)+/;
const BULLET = /^[・･•●]\s*/;

export function linesOf(text) {
  return text.split(LINES).map((line) => line.replace(/^[ \t\u3000]+|[ \t]+$/g, "")).filter(Boolean);
}

// For ProseMirror's clipboardTextParser; null leaves a single line to the editor.
export function readPastedText(text, context, _plain, view) {
  const lines = linesOf(text);
  if (lines.length < 2) return null;
  const { paragraph, bulletList, listItem } = view.state.schema.nodes;
  const marks = context.marks();
  const write = (line) => paragraph.create(null, line ? view.state.schema.text(line, marks) : null);
  if (!lines.every((line) => BULLET.test(line))) return Slice.maxOpen(Fragment.from(lines.map(write)));
  const items = lines.map((line) => listItem.create(null, write(line.replace(BULLET, ""))));
  return new Slice(Fragment.from(bulletList.create(null, items)), 0, 0);
}
