// One JSON request, and what its answer means for a person who is writing.
//
//   ok       the server did it                              body = its JSON
//   refused  the server said no, for a reason               status, body = { code, message }
//   sign-in  the sign-in has expired
//   token    the security token of this page is old (Django answers with a page, not with JSON)
//   away     no answer, or one that says nothing of our request (proxy, restart, 5xx); status if any
const REFUSALS = new Set([400, 403, 404, 409, 413, 422]);
const PATIENCE = 25_000; // ms; a proxy may cut at 30 s without a word
const PATIENCE_WITH_FILES = 120_000; // ms
const KEEPALIVE_LIMIT = 60_000; // bytes; browsers refuse keepalive bodies over 64 KB

export class Requests {
  constructor({ fetch = globalThis.fetch.bind(globalThis), token = () => "" } = {}) {
    this.fetch = fetch;
    this.token = token;
  }

  get(url) {
    return this.#send(url, {});
  }

  // `signal` gives the request up.
  post(url, content, { keepalive = false, signal } = {}) {
    const body = JSON.stringify(content);
    return this.#send(url, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": this.token() },
      body,
      keepalive: keepalive && body.length < KEEPALIVE_LIMIT,
      signal,
    });
  }

  // A form, with files perhaps; those take longer.
  send(url, fields) {
    const body = new FormData();
    for (const [name, value] of Object.entries(fields)) body.append(name, value);
    return this.#send(url, { method: "POST", headers: { "X-CSRFToken": this.token() }, body }, PATIENCE_WITH_FILES);
  }

  async #send(url, options, patience = PATIENCE) {
    const waiting = new AbortController();
    options.signal?.addEventListener("abort", () => waiting.abort());
    const timer = setTimeout(() => waiting.abort(), patience);
    try {
      const response = await this.fetch(url, {
        ...options,
        headers: { Accept: "application/json", ...options.headers },
        signal: waiting.signal,
        credentials: "same-origin",
        redirect: "manual", // a redirect is the way to the sign-in page
        cache: "no-store",
      });
      return await sort(response);
    } catch {
      return { outcome: "away" }; // offline, cut, timed out: all the same to the queue
    } finally {
      clearTimeout(timer);
    }
  }
}

async function sort(response) {
  const { status } = response;
  if (response.type === "opaqueredirect" || status === 401 || (status >= 300 && status < 400)) {
    return { outcome: "sign-in" };
  }
  const isJson = response.headers.get("Content-Type")?.startsWith("application/json");
  const body = isJson ? await response.json() : null;
  if (response.ok) return body ? { outcome: "ok", body } : { outcome: "away", status };
  if (status === 403 && !body) return { outcome: "token" };
  if (REFUSALS.has(status)) return { outcome: "refused", status, body: body ?? {} };
  return { outcome: "away", status };
}
