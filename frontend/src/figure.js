// A picture with its caption, source and description; the file is on the server.
import { Node } from "@tiptap/core";
import { FIGURE } from "./messages.js";

const kept = (fallback = null) => ({ default: fallback, rendered: false });

export const Figure = Node.create({
  name: "figure",
  group: "block",
  atom: true,
  draggable: true,

  addOptions: () => ({ pictureUrl: null }), // (pk) → address

  addAttributes: () => ({
    id: kept(),
    picture: kept(),
    alt: kept(),
    caption: kept(),
    source: kept(),
    width: kept(100),
  }),

  parseHTML: () => [{ tag: "figure[data-picture]", getAttrs: ({ dataset }) => ({ ...dataset, picture: Number(dataset.picture), width: Number(dataset.width) || 100 }) }],

  renderHTML({ node }) {
    const { picture, alt, caption, source, width, id } = node.attrs;
    const address = this.options.pictureUrl?.(picture);
    const image = address ? ["img", { src: address, alt: alt ?? "", "data-width": width }] : ["p", { class: "no-picture" }, alt || FIGURE.missing];
    const words = [["figcaption", caption ?? ""]]; // the number stands before it
    const origin = source ? [["p", { class: "source" }, source]] : [];
    const data = { "data-picture": picture, "data-id": id, "data-alt": alt, "data-caption": caption, "data-source": source, "data-width": width };
    return ["figure", { class: "doc-figure", ...data }, image, ...words, ...origin];
  },
});
