// The paragraphs that hold words which never reached the server, for the copy a person is offered.
import * as Y from "yjs";

// `update` is what has not been acknowledged. Words somebody deleted are not offered.
export function unsentParagraphs(doc, fragment, update) {
  const from = update ? Y.parseUpdateMeta(update).from.get(doc.clientID) : undefined;
  if (from === undefined) return []; // nothing, or only deletions
  const isUnsent = (item) => item.id.client === doc.clientID && item.id.clock + item.length > from;
  return textBlocks(fragment)
    .filter((block) => block.some((text) => items(text).some(isUnsent)))
    .map((block) => block.map(words).join(""));
}

// The text nodes of each paragraph or heading, in reading order.
function textBlocks(parent) {
  const children = parent.toArray();
  const texts = children.filter((child) => child instanceof Y.XmlText);
  const inner = children.filter((child) => child instanceof Y.XmlElement).flatMap(textBlocks);
  return texts.length ? [texts, ...inner] : inner;
}

function items(text) {
  const found = [];
  for (let item = text._start; item; item = item.right) {
    if (!item.deleted && item.countable) found.push(item);
  }
  return found;
}

function words(text) {
  return text.toDelta().map(({ insert }) => (typeof insert === "string" ? insert : "")).join("");
}
