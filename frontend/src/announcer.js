// Tells a screen reader what the others do, for those who have switched it on: who comes and goes,
// who begins to write, how many paragraphs others have changed. Never more than once in a while.
import { h, newId } from "./dom.js";
import { PEOPLE } from "./messages.js";
import { gather } from "./people.js";

const CALM = 5_000; // ms between two announcements
const AGAIN = 60_000; // ms until somebody who goes on writing is named again
const REMEMBERED = "portal:announce";

export class Announcer {
  #people = new Map();
  #saidTyping = new Map();
  #sentences = [];
  #changed = new Set();

  constructor({ user, calm = CALM }) {
    Object.assign(this, { user, calm });
    const id = newId("announce");
    this.box = h("input", { type: "checkbox", id, checked: remembered(), onchange: () => this.#switch() });
    this.element = h("p", { class: "people__switch" }, this.box, h("label", { for: id }, PEOPLE.announce));
    this.live = h("p", { class: "visually-hidden", "aria-live": "polite" });
    this.element.append(this.live);
    this.clock = setInterval(() => this.#speak(), this.calm);
  }

  stop() {
    clearInterval(this.clock);
  }

  people(pages) {
    const now = new Map(gather(pages).filter(({ person }) => String(person) !== this.user).map((one) => [one.person, one]));
    for (const [person, { name }] of now) if (!this.#people.has(person)) this.#say(PEOPLE.came(name));
    for (const [person, { name }] of this.#people) if (!now.has(person)) this.#say(PEOPLE.left(name));
    for (const one of now.values()) if (one.typing) this.#typing(one);
    this.#people = now;
  }

  // Others have changed these paragraphs; each counts once in an announcement.
  changed(paragraphs) {
    if (this.box.checked) paragraphs.forEach((paragraph) => this.#changed.add(paragraph));
  }

  #typing({ person, name }) {
    if (Date.now() - (this.#saidTyping.get(person) ?? 0) < AGAIN) return;
    this.#saidTyping.set(person, Date.now());
    this.#say(PEOPLE.writes(name));
  }

  #say(sentence) {
    if (this.box.checked) this.#sentences.push(sentence);
  }

  #speak() {
    if (this.#changed.size) this.#sentences.push(PEOPLE.changed(this.#changed.size));
    const words = this.#sentences.join("");
    this.#sentences = [];
    this.#changed.clear();
    if (this.live.textContent !== words) this.live.textContent = words;
  }

  #switch() {
    this.#sentences = [];
    this.#changed.clear();
    try {
      localStorage.setItem(REMEMBERED, this.box.checked ? "on" : "off");
    } catch { /* storage is blocked: it holds for this page */ }
  }
}

function remembered() {
  try {
    return localStorage.getItem(REMEMBERED) === "on";
  } catch {
    return false;
  }
}
