// Keeps a Y.Doc in step with the server over plain HTTP: GET what others wrote, POST what was
// typed here. Nothing counts as saved until the server has acknowledged it.
//
// `phase` says how things stand: opening, live, away (no answer), sign-in; and, for good, stale
// and other-person. Fires "change" whenever what the person should be told may have changed.
import { fromBase64, toBase64 } from "lib0/buffer";
import * as Y from "yjs";
import { Pace } from "./pace.js";
import { Queue } from "./queue.js";
import { recover } from "./recovery.js";

const ONLY_RELOAD_HELPS = new Set(["epoch", "schema", "unreadable"]);
const FINAL = new Set(["stale", "other-person"]);

export class Provider extends EventTarget {
  phase = "opening";
  message = "";
  isLoaded = false;
  canWrite = false;
  why = "";
  copies = []; // words of earlier pages that could not be put into the text: [{ words, forget }]
  ticket = ""; // lets this page into the waiting room for a minute
  #heard = 0; // how far the text has come, as others say
  #queue = new Queue();
  #seq = 0;
  #inbox = [];

  // `renew` gets a fresh security token: resolves to ok, sign-in or other-person.
  // `isBusy` says that others' edits must wait (an input method is composing).
  // `store` keeps what is unsent beyond the life of this page, if there is one.
  constructor({ doc, url, epoch, schema, requests, renew, store = null, isBusy = () => false, pace = new Pace() }) {
    super();
    Object.assign(this, { doc, url, epoch, schema, requests, renew, store, isBusy, pace });
    doc.on("update", (update, origin) => {
      if (origin !== this) this.#typed(update);
    });
  }

  get unsent() {
    return this.#queue.unsent;
  }

  // How far the text has come, as far as we know; what is missing is being fetched.
  get known() {
    return Math.max(this.#seq, this.#heard);
  }

  get unsentUpdate() {
    return this.#queue.peek();
  }

  get isOver() {
    return FINAL.has(this.phase) || this.pace.isStopped;
  }

  async run() {
    while (!this.isOver) {
      try {
        await this.#turn();
      } catch (error) { // an answer that cannot be read: what is on the screen can no longer be trusted
        console.error(error);
        this.#enter("stale");
      }
      await this.pace.wait({ hasWork: this.#hasWork });
    }
  }

  // Sends what is left without waiting for anything: the page may be gone a moment later.
  flush() {
    if (this.#hasWork) this.#push(this.#queue.gather(), { keepalive: true });
  }

  // Hands on the others' edits that came while `isBusy`.
  deliver() {
    if (this.isBusy() || !this.#inbox.length) return;
    const updates = this.#inbox.splice(0);
    this.doc.transact(() => updates.forEach((update) => Y.applyUpdate(this.doc, update, this)), this);
  }

  // The waiting room says that the text has come to `seq`. Unit of `gap`: milliseconds.
  hear(seq, gap) {
    this.#heard = Math.max(seq, this.#heard);
    if (this.#heard > this.#seq) this.pace.news(gap);
  }

  renewTicket() {
    this.ticket = "";
    this.pace.atOnce();
  }

  get #hasWork() {
    return this.unsent > 0 && this.canWrite && this.isLoaded && !this.isOver;
  }

  #typed(update) {
    this.#queue.add(update);
    this.#keep();
    this.pace.soon();
    this.#changed();
  }

  async #turn() {
    if (this.pace.isPullDue && !(await this.#pull())) return;
    if (this.#hasWork) await this.#push(this.#queue.next());
  }

  async #pull() {
    const answer = await this.#getSince(this.#seq);
    if (answer.outcome !== "ok") return this.#trouble(answer);
    const { updates, seq, more, can_write: canWrite, why, ticket = "" } = answer.body;
    this.#inbox.push(...updates.map(({ data }) => fromBase64(data)));
    this.deliver();
    this.#seq = Math.max(seq, this.#seq);
    this.pace.pulled({ more });
    Object.assign(this, { canWrite, why, ticket });
    if (!more && !this.isLoaded) await this.#begin();
    if (this.#hasWork) this.#changed(); // what is unsent decides whether all is well
    else this.#settle();
    this.dispatchEvent(new Event("pull"));
    return true;
  }

  // The whole text is here: what an earlier page could not send is put into it now.
  async #begin() {
    if (this.store) this.copies = await recover(this.store, this.doc, this);
    this.isLoaded = true;
    this.#keep();
  }

  #keep() {
    this.store?.keep(() => this.#queue.peek());
  }

  async #push(batch, options) {
    const { epoch, schema } = this;
    const body = { batch: batch.id, epoch, schema, data: toBase64(batch.data) };
    const answer = await this.requests.post(this.url, body, options);
    if (answer.outcome !== "ok") return this.#trouble(answer);
    this.#queue.acknowledge(batch);
    this.#keep();
    if (answer.body.seq === this.#seq + 1) this.#seq += 1; // nobody else wrote in between
    if (this.#heard <= this.#seq) this.pace.noNews();
    this.#settle();
    return true;
  }

  #getSince(seq) {
    const query = new URLSearchParams({ after: seq, epoch: this.epoch, schema: this.schema });
    return this.requests.get(`${this.url}?${query}`);
  }

  async #trouble({ outcome, status, body }) {
    if (outcome === "token") outcome = await this.renew();
    if (outcome === "refused" && body.code === "hole") outcome = await this.#fillHole();
    else if (outcome === "refused" && ONLY_RELOAD_HELPS.has(body.code)) outcome = "stale";
    else if (outcome === "refused") outcome = this.#deny(status, body.message);
    this.pace.failed();
    if (outcome !== "ok") this.#enter(outcome, body?.message);
    return false;
  }

  // The server lacks something we thought it had: prepare the whole difference.
  async #fillHole() {
    const theirs = new Y.Doc();
    let page = { seq: 0, more: true };
    while (page.more) {
      const { outcome, body } = await this.#getSince(page.seq);
      if (outcome !== "ok") return outcome === "refused" ? "away" : outcome;
      body.updates.forEach(({ data }) => Y.applyUpdate(theirs, fromBase64(data)));
      page = body;
    }
    this.#queue.replace(Y.encodeStateAsUpdate(this.doc, Y.encodeStateVector(theirs)));
    return "ok";
  }

  #deny(status, reason = "") {
    if (status !== 403 && status !== 404) return "away";
    Object.assign(this, { canWrite: false, why: reason });
    return this.isLoaded ? "live" : "opening";
  }

  #settle() {
    this.pace.succeeded();
    this.#enter(this.isLoaded ? "live" : "opening");
  }

  #enter(phase, message = "") {
    if (FINAL.has(this.phase)) return;
    Object.assign(this, { phase, message });
    this.#changed();
  }

  #changed() {
    this.dispatchEvent(new Event("change"));
  }
}
