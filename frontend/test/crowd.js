// Several people at one text, whose edits reach each other late: a seeded random play. Every letter
// they type is typed once in the whole play, so each must stand in the text once at the end.
import { HeadlessEditor, schema } from "./headless.js";

export class Crowd {
  words = []; // of everybody
  erased = new Set();
  splitter = null; // who alone may cut words' neighbours apart: see docs/adr/0065

  constructor(seed, text, count) {
    this.random = randomFrom(seed);
    const clientIDs = [7, 3, 5, 11].slice(0, count).sort(() => this.random() - 0.5);
    this.people = clientIDs.map((clientID) => new HeadlessEditor({ clientID, seed: text }));
    this.people.forEach((person) => { person.seen = new Map(); });
    [this.splitter] = this.people;
  }

  play(turns) {
    for (let turn = 0; turn < turns; turn += 1) {
      const person = this.#one(this.people);
      if (this.random() < 0.3) this.#hear(person);
      else this.#act(person);
    }
    this.settle();
  }

  settle() {
    for (let round = 0; round < 3; round += 1) this.people.forEach((person) => this.#hear(person, { all: true }));
  }

  // What is wrong: people who see different texts, letters that are gone, letters that stand twice.
  faults() {
    const texts = this.people.map(({ body }) => body.toString());
    const faults = texts.some((text) => text !== texts[0]) ? [`different texts: ${texts.join(" | ")}`] : [];
    this.people.forEach((person) => {
      if (person.kept.join() !== person.lines.join()) faults.push(`shown ${person.lines}, kept ${person.kept}`);
    });
    const letters = [...this.people[0].lines.join("")];
    for (const word of this.words) {
      for (const letter of word) {
        const times = letters.filter((other) => other === letter).length;
        if (times > 1 || (times === 0 && !this.erased.has(word))) faults.push(`${letter} of ${word} stands ${times} times`);
      }
    }
    return faults;
  }

  #hear(person, { all = false } = {}) {
    for (const other of this.people.filter((one) => one !== person)) {
      const heard = person.seen.get(other) ?? 0;
      const upto = all ? other.sent.length : heard + Math.floor(this.random() * (other.sent.length - heard + 1));
      other.sent.slice(heard, upto).forEach((update) => person.receive(update));
      person.seen.set(other, upto);
    }
  }

  #act(person) {
    const dice = this.random();
    if (dice < 0.45) this.#type(person);
    else if (dice < 0.55) this.#erase(person);
    else if (dice < 0.68) this.#embolden(person);
    else if (dice < 0.83) this.#putAtom(person);
    else if (dice < 0.9) this.#takeAtom(person);
    else this.#enter(person);
  }

  #type(person) {
    const word = newWord(this.words.length);
    this.words.push(word);
    const { pos } = this.#one(this.#gaps(person));
    person.edit((transaction) => transaction.insertText(word, pos));
  }

  #erase(person) {
    const found = this.#anyWord(person);
    if (!found) return;
    this.erased.add(this.words[found.word - 1]);
    person.edit((transaction) => transaction.delete(found.from, found.to));
  }

  #embolden(person) {
    const found = this.#anyWord(person);
    if (!found) return;
    const change = this.random() < 0.7 ? "addMark" : "removeMark";
    person.edit((transaction) => transaction[change](found.from, found.to, schema.marks.bold.create()));
  }

  #putAtom(person) {
    const { pos } = this.#one(this.#cuts(person));
    const atom = this.random() < 0.7 ? schema.nodes.citation.create({ finding: 1 }) : schema.nodes.hardBreak.create();
    person.edit((transaction) => transaction.insert(pos, atom));
  }

  #takeAtom(person) {
    const atoms = [];
    person.state.doc.descendants((node, pos) => { if (node.isInline && node.isLeaf && !node.isText) atoms.push(pos); });
    if (!atoms.length) return;
    const pos = this.#one(atoms);
    person.edit((transaction) => transaction.delete(pos, pos + 1));
  }

  #enter(person) {
    const edges = this.#cuts(person).filter(({ isEdge }) => isEdge || person === this.splitter);
    const { pos } = this.#one(edges);
    person.edit((transaction) => transaction.split(pos));
  }

  // Where something may be put without tearing a text apart; the splitter may do that too.
  #cuts(person) {
    return this.#gaps(person).filter(({ isTear }) => !isTear || person === this.splitter);
  }

  // The places between words, the empty ones thrice: there the accidents happen.
  #gaps(person) {
    return person.blocks().flatMap(({ node, pos }) => {
      const symbols = symbolsOf(node);
      let at = pos;
      const found = [];
      for (let index = 0; index <= symbols.length; index += 1) {
        const [before, after] = [symbols[index - 1], symbols[index]];
        const isEdge = !before || !after;
        const isTear = Boolean(before?.word && after?.word);
        if (!(isTear && before.word === after.word)) {
          const gap = { pos: at, isEdge, isTear };
          found.push(...(before?.word || after?.word ? [gap] : [gap, gap, gap]));
        }
        at += after?.size ?? 0;
      }
      return found;
    });
  }

  #anyWord(person) {
    const found = person.blocks().flatMap(({ node, pos }) => {
      let at = pos;
      const places = new Map();
      for (const { word, size } of symbolsOf(node)) {
        if (word) places.set(word, { word, from: places.get(word)?.from ?? at, to: at + size });
        at += size;
      }
      return [...places.values()];
    });
    return found.length ? this.#one(found) : null;
  }

  #one(list) {
    return list[Math.floor(this.random() * list.length)];
  }
}

function symbolsOf(block) {
  return block.children.flatMap((node) =>
    (node.isText ? [...node.text].map((letter) => ({ word: wordOf(letter), size: letter.length })) : [{ size: 1 }]));
}

// Three letters; the last is one that JavaScript counts as two.
function newWord(number) {
  return String.fromCodePoint(0x4e00 + 2 * number, 0x4e01 + 2 * number, 0x20000 + number);
}

// The number of a letter's word, from 1; letters that were there before belong to none.
function wordOf(letter) {
  const code = letter.codePointAt(0);
  if (code >= 0x20000) return code - 0x20000 + 1;
  return code >= 0x4e00 && code < 0x9000 ? Math.floor((code - 0x4e00) / 2) + 1 : -1;
}

// mulberry32
function randomFrom(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
