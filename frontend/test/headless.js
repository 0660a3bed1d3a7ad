// An editor without a browser: the real sync and undo plugins behind a view that shows nothing.
import { getSchema } from "@tiptap/core";
import { EditorState } from "@tiptap/pm/state";
import { yUndoPlugin, ySyncPlugin } from "@tiptap/y-tiptap";
import * as Y from "yjs";
import { schema as extensions } from "../src/schema.js";

export const schema = getSchema(extensions(null));

const LEAVES = { citation: "［典］", hardBreak: "\n" };

export class HeadlessEditor {
  constructor({ clientID, seed } = {}) {
    this.doc = new Y.Doc();
    if (clientID) this.doc.clientID = clientID;
    if (seed) Y.applyUpdate(this.doc, seed, "others");
    this.sent = [];
    this.doc.on("update", (update, origin) => { if (origin !== "others") this.sent.push(update); });
    this.body = this.doc.getXmlFragment("body");
    const plugins = [ySyncPlugin(this.body), yUndoPlugin()];
    this.state = EditorState.create({ schema, plugins });
    this.views = plugins.map((plugin) => plugin.spec.view?.(this)).filter(Boolean);
  }

  hasFocus = () => false;

  dispatch = (transaction) => {
    this.state = this.state.apply(transaction);
    this.views?.forEach((view) => view.update?.(this, this.state));
  };

  edit(change) {
    const transaction = this.state.tr;
    change(transaction);
    this.dispatch(transaction);
  }

  receive(update) {
    Y.applyUpdate(this.doc, update, "others");
  }

  // Every paragraph and heading: { node, pos }, pos being its beginning inside.
  blocks() {
    const found = [];
    this.state.doc.descendants((node, pos) => {
      if (node.isTextblock) found.push({ node, pos: pos + 1 });
    });
    return found;
  }

  // What is on the screen, a line for each block.
  get lines() {
    return this.blocks().map(({ node }) => node.textBetween(0, node.content.size, "", (leaf) => LEAVES[leaf.type.name]));
  }

  // The same, from the shared document.
  get kept() {
    return this.body.toArray().map((block) => block.toArray().map(wordsOf).join(""));
  }

  // How often a paragraph has two texts side by side.
  get neighbours() {
    return this.body.toArray().flatMap((block) => {
      const kinds = block.toArray().map((child) => child instanceof Y.XmlText);
      return kinds.filter((isText, index) => isText && kinds[index + 1]);
    }).length;
  }
}

function wordsOf(child) {
  if (child instanceof Y.XmlElement) return LEAVES[child.nodeName];
  return child.toDelta().map(({ insert }) => insert).join("");
}

// The beginning that all share, as the server writes it; `fill` puts blocks into it.
export function seedOf(fill) {
  const doc = new Y.Doc();
  doc.clientID = 1;
  fill(doc.getXmlFragment("body"));
  return Y.encodeStateAsUpdate(doc);
}
