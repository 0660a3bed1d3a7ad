// Everything about the others at this text: the waiting room, their names, their carets.
import { ySyncPluginKey } from "@tiptap/y-tiptap";
import * as Y from "yjs";
import { Announcer } from "./announcer.js";
import { labels, PeopleLine } from "./people.js";
import { placeOf } from "./positions.js";
import { Room } from "./room.js";

const PAUSE = 4_000; // ms without a key until somebody is no longer writing

export class Company {
  #typedAt = 0;

  constructor({ region, editor, provider, requests, fragment, user }) {
    Object.assign(this, { editor, provider, fragment });
    this.room = new Room({ provider, requests, place: () => this.#place(), isHidden: () => document.hidden });
    this.announcer = new Announcer({ user });
    this.line = region && new PeopleLine(region, { user, extra: this.announcer.element });
    this.room.addEventListener("change", () => this.show());
    this.#listen();
    this.room.run();
  }

  stop() {
    this.unlisten();
    this.announcer.stop();
    this.room.stop();
  }

  // Drawing would disturb an input method that is composing: then it waits.
  show() {
    const { people } = this.room;
    this.line?.show(this.room);
    this.announcer.people(people);
    if (this.editor.isDestroyed || this.editor.view.composing) return;
    this.editor.commands.showCarets(labels(people));
  }

  #listen() {
    const { editor, fragment, provider, room } = this;
    const onEdit = ({ transaction }) => {
      const isOurs = transaction.docChanged && !transaction.getMeta(ySyncPluginKey);
      if (isOurs) this.#typed();
      if (isOurs || transaction.selectionSet) room.moved();
    };
    const onText = (events, transaction) => {
      if (transaction.origin === provider) this.announcer.changed(changedParagraphs(events));
    };
    const onShow = () => room.wake();
    const onHide = () => room.leave();
    editor.on("transaction", onEdit);
    fragment.observeDeep(onText);
    provider.addEventListener("pull", onShow);
    document.addEventListener("visibilitychange", onShow);
    window.addEventListener("pagehide", onHide);
    this.unlisten = () => {
      editor.off("transaction", onEdit);
      fragment.unobserveDeep(onText);
      provider.removeEventListener("pull", onShow);
      document.removeEventListener("visibilitychange", onShow);
      window.removeEventListener("pagehide", onHide);
      clearTimeout(this.resting);
    };
  }

  #typed() {
    this.#typedAt = Date.now();
    clearTimeout(this.resting);
    this.resting = setTimeout(() => this.room.moved(), PAUSE);
  }

  // Whoever has never been in the text is here, but nowhere in it.
  #place() {
    const { editor } = this;
    if (editor.isDestroyed || !(editor.isFocused || this.#typedAt)) return { anchor: "", head: "", typing: false };
    return { ...placeOf(editor.state), typing: Date.now() - this.#typedAt < PAUSE };
  }
}

// The paragraphs that these changes touch; one that is new counts, too.
function changedParagraphs(events) {
  return events.flatMap(({ target, changes }) => {
    if (target instanceof Y.XmlText) return [target.parent];
    const added = [...changes.added].map(({ content }) => content.type).filter((type) => type instanceof Y.XmlElement);
    return added.length ? added : [target];
  });
}
