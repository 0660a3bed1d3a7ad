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
  addOptions: () => ({ labels: null }), // get(target) → 「表2-1」
  addAttributes: () => ({
    target: { default: null, parseHTML: (element) => element.dataset.target, renderHTML: ({ target }) => ({ "data-target": target }) },
  }),
  parseHTML: () => [{ tag: "span[data-target]" }],
  renderHTML({ HTMLAttributes, node }) {
    return ["span", { class: "cross-reference", ...HTMLAttributes }, this.options.labels?.get(node.attrs.target) ?? REFERENCE.missing];
  },
  renderText({ node }) {
    return this.options.labels?.get(node.attrs.target) ?? REFERENCE.missing;
  },

  // The label follows whatever is put in or moved, here and in other sections.
  addNodeView() {
    const { labels } = this.options;
    return ({ node }) => {
      const dom = document.createElement("span");
      dom.className = "cross-reference";
      dom.dataset.target = node.attrs.target;
      const show = () => {
        const label = labels?.get(node.attrs.target);
        dom.textContent = label ?? REFERENCE.missing;
        dom.classList.toggle("cross-reference--missing", label === null);
      };
      show();
      labels?.addEventListener("change", show);
      return { dom, destroy: () => labels?.removeEventListener("change", show) };
    };
  },
});
