// Draws the others' carets and what they have selected, each with a name: colour says nothing alone.
import { Extension } from "@tiptap/core";
import { Plugin, PluginKey } from "@tiptap/pm/state";
import { Decoration, DecorationSet } from "@tiptap/pm/view";
import { ySyncPluginKey } from "@tiptap/y-tiptap";
import { positionOf } from "./positions.js";

const key = new PluginKey("carets");
export const COLOURS = 8;

export const Carets = Extension.create({
  name: "carets",

  addCommands: () => ({
    // `people` as the waiting room tells of them, with `label` for the flag.
    showCarets: (people) => ({ tr, dispatch }) => {
      dispatch?.(tr.setMeta(key, { people }).setMeta("addToHistory", false));
      return true;
    },
  }),

  addProseMirrorPlugins: () => [
    new Plugin({
      key,
      state: {
        init: () => ({ people: [], set: DecorationSet.empty }),
        apply: (tr, value, _old, state) => {
          const told = tr.getMeta(key);
          if (!told && !tr.docChanged) return value;
          // Only after our own typing is the binding one step behind: then follow the steps.
          const isOurs = tr.docChanged && !tr.getMeta(ySyncPluginKey);
          if (isOurs) return { ...value, set: value.set.map(tr.mapping, tr.doc) };
          const { people } = { ...value, ...told };
          return { people, set: DecorationSet.create(state.doc, people.flatMap((person) => draw(state, person))) };
        },
      },
      props: { decorations: (state) => key.getState(state).set },
    }),
  ],
});

function draw(state, { page, label, colour, anchor, head }) {
  const [from, at] = [anchor, head].map((place) => (place ? positionOf(state, place) : null));
  if (at === null || at > state.doc.content.size) return [];
  const tone = String(colour % COLOURS);
  const flag = () => {
    const element = document.createElement("span");
    Object.assign(element, { className: "caret", ariaHidden: "true" });
    Object.assign(element.dataset, { colour: tone, name: label });
    return element;
  };
  const caret = Decoration.widget(at, flag, { key: `${page} ${label} ${tone}`, side: 10, ignoreSelection: true });
  if (from === null || from === at) return [caret];
  const range = { class: "caret-range", "data-colour": tone };
  return [Decoration.inline(Math.min(from, at), Math.max(from, at), range), caret];
}
