// The pictures of a proposal on the server.
import { STATUS, STRUCTURE } from "./messages.js";

export class Pictures {
  constructor(url, requests, session) {
    Object.assign(this, { url, requests, session });
  }

  // The photos of the group's visits; nothing when they cannot be had now.
  async photos() {
    const { outcome, body } = this.url ? await this.requests.get(this.url) : {};
    return outcome === "ok" ? body.photos : [];
  }

  // Resolves to { id } or { message }.
  async add(content) {
    let answer = await this.requests.send(this.url, content);
    if (answer.outcome === "token") {
      const outcome = await this.session.renew();
      answer = outcome === "ok" ? await this.requests.send(this.url, content) : { outcome };
    }
    if (answer.outcome === "ok") return { id: answer.body.id };
    if (answer.outcome === "sign-in") return { message: STATUS.signIn };
    return { message: answer.body?.message || STRUCTURE.figure.failed };
  }
}
