// A citation of a finding or of an entry: one letter wide in the text, shown as a numbered chip.
import { mergeAttributes, Node } from "@tiptap/core";
import { CITATION } from "./messages.js";

const number = (name) => ({
  default: null,
  parseHTML: (element) => Number(element.dataset[name]) || null,
  renderHTML: ({ [name]: key }) => (key ? { [`data-${name}`]: key } : {}),
});

export const Citation = Node.create({
  name: "citation",
  group: "inline",
  inline: true,
  atom: true,

  addOptions: () => ({ sources: null }),

  addAttributes: () => ({ finding: number("finding"), entry: number("entry") }),

  parseHTML: () => [{ tag: "span[data-finding]" }, { tag: "span[data-entry]" }],

  renderHTML: ({ HTMLAttributes }) =>
    ["span", mergeAttributes({ class: "citation" }, HTMLAttributes), CITATION.chip],

  renderText: () => `（${CITATION.chip}）`,

  addCommands: () => ({
    insertCitation: (attrs) => ({ commands }) => commands.insertContent({ type: "citation", attrs }),
  }),

  // The tooltip comes from the list of sources, which may arrive after the text.
  addNodeView() {
    const { sources } = this.options;
    return ({ node }) => {
      const dom = document.createElement("span");
      Object.assign(dom, { className: "citation", textContent: CITATION.chip });
      const name = node.attrs.entry ? "entry" : "finding";
      dom.dataset[name] = node.attrs[name];
      dom.setAttribute("role", "img");
      const describe = () => {
        const source = sources?.of(node.attrs);
        const missing = sources?.isLoaded && !source;
        const words = source ? named(source) : missing ? CITATION.missing : "";
        dom.title = words;
        dom.setAttribute("aria-label", words ? `${CITATION.chip}：${words}` : CITATION.chip);
        dom.classList.toggle("citation--missing", Boolean(missing));
      };
      describe();
      sources?.addEventListener("change", describe);
      return { dom, destroy: () => sources?.removeEventListener("change", describe) };
    };
  },
});

const named = ({ text, about }) => (about ? `${text}（${about}）` : text);
