// Whom a comment is meant for: a folded list of checkboxes, so that it needs no mouse and no room.
import { h, newId } from "./dom.js";
import { THREADS } from "./messages.js";

export class PeopleToTell {
  constructor(people) {
    this.boxes = people.map(({ id }) => h("input", { type: "checkbox", id: newId("tell"), value: id }));
    const rows = people.map(({ name }, at) => h("li", {}, this.boxes[at], h("label", { for: this.boxes[at].id }, name)));
    this.element = h("details", { class: "people-to-tell", hidden: people.length === 0 },
      h("summary", {}, THREADS.tell),
      h("p", { class: "muted" }, THREADS.tellHelp),
      h("ul", { class: "people-to-tell__list" }, ...rows));
  }

  get chosen() {
    return this.boxes.filter(({ checked }) => checked).map(({ value }) => Number(value));
  }
}
