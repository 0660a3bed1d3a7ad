// When the provider asks again: soon after typing, every two seconds otherwise, rarely in a
// hidden tab, and ever more slowly while the server does not answer.
// Unit: milliseconds.
const LONGEST = 30_000;

export class Pace {
  isStopped = false;
  #failures = 0;
  #pullAt = 0;
  #waiting = null; // { until, timer, resolve }

  constructor({ typing = 400, poll = 2_000, hidden = 15_000, retry = 1_000, isHidden = () => false } = {}) {
    Object.assign(this, { typing, poll, hidden, retry, isHidden });
  }

  get isPullDue() {
    return Date.now() >= this.#pullAt;
  }

  pulled({ more }) {
    this.#pullAt = more ? 0 : Date.now() + (this.isHidden() ? this.hidden : this.poll);
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
    if (!this.#failures) this.#hurry(this.typing);
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
    return hasWork ? this.typing : Math.max(0, this.#pullAt - Date.now());
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
