// Places in the text that stay with their words while others write: Yjs relative positions.
import { absolutePositionToRelativePosition, relativePositionToAbsolutePosition, ySyncPluginKey } from "@tiptap/y-tiptap";
import { fromBase64, toBase64 } from "lib0/buffer";
import * as Y from "yjs";

// The start holds on to the letter after it, the end to the letter before it: what is typed at
// either edge stays outside.
export function anchorsOf(state, from, to) {
  const { doc, type, binding } = ySyncPluginKey.getState(state);
  const end = absolutePositionToRelativePosition(to, type, binding.mapping);
  const start = absolutePositionToRelativePosition(from, type, binding.mapping);
  return { start: pack(holdRight(start, doc)), end: pack(end) };
}

// Where the caret stands, for others to see. It stays with the letter before it.
export function placeOf(state) {
  const { type, binding } = ySyncPluginKey.getState(state);
  const [anchor, head] = [state.selection.anchor, state.selection.head].map((at) =>
    pack(absolutePositionToRelativePosition(at, type, binding.mapping)));
  return { anchor, head };
}

// The position of one anchor in the text as it is now; null when it is gone.
export function positionOf(state, anchor) {
  return resolve(state, anchor);
}

// The range of two anchors in the text as it is now; null when its words are gone.
export function rangeOf(state, { start, end }) {
  const [from, to] = [start, end].map((anchor) => resolve(state, anchor));
  return from !== null && to !== null && from < to ? { from, to } : null;
}

function resolve(state, anchor) {
  if (!anchor) return null; // about the section as a whole
  const { doc, type, binding } = ySyncPluginKey.getState(state);
  const position = unpack(anchor);
  return position && relativePositionToAbsolutePosition(doc, type, position, binding.mapping);
}

function holdRight(position, doc) {
  const place = Y.createAbsolutePositionFromRelativePosition(position, doc);
  if (!(place?.type instanceof Y.XmlText) || place.index >= place.type.length) return position;
  return Y.createRelativePositionFromTypeIndex(place.type, place.index, 0);
}

// One comment with a place that nobody can read must not hide the others.
function unpack(anchor) {
  try {
    return Y.decodeRelativePosition(fromBase64(anchor));
  } catch {
    return null;
  }
}

const pack = (position) => toBase64(Y.encodeRelativePosition(position));
