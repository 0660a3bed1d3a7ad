// Tables: caption and source are attributes, said around the table; the numbers come from outside.
import { Table as BaseTable, TableCell as BaseCell, TableHeader as BaseHeader, TableRow } from "@tiptap/extension-table";
import { tableEditing } from "@tiptap/pm/tables";
import { ySyncPluginKey } from "@tiptap/y-tiptap";
import { newTargetId } from "./targets.js";

const CELL_CONTENT = "(paragraph | bulletList | orderedList)+";
const span = (name) => ({
  default: 1,
  parseHTML: (element) => Math.min(100, Number(element.getAttribute(name)) || 1),
});
const cellAttributes = () => ({ colspan: span("colspan"), rowspan: span("rowspan") });

const TableCell = BaseCell.extend({ content: CELL_CONTENT, addAttributes: cellAttributes });
const TableHeader = BaseHeader.extend({ content: CELL_CONTENT, addAttributes: cellAttributes });

const words = (read) => ({ default: null, rendered: false, parseHTML: read });

export const Table = BaseTable.extend({
  addAttributes: () => ({
    id: words(newTargetId),
    caption: words((element) => element.querySelector("caption")?.textContent.trim() || null),
    source: words(() => null),
  }),

  parseHTML: () => [{ tag: "table" }, { tag: "caption", ignore: true }],

  renderHTML: ({ node }) => {
    const { caption, source } = node.attrs;
    const above = ["caption", { contenteditable: "false" }, caption ?? ""]; // the number stands before it
    const below = source ? [["p", { class: "source", contenteditable: "false" }, source]] : [];
    return ["div", { class: "doc-table" }, ["table", above, ["tbody", 0]], ...below];
  },

  addNodeView: () => null,

  // The library mends a table whose rows differ in length. Only the page whose own command has
  // just added or taken away cells does so: two pages that both mend what came from elsewhere, or
  // what they type into, would add cells without end.
  addProseMirrorPlugins() {
    const plugin = tableEditing();
    const mend = plugin.spec.appendTransaction;
    plugin.spec.appendTransaction = (transactions, ...states) =>
      transactions.some((tr) => tr.getMeta(ySyncPluginKey)) || !isOtherShape(...states) ? null : mend(transactions, ...states);
    return [plugin];
  },
});

// Whether the cells of any table are others than before, whatever stands in them.
function isOtherShape(before, after) {
  return before.doc !== after.doc && shapeOf(before.doc) !== shapeOf(after.doc);
}

function shapeOf(doc) {
  const cells = [];
  doc.descendants((node) => {
    if (node.type.name === "tableRow") cells.push("/");
    if (node.type.spec.tableRole?.includes("cell")) cells.push(`${node.attrs.colspan}x${node.attrs.rowspan}`);
    return !node.isTextblock;
  });
  return cells.join(" ");
}

export const tables = [Table, TableRow, TableHeader, TableCell];
