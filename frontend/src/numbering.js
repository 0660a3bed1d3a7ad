// Shows the numbers of headings, tables and figures without putting them into the text.
import { Extension } from "@tiptap/core";
import { Plugin, PluginKey } from "@tiptap/pm/state";
import { Decoration, DecorationSet } from "@tiptap/pm/view";
import { NO_START, numbered } from "./numbers.js";

const key = new PluginKey("numbering");

export const Numbering = Extension.create({
  name: "numbering",

  addOptions: () => ({ labels: null }),

  addProseMirrorPlugins() {
    const { labels } = this.options;
    const count = (doc) => {
      const items = numbered(doc, labels?.start ?? NO_START);
      return { items, set: DecorationSet.create(doc, items.filter(({ number }) => number).map(decoration)) };
    };
    return [
      new Plugin({
        key,
        state: {
          init: (_config, { doc }) => count(doc),
          apply: (tr, value) => (tr.docChanged || tr.getMeta(key) ? count(tr.doc) : value),
        },
        props: { decorations: (state) => key.getState(state).set },
        view: (view) => {
          const begin = () => view.dispatch(view.state.tr.setMeta(key, true).setMeta("addToHistory", false));
          const tell = () => labels?.setOwn(key.getState(view.state).items);
          labels?.addEventListener("start", begin);
          tell();
          return { update: tell, destroy: () => labels?.removeEventListener("start", begin) };
        },
      }),
    ];
  },
});

// A custom property reaches the caption inside; through the CSSOM, which the CSP allows.
function decoration({ pos, node, number, words, kind }) {
  const space = kind === "heading" || words ? "\u3000" : "";
  return Decoration.node(pos, pos + node.nodeSize, { "data-number": number, style: `--number: "${number}${space}"` });
}
