// A citation of a finding: one letter wide in the text, shown as a numbered chip.
import { mergeAttributes, Node } from "@tiptap/core";
import { CITATION } from "./messages.js";

export const Citation = Node.create({
  name: "citation",
  group: "inline",
  inline: true,
  atom: true,

  addOptions: () => ({ findings: null }),

  addAttributes: () => ({
    finding: {
      default: null,
      parseHTML: (element) => Number(element.dataset.finding) || null,
      renderHTML: ({ finding }) => ({ "data-finding": finding }),
    },
    entry: {
      default: null,
      parseHTML: (element) => Number(element.dataset.entry) || null,
      renderHTML: ({ entry }) => ({ "data-entry": entry }),
    },
  }),

  parseHTML: () => [{ tag: "span[data-finding]" }, { tag: "span[data-entry]" }],

  renderHTML: ({ HTMLAttributes }) =>
    ["span", mergeAttributes({ class: "citation" }, HTMLAttributes), CITATION.chip],

  renderText: () => `（${CITATION.chip}）`,

  addCommands: () => ({
    insertCitation: (finding) => ({ commands }) =>
      commands.insertContent({ type: "citation", attrs: { finding } }),
  }),

  // The tooltip comes from the list of findings, which may arrive after the text.
  addNodeView() {
    const { findings } = this.options;
    return ({ node }) => {
      const dom = document.createElement("span");
      Object.assign(dom, { className: "citation", textContent: CITATION.chip });
      dom.dataset.finding = node.attrs.finding;
      dom.setAttribute("role", "img");
      const describe = () => {
        const finding = findings?.get(node.attrs.finding);
        const missing = findings?.isLoaded && !finding;
        const words = finding ? `${finding.text}（${finding.visit}）` : missing ? CITATION.missing : "";
        dom.title = words;
        dom.setAttribute("aria-label", words ? `${CITATION.chip}：${words}` : CITATION.chip);
        dom.classList.toggle("citation--missing", Boolean(missing));
      };
      describe();
      findings?.addEventListener("change", describe);
      return { dom, destroy: () => findings?.removeEventListener("change", describe) };
    };
  },
});
