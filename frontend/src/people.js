// The line of those who have this text open: 「今ここにいる人　あなた（2画面）　見本 さん 書いています」.
import { COLOURS } from "./carets.js";
import { h } from "./dom.js";
import { PEOPLE } from "./messages.js";

// The pages the waiting room tells of, gathered by person.
export function gather(pages) {
  const people = new Map();
  for (const { person, name, colour, typing } of pages) {
    const known = people.get(person) ?? { person, name, colour, screens: 0, typing: false };
    people.set(person, { ...known, screens: known.screens + 1, typing: known.typing || typing });
  }
  return [...people.values()];
}

// How a caret is labelled: the family name, or the whole one where two share it.
export function labels(pages) {
  const names = [...new Set(pages.map(({ name }) => name))];
  const family = (name) => name.split("　")[0];
  const isAlone = (name) => names.filter((other) => family(other) === family(name)).length === 1;
  return pages.map((page) => ({ ...page, label: isAlone(page.name) ? family(page.name) : page.name }));
}

const SHOWN = 6; // others in the line; the rest are behind a button

export class PeopleLine {
  #shown = "";

  constructor(region, { user, extra }) {
    this.user = user; // whose page this is
    this.list = h("ul", { class: "people__list" });
    region.replaceChildren(h("p", { class: "people__title" }, PEOPLE.title), this.list, extra);
    region.hidden = false;
  }

  show({ people, isOpen }) {
    const words = JSON.stringify([isOpen, gather(people)]);
    if (words === this.#shown) return;
    this.#shown = words;
    this.list.replaceChildren(...(isOpen ? this.#items(gather(people)) : [h("li", { class: "muted" }, PEOPLE.unknown)]));
  }

  #items(people) {
    const isMe = ({ person }) => String(person) === this.user;
    const screens = 1 + (people.find(isMe)?.screens ?? 0);
    const me = h("li", { class: "people__me" }, PEOPLE.me + PEOPLE.screens(screens));
    const others = people.filter((person) => !isMe(person)).map(card);
    const rest = others.splice(others.length > SHOWN + 1 ? SHOWN : others.length);
    if (!rest.length) return [me, ...others];
    const more = h("details", { open: this.list.querySelector("details")?.open }, h("summary", {}, PEOPLE.more(rest.length)), h("ul", { class: "people__list" }, ...rest));
    return [me, ...others, h("li", {}, more)];
  }
}

// The pen has its place whether somebody is writing or not: nothing moves when they begin.
function card({ name, screens, colour, typing }) {
  return h("li", { class: "people__one", "data-colour": String(colour % COLOURS) },
    PEOPLE.name(name) + PEOPLE.screens(screens),
    h("span", { class: "people__pen", "aria-hidden": "true", title: PEOPLE.typing }, typing ? "✎" : ""),
    typing ? h("span", { class: "visually-hidden" }, PEOPLE.typing) : null);
}
