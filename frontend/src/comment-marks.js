// Draws the threads onto the text, without touching the text: commenting needs no right to write.
import { Extension } from "@tiptap/core";
import { Plugin, PluginKey } from "@tiptap/pm/state";
import { Decoration, DecorationSet } from "@tiptap/pm/view";
import { ySyncPluginKey } from "@tiptap/y-tiptap";
import { rangeOf } from "./positions.js";

const key = new PluginKey("commentMarks");

export const CommentMarks = Extension.create({
  name: "commentMarks",

  addOptions: () => ({ onPick: () => {} }),

  addCommands: () => ({
    // What to draw: open threads, and the one whose card is chosen.
    showThreads: (threads, active) => ({ tr, dispatch }) => {
      dispatch?.(tr.setMeta(key, { threads, active }).setMeta("addToHistory", false));
      return true;
    },
  }),

  addProseMirrorPlugins() {
    const { onPick } = this.options;
    return [
      new Plugin({
        key,
        state: {
          init: () => ({ threads: [], active: null, ranges: new Map(), set: DecorationSet.empty }),
          apply: (tr, value, _old, state) => {
            const told = tr.getMeta(key);
            if (!told && !tr.docChanged) return value;
            // Only after our own typing is the binding one step behind: then follow the steps.
            const isOurs = tr.docChanged && !tr.getMeta(ySyncPluginKey);
            return isOurs ? { ...value, ...follow(value, tr) } : draw({ ...value, ...told }, state);
          },
        },
        props: {
          decorations: (state) => key.getState(state).set,
          handleClick: (_view, _pos, event) => {
            const mark = event.target.closest?.("[data-thread]");
            if (mark) onPick(Number(mark.dataset.thread));
            return false;
          },
        },
      }),
    ];
  },
});

// Where a thread's words stand now; null when they are gone.
export function rangeOfThread(state, id) {
  return key.getState(state).ranges.get(id) ?? null;
}

function draw(value, state) {
  const found = value.threads.map((thread) => [thread.id, rangeOf(state, thread) ?? quoted(state.doc, thread.quote)]);
  return decorated(value, state.doc, new Map(found.filter(([, range]) => range)));
}

function follow(value, tr) {
  const moved = [...value.ranges].map(([id, { from, to }]) => [id, { from: tr.mapping.map(from, 1), to: tr.mapping.map(to, -1) }]);
  return decorated(value, tr.doc, new Map(moved.filter(([, { from, to }]) => from < to)));
}

function decorated(value, doc, ranges) {
  const marks = value.threads
    .filter(({ id, state }) => ranges.has(id) && state === "open")
    .map(({ id }) => {
      const { from, to } = ranges.get(id);
      const chosen = id === value.active ? " comment-mark--chosen" : "";
      return Decoration.inline(from, to, { class: `comment-mark${chosen}`, "data-thread": String(id) });
    });
  return { ...value, ranges, set: DecorationSet.create(doc, marks) };
}

// Splitting a paragraph makes new letters of its second half. When the quoted words stand in
// the text exactly once, they are the ones that were meant.
function quoted(doc, quote) {
  const found = [];
  if (quote) {
    doc.descendants((node, pos) => {
      if (!node.isTextblock) return true;
      const text = node.textBetween(0, node.content.size, "", "\ufffc");
      for (let at = text.indexOf(quote); at >= 0; at = text.indexOf(quote, at + 1)) {
        found.push({ from: pos + 1 + at, to: pos + 1 + at + quote.length });
      }
      return false;
    });
  }
  return found.length === 1 ? found[0] : null;
}
