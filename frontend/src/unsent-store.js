// What was typed and is not yet acknowledged, kept in the browser where that is allowed, so that it
// outlives the tab. Only that: never the text itself. Kept by person, text and epoch, one record
// for each opened page; the server has the browser clear it at sign-out (Clear-Site-Data).
//
// Where storage is blocked everything here does nothing, and nobody waits for it.
const NAME = "portal-unsent";
const PAGES = "pages";
const PATIENCE = 1_500; // ms
const FORGOTTEN = 30 * 24 * 3_600_000; // ms until what others have left on a shared computer goes

export class UnsentStore {
  #opening = null;
  #wanted = null; // () => update or null, newer than what is written
  #writing = false;
  #isKept = false;
  #found = []; // pages whose words are now among ours

  constructor({ user, text, epoch, page }) {
    Object.assign(this, { user, text, epoch, page });
  }

  // What earlier pages of this person have left of this text: [{ page, epoch, update }].
  async load() {
    const records = (await this.#within(PAGES, "readonly", (pages) => pages.getAll())) ?? [];
    const old = records.filter(({ user, at }) => user !== this.user && at < Date.now() - FORGOTTEN);
    await Promise.all(old.map((record) => this.forget(record)));
    return records.filter(({ user, text, page }) => user === this.user && text === this.text && page !== this.page);
  }

  // These pages' words have been taken over: with the next `keep` they are in our own record.
  adopt(found) {
    this.#found.push(...found.map(({ page }) => page));
    this.#isKept = true;
  }

  async forget({ page }) {
    await this.#within(PAGES, "readwrite", (pages) => pages.delete(page));
  }

  // `look` gives what is unsent when it is asked, or null.
  keep(look) {
    this.#wanted = look;
    if (!this.#writing) this.#write();
  }

  async #write() {
    this.#writing = true;
    while (this.#wanted) {
      const update = this.#wanted();
      this.#wanted = null;
      if (update || this.#isKept) await this.#put(update);
    }
    this.#writing = false;
  }

  // In one go, so that at no moment the words are nowhere.
  async #put(update) {
    const { user, text, epoch, page } = this;
    const found = this.#found.splice(0);
    await this.#within(PAGES, "readwrite", (pages) => {
      found.forEach((other) => pages.delete(other));
      return update ? pages.put({ page, user, text, epoch, update, at: Date.now() }) : pages.delete(page);
    });
    this.#isKept = Boolean(update);
  }

  async #within(store, mode, work) {
    try {
      const database = await (this.#opening ??= soon(open()));
      const transaction = database.transaction(store, mode);
      const request = work(transaction.objectStore(store));
      await soon(new Promise((resolve, reject) => {
        transaction.oncomplete = resolve;
        transaction.onabort = () => reject(transaction.error);
      }));
      return request.result;
    } catch {
      return undefined; // blocked, full, or cleared at sign-out: we go on without it
    }
  }
}

function open() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(PAGES, { keyPath: "page" });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new Error("blocked"));
  });
}

function soon(promise) {
  return Promise.race([promise, new Promise((_resolve, reject) => { setTimeout(reject, PATIENCE); })]);
}
