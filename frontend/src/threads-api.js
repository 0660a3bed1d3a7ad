// The threads of one section on the server. Every call resolves to { thread } or { message }.
import { STATUS, THREADS } from "./messages.js";

const POLL = 15_000; // ms

export class ThreadsApi extends EventTarget {
  threads = [];
  people = []; // { id, name } of those who may be told

  constructor(url, requests, session) {
    super();
    Object.assign(this, { url, requests, session });
  }

  start() {
    this.refresh();
    this.timer = setInterval(() => document.hidden || this.refresh(), POLL);
  }

  stop() {
    clearInterval(this.timer);
  }

  async refresh() {
    const { outcome, body } = await this.requests.get(this.url);
    if (outcome !== "ok") return;
    this.threads = body.threads;
    this.people = body.people ?? [];
    this.dispatchEvent(new Event("change"));
  }

  add(thread) {
    return this.#post("", thread);
  }

  reply(id, answer) {
    return this.#post(`${id}/replies/`, answer);
  }

  resolve(id) {
    return this.#post(`${id}/resolve/`, {});
  }

  reopen(id) {
    return this.#post(`${id}/reopen/`, {});
  }

  async #post(path, content) {
    let answer = await this.requests.post(this.url + path, content);
    if (answer.outcome === "token") {
      const outcome = await this.session.renew();
      answer = outcome === "ok" ? await this.requests.post(this.url + path, content) : { outcome };
    }
    if (answer.outcome !== "ok") return { message: explain(answer) };
    await this.refresh();
    return { thread: answer.body };
  }
}

function explain({ outcome, body }) {
  if (outcome === "sign-in") return STATUS.signIn;
  if (outcome === "other-person") return STATUS.otherPerson;
  return body?.message || THREADS.failed;
}
