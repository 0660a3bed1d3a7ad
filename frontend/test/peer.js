// The other end of the protocol, in memory, seen through `fetch`. Like the server it keeps rows in
// order, knows a batch again, and refuses holes, old epochs and old schemas. Trouble is switched
// on by its fields; `log` holds every request that reached it.
import { fromBase64, toBase64 } from "lib0/buffer";
import * as Y from "yjs";

const PAGE = 2; // rows in one answer, so that tests see several

export class Peer {
  rows = []; // { batch, data }
  log = [];
  epoch = 1;
  schema = 1;
  canWrite = true;
  why = "";
  token = "first";
  isSignedIn = true;
  isAway = false;
  losesAnswers = false; // does the work of a POST, and the answer never arrives
  refusesPosts = false; // a proxy that lets only GET through
  room = null; // a waiting room (test/waiting-room.js); without one, /live/ is not there
  #clocks = new Map();

  fetch = async (url, options = {}) => {
    if (this.isAway) throw new TypeError("fetch failed");
    const body = options.body && JSON.parse(options.body);
    this.log.push({ method: options.method ?? "GET", batch: body?.batch, keepalive: options.keepalive });
    if (url === "/live/") return this.room?.answer(body, options.signal) ?? new Response("", { status: 404 });
    if (!this.isSignedIn) return new Response(null, { status: 302, headers: { Location: "/accounts/login/" } });
    const answer = body ? this.#post(body, options.headers["X-CSRFToken"]) : this.#get(new URL(url, "http://peer").searchParams);
    if (this.hold) await this.hold;
    if (this.losesAnswers && body) throw new TypeError("connection reset");
    return answer;
  };

  get text() {
    const doc = new Y.Doc();
    for (const { data } of this.rows) Y.applyUpdate(doc, data);
    return doc.getText("body").toString();
  }

  posts() {
    return this.log.filter(({ method }) => method === "POST");
  }

  #get(query) {
    const refusal = this.#versions(Number(query.get("epoch")), Number(query.get("schema")));
    if (refusal) return refusal;
    const after = Number(query.get("after"));
    const page = this.rows.slice(after, after + PAGE);
    const seq = after + page.length;
    const updates = page.map(({ data }, index) => ({ seq: after + index + 1, data: toBase64(data) }));
    const { epoch, schema, canWrite, why } = this;
    return Response.json({ epoch, schema, seq, more: seq < this.rows.length, updates, can_write: canWrite, why, ticket: this.room?.ticket() });
  }

  #post({ batch, epoch, schema, data }, token) {
    if (this.refusesPosts) return new Response("Blocked by policy", { status: 502 });
    if (token !== this.token) return new Response("<h1>CSRF</h1>", { status: 403 });
    if (!this.canWrite) return refuse(403, "denied", this.why);
    const earlier = this.rows.findIndex((row) => row.batch === batch);
    if (earlier >= 0) return Response.json({ seq: earlier + 1 });
    return this.#versions(epoch, schema) ?? this.#append(batch, fromBase64(data));
  }

  #versions(epoch, schema) {
    if (epoch !== this.epoch) return refuse(409, "epoch", "以前の版に戻されました。");
    if (schema !== this.schema) return refuse(409, "schema", "編集画面が新しくなりました。");
    return null;
  }

  #append(batch, data) {
    const { from, to } = Y.parseUpdateMeta(data);
    for (const [client, clock] of from) {
      if (clock > (this.#clocks.get(client) ?? 0)) return refuse(409, "hole", "");
    }
    for (const [client, clock] of to) this.#clocks.set(client, Math.max(clock, this.#clocks.get(client) ?? 0));
    this.rows.push({ batch, data });
    this.room?.tell(this.rows.length);
    return Response.json({ seq: this.rows.length });
  }

  // What a restored backup does: the last rows are gone.
  forgetAfter(seq) {
    this.rows = this.rows.slice(0, seq);
    this.#clocks = new Map();
    for (const { data } of this.rows) for (const [client, clock] of Y.parseUpdateMeta(data).to) this.#clocks.set(client, clock);
  }
}

function refuse(status, code, message) {
  return Response.json({ code, message }, { status });
}
