// The nodes and marks of schema version 1. They may be added to, never renamed or removed: an
// editor deletes what it does not know, so the server compares SCHEMA_VERSION before any writing.
import { Bold } from "@tiptap/extension-bold";
import { Document } from "@tiptap/extension-document";
import { HardBreak } from "@tiptap/extension-hard-break";
import { Heading } from "@tiptap/extension-heading";
import { BulletList, ListItem, ListKeymap, OrderedList } from "@tiptap/extension-list";
import { Paragraph } from "@tiptap/extension-paragraph";
import { Text } from "@tiptap/extension-text";
import { Placeholder } from "@tiptap/extensions";
import { Citation } from "./citation.js";
import { LABELS } from "./messages.js";

// A section's title is the page's: its text starts at level 2. Pasted h1, h5, h6 come as near.
const SectionHeading = Heading.extend({
  parseHTML() {
    const near = [["h1", 2], ["h5", 4], ["h6", 4]];
    return [...(this.parent?.() ?? []), ...near.map(([tag, level]) => ({ tag, attrs: { level } }))];
  },
}).configure({ levels: [2, 3, 4] });

export const schema = (findings) => [
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
  Citation.configure({ findings }),
  Placeholder.configure({ placeholder: inEmptyPlaces, showOnlyWhenEditable: false }),
];

// Writers are invited to write; readers are told that nothing is missing from their screen.
function inEmptyPlaces({ editor }) {
  if (editor.isEditable) return LABELS.placeholder;
  return editor.isEmpty ? LABELS.noText : "";
}
