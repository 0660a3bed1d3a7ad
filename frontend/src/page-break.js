// A hint for paper: what follows begins on a new page.
import { Node } from "@tiptap/core";
import { LABELS } from "./messages.js";

export const PageBreak = Node.create({
  name: "pageBreak",
  group: "block",
  atom: true,
  parseHTML: () => [{ tag: "hr.page-break" }],
  renderHTML: () => ["div", { class: "page-break", role: "separator" }, LABELS.pageBreak],
});
