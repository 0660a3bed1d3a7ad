// The waiting room, seen from one page: one request that waits until others have written, come,
// moved or left. Whatever goes wrong here, the provider asks on its own as if there were no room.
//
// Fires "change" when `people` (the other pages at this text) or `isOpen` may have changed.
import { rand } from "lib0/random";

const URL = "/live/";
const HOLDS = [20, 8, 0]; // seconds; a proxy that cuts the longer ones gets the shorter ones
const HOPE = 600_000; // ms after which the longest is tried again
const LONGEST_PAUSE = 300_000; // ms

export class Room extends EventTarget {
  people = [];
  isOpen = false;
  isKnown = false; // whether the room has been tried
  isOver = false;
  page = Array.from({ length: 4 }, () => rand().toString(36).slice(2, 7).padEnd(5, "0")).join("");
  #seen = "";
  #told = ""; // the place of ours that others know
  #hold = 0; // index in HOLDS
  #shortenedAt = 0;
  #cut = { times: 0, after: 0 };
  #failures = 0;
  #waiting = null; // AbortController of the request that waits
  #resting = null; // { resolve, isWakeable, timer }

  // `place` gives { anchor, head, typing } of the person here.
  constructor({ provider, requests, place = () => ({}), isHidden = () => false, times = {} }) {
    super();
    Object.assign(this, { provider, requests, place, isHidden });
    this.times = { gap: 120, each: 20, say: 1_000, poll: 5_000, retry: 5_000, ...times };
  }

  async run() {
    while (!this.isOver) {
      if (this.#mayAsk) await this.#turn();
      else await this.#rest(this.times.retry, { isWakeable: true });
    }
  }

  // The person has moved or begun to write: said soon, but not at every step.
  moved() {
    this.saying ??= setTimeout(() => this.#say(), this.times.say);
  }

  // The page has come to the front or gone behind, or there is a new ticket.
  wake() {
    if (this.isHidden()) this.#waiting?.abort();
    else if (this.#resting?.isWakeable) this.#resume();
  }

  // The page is being left. It may come back from the browser's memory.
  leave() {
    if (this.#told) this.#post({ leaving: true }, { keepalive: true });
  }

  stop() {
    this.isOver = true;
    clearTimeout(this.saying);
    this.leave();
    this.#waiting?.abort();
    this.#resume();
  }

  // Milliseconds that must lie between two requests: a crowd asks more slowly.
  get gap() {
    return this.times.gap + this.times.each * this.people.length;
  }

  get #mayAsk() {
    return !this.isHidden() && Boolean(this.provider.ticket) && !this.provider.isOver;
  }

  async #turn() {
    const began = Date.now();
    const hold = this.#chooseHold();
    this.#waiting = new AbortController();
    const answer = await this.#ask(hold, { signal: this.#waiting.signal });
    const isGivenUp = this.#waiting.signal.aborted;
    this.#waiting = null;
    if (isGivenUp) this.#enter(false);
    else if (answer.outcome === "ok") await this.#listen(answer.body, hold, began);
    else await this.#bear(answer, hold, Date.now() - began);
  }

  #chooseHold() {
    if (Date.now() - this.#shortenedAt > HOPE) this.#hold = 0;
    return HOLDS[this.#hold];
  }

  #ask(hold, options) {
    const place = this.place();
    this.#told = JSON.stringify(place);
    return this.#post({ ...place, seq: this.provider.known, seen: this.#seen, hold }, options);
  }

  #post(content, options) {
    return this.requests.post(URL, { ticket: this.provider.ticket, page: this.page, ...content }, options);
  }

  async #say() {
    this.saying = null;
    if (!this.isOpen || !this.#waiting || JSON.stringify(this.place()) === this.#told) return;
    const { outcome, body } = await this.#ask(0);
    if (outcome === "ok" && this.isOpen) this.#adopt(body);
  }

  async #listen(body, hold, began) {
    this.#failures = 0;
    if (Date.now() - began > this.#cut.after) this.#cut.times = 0;
    this.#adopt(body);
    this.#enter(true, hold > 0);
    await this.#rest((hold ? this.gap : this.times.poll) - (Date.now() - began));
  }

  #adopt({ seq, people, seen }) {
    this.#seen = seen;
    this.people = people;
    this.provider.pace.crowd = people.length;
    this.provider.hear(seq, this.gap);
    this.dispatchEvent(new Event("change"));
  }

  // No room, no rights, or a request that was cut on its way.
  async #bear({ outcome, status }, hold, waited) {
    const isCut = outcome === "away" && status !== 503 && hold > 0 && waited > this.times.say;
    if (isCut && this.provider.phase === "live") this.#shorten(waited);
    this.#failures = isCut ? 1 : this.#failures + 1;
    this.#enter(false);
    if (status === 403) this.provider.renewTicket(); // it comes with the next look at the text
    if (status === 403 && this.#failures === 1) return;
    await this.#rest(Math.min(LONGEST_PAUSE, this.times.retry * 2 ** (this.#failures - 1)));
  }

  // Twice in a row: then it is not the network that was away for a moment.
  #shorten(after) {
    this.#cut = { times: this.#cut.times + 1, after };
    if (this.#cut.times < 2) return;
    this.#cut.times = 0;
    this.#hold = Math.min(this.#hold + 1, HOLDS.length - 1);
    this.#shortenedAt = Date.now();
  }

  #enter(isOpen, isTold = false) {
    this.provider.pace.isTold = isTold;
    if (this.isOpen === isOpen && this.isKnown) return;
    Object.assign(this, { isOpen, isKnown: true });
    if (!isOpen) this.people = [];
    if (!isOpen) this.#seen = "";
    this.dispatchEvent(new Event("change"));
  }

  #rest(ms, { isWakeable = false } = {}) {
    return new Promise((resolve) => {
      this.#resting = { resolve, isWakeable, timer: setTimeout(resolve, Math.max(0, ms)) };
    });
  }

  #resume() {
    clearTimeout(this.#resting?.timer);
    this.#resting?.resolve();
  }
}
