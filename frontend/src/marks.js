// Marks beside bold: readings above the letters, and what is suggested (put in, taken out).
import { Mark } from "@tiptap/core";

export const Ruby = Mark.create({
  name: "ruby",
  inclusive: false,
  addAttributes: () => ({
    text: { default: "", parseHTML: (element) => element.dataset.ruby, renderHTML: ({ text }) => ({ "data-ruby": text }) },
  }),
  parseHTML: () => [{ tag: "span[data-ruby]" }],
  renderHTML: ({ HTMLAttributes }) => ["span", { class: "ruby", ...HTMLAttributes }, 0],
});

// A letter carries one suggestion at most.
const suggestion = (name, tag) =>
  Mark.create({
    name,
    inclusive: false,
    excludes: "insertion deletion",
    addAttributes: () => ({
      id: { default: null, parseHTML: (element) => element.dataset.suggestion, renderHTML: ({ id }) => ({ "data-suggestion": id }) },
    }),
    parseHTML: () => [{ tag: `${tag}[data-suggestion]` }],
    renderHTML: ({ HTMLAttributes }) => [tag, HTMLAttributes, 0],
  });

export const Insertion = suggestion("insertion", "ins");
export const Deletion = suggestion("deletion", "del");
