// What a cross-reference may name, and what it says now: the server tells of the other sections,
// the editor counts its own.
import { NO_START } from "./numbers.js";

export class Labels extends EventTarget {
  start = NO_START;
  own = [];
  #others = [];

  constructor(url, requests) {
    super();
    Object.assign(this, { url, requests });
  }

  // Resolves to whether the server has answered.
  async load() {
    if (!this.url) return false;
    const { outcome, body } = await this.requests.get(this.url);
    if (outcome !== "ok") return false;
    this.start = { ...body, isKnown: true };
    this.#others = body.targets.filter(({ section, kind }) => section !== body.section || kind === "section");
    this.dispatchEvent(new Event("start"));
    this.#tell();
    return true;
  }

  setOwn(items) {
    const seen = this.#seen(items);
    const isSame = seen === this.seen;
    Object.assign(this, { own: items, seen });
    if (!isSame) this.#tell();
  }

  // The label; null for a target that is gone, "" while nothing is known.
  get(target) {
    const found = this.own.find((item) => item.target === target) ?? this.#others.find((item) => item.target === target);
    return found?.label ?? (this.start.isKnown ? null : "");
  }

  // For the dialog: own ones first (they may have no target yet), then those of other sections.
  get all() {
    return [...this.own, ...this.#others];
  }

  #seen(items) {
    return JSON.stringify(items.map(({ target, label }) => [target, label]));
  }

  #tell() {
    this.dispatchEvent(new Event("change"));
  }
}
