// The findings that may be cited, fetched when first needed: [{ id, text, kind, visit }].
export class Findings extends EventTarget {
  #byId = new Map();
  #loading = null;

  constructor(url, requests) {
    super();
    Object.assign(this, { url, requests });
  }

  get(id) {
    return this.#byId.get(Number(id));
  }

  get isLoaded() {
    return this.#byId.size > 0;
  }

  // Resolves to the whole list; null when it cannot be had now.
  load({ again = false } = {}) {
    if (again) this.#loading = null;
    this.#loading ??= this.#fetch();
    return this.#loading;
  }

  async #fetch() {
    const { outcome, body } = this.url ? await this.requests.get(this.url) : {};
    if (outcome !== "ok") {
      this.#loading = null;
      return null;
    }
    this.#byId = new Map(body.map((finding) => [finding.id, finding]));
    this.dispatchEvent(new Event("change"));
    return body;
  }
}
