// One thread beside the text: the quoted words, what was said, and what one may do.
import { uuidv4 } from "lib0/random";
import { h, newId } from "./dom.js";
import { THREADS } from "./messages.js";

const TONES = { change: "warn", praise: "ok" };

export class ThreadCard {
  // `goTo` shows the words in the text; `canComment` decides about replies.
  constructor(thread, { api, goTo, canComment }) {
    Object.assign(this, { thread, api });
    this.quote = h("button", { type: "button", class: "thread__quote", "aria-label": THREADS.goTo(thread.quote), onclick: goTo }, thread.quote);
    this.gone = h("p", { class: "muted", hidden: true });
    this.error = h("p", { class: "thread-form__error", role: "alert" });
    this.element = h("li", { class: "thread", "data-thread-card": thread.id, tabindex: -1 },
      h("div", { class: "thread__head" }, h("span", { class: "chip", "data-tone": TONES[thread.kind] }, THREADS.kinds[thread.kind] ?? thread.kind),
        thread.state === "resolved" ? h("span", { class: "chip", "data-tone": "ok" }, THREADS.resolved) : null),
      thread.quote ? this.quote : h("p", { class: "muted" }, THREADS.whole),
      this.gone,
      h("ol", { class: "thread__comments" }, ...thread.comments.map(comment)),
      canComment && thread.state === "open" ? this.#replyForm() : null,
      thread.can_resolve ? this.#resolveButton() : null,
      this.error);
  }

  // What was half typed survives that the card is made anew.
  adopt(older) {
    if (!this.reply || !older.reply) return;
    this.reply.value = older.reply.value;
    this.disclosure.open = older.disclosure.open;
    this.hadFocus = document.activeElement === older.reply;
  }

  showPlace({ isThere, isChosen }) {
    this.gone.hidden = isThere || !this.thread.quote;
    this.gone.textContent = this.gone.hidden ? "" : THREADS.gone;
    this.quote.disabled = !isThere;
    this.element.classList.toggle("thread--chosen", isChosen);
  }

  #replyForm() {
    const id = newId("reply");
    this.reply = h("textarea", { id, rows: 3 });
    const send = (event) => {
      event.preventDefault();
      this.#sendReply();
    };
    this.disclosure = h("details", { class: "thread__reply" },
      h("summary", {}, THREADS.reply),
      h("form", { onsubmit: send },
        h("label", { for: id }, THREADS.replyText), this.reply,
        h("button", { class: "button", "data-type": "outline", "data-size": "sm" }, THREADS.postReply)));
    return this.disclosure;
  }

  async #sendReply() {
    const text = this.reply.value.trim();
    if (!text || this.isSending) return this.#show(text ? "" : THREADS.empty);
    this.token ??= uuidv4(); // the same reply twice is one
    this.#setSending({ text: "" });
    const { message } = await this.api.reply(this.thread.id, { text, form_token: this.token });
    this.#setSending({ text: message ? text : "", isOver: true });
    this.#show(message);
  }

  // Empty while it is under way, so that the new card does not take it over as half typed.
  #setSending({ text, isOver = false }) {
    this.isSending = !isOver;
    this.reply.value = text;
    this.disclosure.open = Boolean(text);
  }

  #resolveButton() {
    const isOpen = this.thread.state === "open";
    const run = async () => {
      const { message } = await (isOpen ? this.api.resolve(this.thread.id) : this.api.reopen(this.thread.id));
      this.#show(message);
    };
    return h("button", { type: "button", class: "button", "data-type": "outline", "data-size": "sm", onclick: run }, isOpen ? THREADS.resolve : THREADS.reopen);
  }

  #show(message = "") {
    this.error.textContent = message;
  }
}

const MOMENT = new Intl.DateTimeFormat("ja-JP", { month: "long", day: "numeric", hour: "numeric", minute: "2-digit", timeZone: "Asia/Tokyo" });

function comment({ by, at, text, to = [], entered = "" }) {
  const moment = new Date(at);
  const shown = Number.isNaN(moment.valueOf()) ? at : MOMENT.format(moment);
  return h("li", {}, h("p", { class: "thread__by" }, h("strong", {}, by), " ", h("time", { datetime: at }, shown)),
    entered ? h("p", { class: "thread__by" }, THREADS.entered(entered)) : null,
    h("p", { class: "thread__text" }, text),
    to.length ? h("p", { class: "thread__by" }, THREADS.to(to)) : null);
}
