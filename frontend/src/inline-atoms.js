// What stands in a line and is not a letter: footnotes and cross-references.
import { Node } from "@tiptap/core";
import { FOOTNOTE, REFERENCE } from "./messages.js";

const atom = { group: "inline", inline: true, atom: true };

export const Footnote = Node.create({
  name: "footnote",
  ...atom,
  addAttributes: () => ({
    text: { default: "", parseHTML: (element) => element.dataset.footnote, renderHTML: ({ text }) => ({ "data-footnote": text, title: text }) },
  }),
  parseHTML: () => [{ tag: "span[data-footnote]" }],
  renderHTML: ({ HTMLAttributes }) => ["span", { class: "footnote-mark", ...HTMLAttributes }, FOOTNOTE.mark],
  renderText: ({ node }) => `（${FOOTNOTE.mark}：${node.attrs.text}）`,
});

export const CrossReference = Node.create({
  name: "crossReference",
  ...atom,
  addOptions: () => ({ labels: null }), // target → 「表2-1」
  addAttributes: () => ({
    target: { default: null, parseHTML: (element) => element.dataset.target, renderHTML: ({ target }) => ({ "data-target": target }) },
  }),
  parseHTML: () => [{ tag: "span[data-target]" }],
  renderHTML({ HTMLAttributes, node }) {
    const label = this.options.labels?.(node.attrs.target) ?? REFERENCE.missing;
    return ["span", { class: "cross-reference", ...HTMLAttributes }, label];
  },
  renderText({ node }) {
    return this.options.labels?.(node.attrs.target) ?? REFERENCE.missing;
  },
});
