// The waiting room of the other end, in memory, for one text.
export class WaitingRoom {
  seq = 0;
  pages = new Map(); // page → what it has said of itself
  asked = []; // every question
  waiting = new Set();
  most = 0; // waiting at once
  isAway = false;
  ticketsEnd = false;
  cutsAfter = Infinity; // ms; a proxy in between
  #tickets = 0;

  ticket() {
    this.#tickets += 1;
    return `ticket ${this.#tickets}`;
  }

  tell(seq) {
    this.seq = Math.max(seq, this.seq);
    this.#stir();
  }

  async answer(question, signal) {
    this.asked.push(question);
    if (this.isAway) return new Response("{}", { status: 503, headers: { "Content-Type": "application/json" } });
    if (this.ticketsEnd) return Response.json({}, { status: 403 });
    const { page, anchor, head, typing, leaving } = question;
    const before = JSON.stringify(this.pages.get(page));
    if (leaving) this.pages.delete(page);
    else this.pages.set(page, { page, person: page, name: page, colour: 0, anchor, head, typing });
    if (before !== JSON.stringify(this.pages.get(page))) this.#stir();
    if (question.hold && !this.#hasNews(question)) await this.#wait(question, signal);
    if (this.isAway) return Response.json({}, { status: 503 });
    return Response.json({ seq: this.seq, people: this.#others(page), seen: this.#digest(page) });
  }

  letGo() {
    this.isAway = true;
    this.#stir();
  }

  #wait(question, signal) {
    return new Promise((resolve, reject) => {
      const seat = { stir: () => (this.isAway || this.#hasNews(question)) && end(resolve) };
      const end = (how) => {
        clearTimeout(timer);
        clearTimeout(cut);
        this.waiting.delete(seat);
        how();
      };
      const timer = setTimeout(() => end(resolve), question.hold * 10); // a second is 10 ms here
      const cut = setTimeout(() => end(() => reject(new TypeError("cut"))), Math.min(this.cutsAfter, 1e9));
      signal?.addEventListener("abort", () => end(() => reject(new TypeError("aborted"))));
      this.waiting.add(seat);
      this.most = Math.max(this.most, this.waiting.size);
    });
  }

  #stir() {
    [...this.waiting].forEach((seat) => seat.stir());
  }

  #hasNews({ page, seq, seen }) {
    return this.seq > seq || seen !== this.#digest(page);
  }

  #others(page) {
    return [...this.pages.values()].filter((other) => other.page !== page);
  }

  #digest(page) {
    return JSON.stringify(this.#others(page));
  }
}
