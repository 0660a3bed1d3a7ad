// What may be cited, fetched when first needed:
// { can_add, today, sources: [{ key, tab, kind, text, about, cite or make }] }.
export class Sources extends EventTarget {
  #byKey = new Map();
  #loading = null;
  isLoaded = false;

  constructor(url, requests) {
    super();
    Object.assign(this, { url, requests });
  }

  // The source that a citation names: { finding: 3 } or { entry: 5 }.
  of({ finding, entry }) {
    return this.#byKey.get(entry ? `entry-${entry}` : `finding-${finding}`);
  }

  // Resolves to the whole offer; null when it cannot be had now.
  load({ again = false } = {}) {
    if (again) this.#loading = null;
    this.#loading ??= this.#fetch();
    return this.#loading;
  }

  // Makes an entry of a case, of a material or of what was typed: { outcome, body }.
  async add(fields) {
    const answer = await this.requests.post(this.url, fields);
    if (answer.outcome === "ok") this.#keep([answer.body]);
    return answer;
  }

  async #fetch() {
    const { outcome, body } = this.url ? await this.requests.get(this.url) : {};
    if (outcome !== "ok") {
      this.#loading = null;
      return null;
    }
    this.#byKey.clear();
    this.isLoaded = true;
    this.#keep(body.sources);
    return body;
  }

  #keep(sources) {
    for (const source of sources) this.#byKey.set(source.key, source);
    this.dispatchEvent(new Event("change"));
  }
}
