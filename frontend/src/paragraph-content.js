// How the words of one paragraph or heading get from the screen into the shared document.
//
// In the shared document a paragraph holds texts (Y.XmlText) and atoms (citations, line breaks).
// Two people who begin to type in the same empty place each bring a text of their own, and then
// two texts stand side by side. Here such neighbours are one run of letters: only what differs is
// touched, in the text it stands in. A text is never removed, and letters change from one text to
// another only where an atom is put in their middle, for there Yjs knows no other way.
//
// `tools` come from the sync plugin: look(marks), isSame(yAtom, pAtom), make(pAtom), pair(yAtom, pAtom).
import * as Y from "yjs";

// The parts a new paragraph is made of: a text, even an empty one, wherever somebody may type, so
// that all who do share it. `parts` are text nodes in arrays, and atoms.
export function withTexts(parts) {
  const atoms = parts.filter((part) => !Array.isArray(part));
  const places = [[], ...atoms.flatMap((atom) => [atom, []])];
  let place = 0;
  for (const part of parts) {
    if (Array.isArray(part)) places[place] = part;
    else place += 2;
  }
  return places;
}

// Whether the element shows exactly what `node` holds. Empty ones are all alike, so they are told
// apart by their identity alone: never "the same".
export function isSameContent(element, node, tools) {
  const [old, now] = [lettersOf(element), lettersIn(node, tools)];
  const isSame = (symbol, index) => alike(symbol, now[index], tools) && !restyle(symbol, now[index]);
  return old.length > 0 && old.length === now.length && old.every(isSame);
}

// How many letters and atoms the two have in common, at the beginning and at the end.
export function sharedLength(element, node, tools) {
  const { start, tail } = difference(lettersOf(element), lettersIn(node, tools), tools);
  return start + tail;
}

// Makes `element` show what `node` holds.
export function updateContent(element, node, tools) {
  const old = lettersOf(element);
  const now = lettersIn(node, tools);
  const { start, tail } = difference(old, now, tools);
  const kept = [...old.slice(0, start), ...old.slice(old.length - tail)];
  const target = [...now.slice(0, start), ...now.slice(now.length - tail)];
  kept.forEach(({ atom }, index) => { if (atom) tools.pair(atom, target[index].atom); });
  format(kept, target);
  const added = now.slice(start, now.length - tail);
  const pen = added.length ? penAt(element, old[start - 1], old[start]) : null;
  remove(element, old.slice(start, old.length - tail));
  for (const run of runs(added, sameLook)) {
    if (run[0].atom) pen.putAtom(tools.make(run[0].atom));
    else pen.write(run.map(({ letter }) => letter).join(""), run[0].look);
  }
}

// A letter is a whole code point, with where it stands; an atom counts as one.
function lettersOf(element) {
  return element.toArray().flatMap((child) => {
    if (!(child instanceof Y.XmlText)) return [{ atom: child }];
    let offset = 0;
    return child.toDelta().flatMap(({ insert, attributes: look = {} }) =>
      [...insert].map((letter) => {
        offset += letter.length;
        return { letter, look, text: child, offset: offset - letter.length };
      }));
  });
}

function lettersIn(node, tools) {
  return node.children.flatMap((child) => {
    if (!child.isText) return [{ atom: child }];
    const look = tools.look(child.marks);
    return [...child.text].map((letter) => ({ letter, look }));
  });
}

function difference(old, now, tools) {
  const most = Math.min(old.length, now.length);
  let start = 0;
  while (start < most && alike(old[start], now[start], tools)) start += 1;
  let tail = 0;
  while (start + tail < most && alike(old.at(-1 - tail), now.at(-1 - tail), tools)) tail += 1;
  return { start, tail };
}

function alike(old, now, tools) {
  if (old.atom || now.atom) return Boolean(old.atom && now.atom && tools.isSame(old.atom, now.atom));
  return old.letter === now.letter;
}

// Gives letters that stay the marks they have on the screen, and touches no others.
function format(kept, target) {
  const changes = kept
    .map((symbol, index) => ({ ...symbol, change: restyle(symbol, target[index]) }))
    .filter(({ change }) => change);
  const belong = (one, next) =>
    one.text === next.text && one.offset + one.letter.length === next.offset && one.change === next.change;
  for (const run of runs(changes, belong)) {
    const { text, offset, change } = run[0];
    text.format(offset, lengthOf(run), JSON.parse(change));
  }
}

// What must be said about a letter's marks, as JSON; nothing when they are right.
function restyle({ look: old = {} }, { look: now = {} }) {
  const off = Object.keys(old).filter((mark) => !(mark in now)).map((mark) => [mark, null]);
  const on = Object.entries(now).filter(([mark, value]) => JSON.stringify(old[mark]) !== JSON.stringify(value));
  return off.length || on.length ? JSON.stringify(Object.fromEntries([...off, ...on])) : "";
}

// The texts stay, even when nothing is left in them: somebody may be typing there.
function remove(element, symbols) {
  const isNext = (one, other) => Boolean(one.text) && one.text === other.text;
  for (const run of runs(symbols, isNext).reverse()) {
    const { atom, text, offset } = run[0];
    if (atom) element.delete(indexOf(element, atom));
    else text.delete(offset, lengthOf(run));
  }
}

// The place between two symbols: at the end of the text before it, else at the beginning of the
// text behind it, else in an empty one that waits there, else nowhere yet.
function penAt(element, before, after) {
  if (before?.text) return new Pen(element, before.text, before.offset + before.letter.length);
  if (after?.text) return new Pen(element, after.text, after.offset);
  const place = before ? indexOf(element, before.atom) + 1 : 0;
  return new Pen(element, isText(element, place) ? element.get(place) : newText(element, place), 0);
}

class Pen {
  constructor(element, text, offset) {
    Object.assign(this, { element, text, offset });
  }

  write(letters, look) {
    this.text.insert(this.offset, letters, { ...look });
    this.offset += letters.length;
  }

  // Puts the atom here, and goes on behind it. In the middle of a text the shorter side moves.
  putAtom(atom) {
    const rest = this.text.length - this.offset;
    if (rest && this.offset <= rest) this.#putBefore(atom);
    else this.#putBehind(atom, rest);
    this.offset = 0;
  }

  #putBefore(atom) {
    const { element, text, offset } = this;
    const place = indexOf(element, text);
    if (offset) newText(element, place).applyDelta(cut(text, 0, offset));
    else if (!isText(element, place - 1)) newText(element, place);
    element.insert(indexOf(element, text), [atom]);
  }

  #putBehind(atom, rest) {
    const { element, text, offset } = this;
    const place = indexOf(element, text) + 1;
    const follows = !rest && isText(element, place);
    element.insert(place, [atom]);
    this.text = follows ? element.get(place + 1) : newText(element, place + 1);
    if (rest) this.text.applyDelta(cut(text, offset, offset + rest));
  }
}

// Takes letters out of a text, to be written elsewhere.
function cut(text, from, to) {
  let at = 0;
  const taken = text.toDelta().flatMap(({ insert, attributes }) => {
    const piece = insert.slice(Math.max(0, from - at), Math.max(0, to - at));
    at += insert.length;
    return piece ? [{ insert: piece, attributes }] : [];
  });
  text.delete(from, to - from);
  return taken;
}

function newText(element, place) {
  const text = new Y.XmlText();
  element.insert(place, [text]);
  return text;
}

function runs(symbols, belong) {
  const found = [];
  for (const symbol of symbols) {
    const run = found.at(-1);
    if (run && belong(run.at(-1), symbol)) run.push(symbol);
    else found.push([symbol]);
  }
  return found;
}

const sameLook = (one, next) => !one.atom && !next.atom && JSON.stringify(one.look) === JSON.stringify(next.look);
const isText = (element, place) => place >= 0 && place < element.length && element.get(place) instanceof Y.XmlText;
const lengthOf = (symbols) => symbols.reduce((sum, { letter }) => sum + letter.length, 0);
const indexOf = (element, child) => element.toArray().indexOf(child);
