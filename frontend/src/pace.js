// When the provider asks again: soon after typing; at once when the waiting room has told us of
// news, and else every two seconds where there is no waiting room; rarely in a hidden tab; and ever
// more slowly while the server does not answer.
// Unit: milliseconds.
const LONGEST = 30_000;

export class Pace {
  isStopped = false;
  crowd = 0; // how many others are at this text
  #isTold = false; // somebody tells us of news, so we need not ask so often
  #failures = 0;
  #pulledAt = 0;
  #pullAt = 0;
  #newsAt = Infinity;
  #waiting = null; // { until, timer, resolve }

  constructor({ typing = 400, company = 150, poll = 2_000, rest = 10_000, hidden = 15_000, retry = 1_000, isHidden = () => false } = {}) {
    Object.assign(this, { typing, company, poll, rest, hidden, retry, isHidden });
  }

  get isPullDue() {
    return Date.now() >= this.#nextPull;
  }

  get #nextPull() {
    return Math.min(this.#pullAt, this.#newsAt);
  }

  pulled({ more }) {
    this.#pulledAt = Date.now();
    this.#pullAt = more ? 0 : this.#pulledAt + this.#interval;
    this.#newsAt = Infinity;
  }

  get #interval() {
    if (this.isHidden()) return this.hidden;
    return this.#isTold ? this.rest : this.poll;
  }

  // Where others see it at once it is sent sooner, unless there are many.
  get #typing() {
    const quick = this.#isTold && this.crowd > 0;
    return quick ? Math.min(this.typing, this.company + 25 * this.crowd) : this.typing;
  }

  failed() {
    this.#failures += 1;
    this.#pullAt = 0;
  }

  succeeded() {
    this.#failures = 0;
  }

  // Something was typed. While the server is away this does not make us ask more often.
  soon() {
    if (!this.#failures) this.#hurry(this.#typing);
  }

  // Others have written. `gap` keeps a crowd from asking all the time.
  news(gap) {
    this.#newsAt = Math.min(this.#newsAt, Math.max(Date.now(), this.#pulledAt + gap));
    if (!this.#failures) this.#hurry(this.#newsAt - Date.now());
  }

  // The news were our own.
  noNews() {
    this.#newsAt = Infinity;
  }

  set isTold(isTold) {
    if (this.#isTold && !isTold) this.atOnce();
    this.#isTold = isTold;
  }

  // The person is back, or the network is: ask at once.
  atOnce() {
    this.#pullAt = 0;
    this.#hurry(0);
  }

  stop() {
    this.isStopped = true;
    this.#hurry(0);
  }

  wait({ hasWork }) {
    const delay = this.isStopped ? 0 : this.#delay(hasWork);
    return new Promise((resolve) => {
      this.#waiting = { resolve };
      this.#set(delay);
    });
  }

  #delay(hasWork) {
    if (this.#failures) return Math.min(LONGEST, this.retry * 2 ** (this.#failures - 1));
    const at = hasWork ? Math.min(Date.now() + this.#typing, this.#newsAt) : this.#nextPull;
    return Math.max(0, at - Date.now());
  }

  #hurry(delay) {
    if (this.#waiting && this.#waiting.until > Date.now() + delay) this.#set(delay);
  }

  #set(delay) {
    const waiting = this.#waiting;
    clearTimeout(waiting.timer);
    waiting.until = Date.now() + delay;
    waiting.timer = setTimeout(() => {
      this.#waiting = null;
      waiting.resolve();
    }, delay);
  }
}
