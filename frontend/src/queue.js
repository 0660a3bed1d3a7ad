// What was typed and is not yet acknowledged: edits that wait, and at most one batch under way.
// A batch keeps its UUID until it is acknowledged, so sending it again never writes it twice.
import { uuidv4 } from "lib0/random";
import * as Y from "yjs";

const MANY = 100; // edits that wait are put together now and then: an hour offline brings thousands

export class Queue {
  #waiting = [];
  #edits = 0; // how many of them, put together or not
  #batch = null; // { id, data, edits }

  get unsent() {
    return this.#edits + (this.#batch?.edits ?? 0);
  }

  add(update) {
    this.#edits += 1;
    this.#waiting.push(update);
    if (this.#waiting.length > MANY) this.#waiting = [Y.mergeUpdates(this.#waiting)];
  }

  // The batch to send now: the one not yet acknowledged, or a new one of all that waits.
  next() {
    this.#batch ??= this.#bundle(this.#waiting, this.#edits);
    return this.#batch;
  }

  // All of it in one batch, for the last request of a page that is being left.
  gather() {
    if (this.#waiting.length && this.#batch) {
      this.#batch = this.#bundle([this.#batch.data, ...this.#waiting], this.unsent);
    }
    return this.next();
  }

  // The same edits in another form: `data` holds everything typed up to now.
  replace(data) {
    this.#batch = this.#bundle([data], Math.max(this.unsent, 1));
  }

  // An answer to a batch that has been gathered into a newer one changes nothing.
  acknowledge(batch) {
    if (this.#batch?.id === batch.id) this.#batch = null;
  }

  // All of it as one update, or null: what a copy is offered of when it cannot be sent.
  peek() {
    const parts = [...(this.#batch ? [this.#batch.data] : []), ...this.#waiting];
    return parts.length ? Y.mergeUpdates(parts) : null;
  }

  #bundle(updates, edits) {
    if (!updates.length) return null;
    const data = Y.mergeUpdates(updates);
    this.#waiting = [];
    this.#edits = 0;
    return { id: uuidv4(), data, edits };
  }
}
