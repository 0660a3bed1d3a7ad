// How long the text is, while it is being written: <p data-length data-target="2000">.
// Counts as the server does: no spaces, nothing in citations and notes, nothing only suggested.
import { LENGTH } from "./messages.js";

const CALM = 300; // ms without a change before it is counted again

export class LengthLine {
  constructor(region, editor) {
    Object.assign(this, { region, editor, target: Number(region.dataset.target) || 0 });
    editor.on("update", () => this.#soon());
    this.show();
  }

  stop() {
    clearTimeout(this.timer);
  }

  show() {
    this.region.textContent = LENGTH(lettersOf(this.editor.state.doc), this.target);
  }

  #soon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.show(), CALM);
  }
}

export function lettersOf(doc) {
  let letters = 0;
  doc.descendants((node) => {
    if (!node.isText || node.marks.some(({ type }) => type.name === "insertion")) return;
    letters += [...node.text.replace(/\s/gu, "")].length;
  });
  return letters;
}
