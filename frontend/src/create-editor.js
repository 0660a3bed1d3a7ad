// The Tiptap editor bound to the shared text.
import { Editor, Extension } from "@tiptap/core";
import { Collaboration } from "@tiptap/extension-collaboration";
import { Carets } from "./carets.js";
import { CommentMarks } from "./comment-marks.js";
import { h, newId } from "./dom.js";
import { LABELS } from "./messages.js";
import { readPastedText } from "./pasted-text.js";
import { tidyPasted } from "./pasting.js";
import { schema } from "./schema.js";
import { OpenOnEnter } from "./structure.js";

const AFTER_COMPOSITION = 50; // ms in which ProseMirror reads what the input method left

export function createEditor(region, { fragment, sources, labels, pictureUrl, onOpen, label, onComposed, onLeaveToToolbar, onPickThread }) {
  const helpId = newId("help");
  region.append(h("p", { id: helpId, class: "visually-hidden" }, LABELS.toolbarHelp));
  const editor = new Editor({
    element: region,
    injectCSS: false, // strict CSP: our rules are in editor.css
    editable: false, // until the server says otherwise
    extensions: [
      ...schema(sources, { labels, pictureUrl }),
      Collaboration.configure({ fragment }),
      CommentMarks.configure({ onPick: onPickThread }),
      Carets,
      OpenOnEnter.configure({ onOpen }),
      Extension.create({ name: "toToolbar", addKeyboardShortcuts: () => ({ "Alt-F10": () => Boolean(onLeaveToToolbar()) || true }) }),
    ],
    editorProps: {
      transformPastedHTML: tidyPasted,
      clipboardTextParser: readPastedText,
      handleDoubleClick: () => onOpen(),
      attributes: {
        class: "doc prose",
        role: "textbox",
        tabindex: "0",
        lang: "ja",
        "aria-multiline": "true",
        "aria-label": label || LABELS.editor,
        "aria-describedby": helpId,
      },
    },
  });
  editor.view.dom.addEventListener("compositionend", () => setTimeout(onComposed, AFTER_COMPOSITION));
  return editor;
}
