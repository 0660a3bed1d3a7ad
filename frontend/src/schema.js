// The nodes and marks of schema version 2. They may be added to, never renamed or removed: an
// editor deletes what it does not know, so the server compares SCHEMA_VERSION before any writing.
import { Blockquote } from "@tiptap/extension-blockquote";
import { Bold } from "@tiptap/extension-bold";
import { Document } from "@tiptap/extension-document";
import { HardBreak } from "@tiptap/extension-hard-break";
import { Heading } from "@tiptap/extension-heading";
import { BulletList, ListItem, ListKeymap, OrderedList } from "@tiptap/extension-list";
import { Paragraph } from "@tiptap/extension-paragraph";
import { Subscript } from "@tiptap/extension-subscript";
import { Superscript } from "@tiptap/extension-superscript";
import { Text } from "@tiptap/extension-text";
import { Placeholder } from "@tiptap/extensions";
import { Citation } from "./citation.js";
import { Figure } from "./figure.js";
import { CrossReference, Footnote } from "./inline-atoms.js";
import { Deletion, Insertion, Ruby } from "./marks.js";
import { LABELS } from "./messages.js";
import { Numbering } from "./numbering.js";
import { PageBreak } from "./page-break.js";
import { tables } from "./table.js";

// A section's title is the page's: its text starts at level 2. Pasted h1 and h6 come as near.
const SectionHeading = Heading.extend({
  addAttributes() {
    return { ...this.parent?.(), id: { default: null, rendered: false, parseHTML: () => null } };
  },
  parseHTML() {
    const near = [["h1", 2], ["h6", 5]];
    return [...(this.parent?.() ?? []), ...near.map(([tag, level]) => ({ tag, attrs: { level } }))];
  },
}).configure({ levels: [2, 3, 4, 5] });

const Quotation = Blockquote.extend({ content: "paragraph+" });

export const schema = (sources, { pictureUrl, labels } = {}) => [
  Document,
  Paragraph,
  Text,
  HardBreak,
  SectionHeading,
  Bold,
  BulletList,
  OrderedList,
  ListItem,
  ListKeymap,
  Quotation,
  ...tables,
  Figure.configure({ pictureUrl }),
  PageBreak,
  Superscript,
  Subscript,
  Ruby,
  Insertion,
  Deletion,
  Footnote,
  CrossReference.configure({ labels }),
  Numbering.configure({ labels }),
  Citation.configure({ sources }),
  Placeholder.configure({ placeholder: inEmptyPlaces, showOnlyWhenEditable: false }),
];

// Writers are invited to write; readers are told that nothing is missing from their screen.
function inEmptyPlaces({ editor }) {
  if (editor.isEditable) return LABELS.placeholder;
  return editor.isEmpty ? LABELS.noText : "";
}
