// The paragraphs that hold words which never reached the server, for the copy a person is offered.
import * as Y from "yjs";

// `update` is what has not been acknowledged. Words somebody deleted are not offered.
export function unsentParagraphs(doc, fragment, update) {
  const from = update ? Y.parseUpdateMeta(update).from : new Map(); // nothing in it: only deletions
  const isUnsent = ({ id, length }) => id.clock + length > (from.get(id.client) ?? Infinity);
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

// The words that an update itself brings, a line for each paragraph it begins, without those it
// takes back: what is left when the text it belongs to is no longer there.
export function wordsOf(update) {
  try {
    const { structs, ds } = Y.decodeUpdate(update);
    const isGone = ({ client, clock }, index) =>
      (ds.clients.get(client) ?? []).some((gone) => clock + index >= gone.clock && clock + index < gone.clock + gone.len);
    const parts = structs.map(({ id, content }) => {
      if (content instanceof Y.ContentType && !isGone(id, 0)) return "\n";
      if (!(content instanceof Y.ContentString)) return "";
      return content.str.split("").filter((_unit, index) => !isGone(id, index)).join("");
    });
    return parts.join("").replace(/\n+/g, "\n").trim();
  } catch {
    return "";
  }
}
