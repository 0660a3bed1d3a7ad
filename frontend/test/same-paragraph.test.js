// Several people in one paragraph: every letter that was typed stands there once, for everybody.
// `UNPATCHED=1 npm test` shows what the library does without patches/y-tiptap.js; PLAYS=3000 tries more.
import assert from "node:assert/strict";
import { test } from "node:test";
import { undo } from "@tiptap/y-tiptap";
import * as Y from "yjs";
import { Crowd } from "./crowd.js";
import { HeadlessEditor, schema, seedOf } from "./headless.js";

const PLAYS = Number(process.env.PLAYS ?? 120);

function block(...children) {
  const element = new Y.XmlElement("paragraph");
  element.insert(0, children);
  return element;
}

function cited() {
  const element = new Y.XmlElement("citation");
  element.setAttribute("finding", 1);
  return element;
}

// Two people at the text that these blocks are. `exchange` lets each hear what the other has done;
// `meet` does so until all is said, and compares what they see.
function pair(clientIDs, ...blocks) {
  const seed = seedOf((body) => body.insert(0, blocks));
  const [hanako, taro] = clientIDs.map((clientID) => new HeadlessEditor({ clientID, seed }));
  const exchange = () => {
    const [ours, theirs] = [hanako.sent.splice(0), taro.sent.splice(0)];
    ours.forEach((update) => taro.receive(update));
    theirs.forEach((update) => hanako.receive(update));
  };
  const meet = () => {
    exchange();
    exchange();
    assert.equal(hanako.body.toString(), taro.body.toString());
    assert.deepEqual(hanako.lines, hanako.kept);
    assert.deepEqual(hanako.lines, taro.lines);
  };
  return { hanako, taro, exchange, meet };
}

const type = (person, words, pos) => person.edit((transaction) => transaction.insertText(words, pos));
const cite = (person, pos) => person.edit((transaction) => transaction.insert(pos, schema.nodes.citation.create({ finding: 1 })));
const enter = (person, pos) => person.edit((transaction) => transaction.split(pos));
const embolden = (person, from, to) => person.edit((transaction) => transaction.addMark(from, to, schema.marks.bold.create()));

for (const clientIDs of [[10, 20], [20, 10]]) {
  const whose = clientIDs[0] < clientIDs[1] ? "first" : "second";

  test(`two people begin in a paragraph without a text, hers ${whose}, and edit on`, () => {
    const { hanako, taro, exchange, meet } = pair(clientIDs, block());
    type(hanako, "花。", 1);
    type(taro, "太。", 1);
    exchange();
    cite(hanako, 5);
    embolden(taro, 1, 2);
    meet();
    assert.match(hanako.lines[0], /^(花。太。|太。花。)［典］$/);
  });

  test(`two people begin behind a citation, hers ${whose}, and edit on`, () => {
    const { hanako, taro, exchange, meet } = pair(clientIDs, block(new Y.XmlText("前"), cited()));
    type(hanako, "花。", 3);
    type(taro, "太。", 3);
    exchange();
    cite(hanako, 7);
    type(taro, "末", 5);
    meet();
    assert.match(hanako.lines[0], /^前［典］(花。末太。|太。末花。)［典］$/);
  });
}

test("what one is writing in stays when the other takes the citation before it away", () => {
  const { hanako, taro, meet } = pair([10, 20], block(new Y.XmlText("前"), cited(), new Y.XmlText("後")));
  hanako.edit((transaction) => transaction.delete(2, 3));
  type(taro, "書く", 4);
  meet();
  assert.deepEqual(hanako.lines, ["前後書く"]);
});

test("two people press Enter at the beginning of the same paragraph", () => {
  const { hanako, taro, meet } = pair([10, 20], ...["一", "二", "三"].map((word) => block(new Y.XmlText(word))));
  enter(hanako, 1);
  enter(taro, 1);
  meet();
  assert.deepEqual(hanako.lines, ["", "", "一", "二", "三"]);
});

test("a new paragraph, and the places about a citation, have a text that all share", () => {
  const { hanako, taro, meet } = pair([10, 20], block(new Y.XmlText("前")));
  enter(hanako, 2);
  cite(hanako, 4);
  enter(hanako, 5);
  meet();
  const places = [4, 5, 7];
  for (const [person, words] of [[hanako, "花。"], [taro, "太。"]]) places.toReversed().forEach((pos) => type(person, words, pos));
  meet();
  assert.equal(hanako.neighbours, 0);
  assert.deepEqual(hanako.lines.slice(1).map((line) => line.length), [11, 4]);
});

test("only what was edited is sent", () => {
  const { hanako, taro, meet } = pair([10, 20], block(new Y.XmlText("古い"), new Y.XmlText("文章"), cited()));
  type(hanako, "新", 5);
  embolden(hanako, 1, 4);
  const [before] = Y.decodeUpdate(hanako.sent[0]).structs;
  assert.deepEqual([before.content.str, hanako.sent.length], ["新", 2]);
  type(taro, "の", 3);
  meet();
  assert.equal(hanako.body.toString(), "<paragraph><bold>古い</bold>の<bold>文</bold>章新<citation finding=\"1\"></citation></paragraph>");
});

test("a letter of two code units stays whole", () => {
  const { hanako, taro, meet } = pair([10, 20], block(new Y.XmlText("𠮷野家")));
  hanako.edit((transaction) => transaction.insertText("𠮟", 1, 3));
  type(taro, "前", 1);
  meet();
  assert.match(hanako.lines[0], /^(前𠮟|𠮟前)野家$/u);
});

test("undo takes one's own Enter and citation back, and leaves the other's words", () => {
  const { hanako, taro, meet } = pair([10, 20], block(new Y.XmlText("前")));
  enter(hanako, 2);
  cite(hanako, 4);
  meet();
  type(taro, "太。", 5);
  meet();
  undo(hanako.state);
  meet();
  assert.deepEqual(hanako.lines, ["前", "太。"]);

  const alone = pair([10, 20], block(new Y.XmlText("前")));
  enter(alone.hanako, 2);
  undo(alone.hanako.state);
  assert.deepEqual(alone.hanako.lines, ["前"]);
});

test(`${PLAYS} plays of two or three people whose edits arrive late`, () => {
  const text = seedOf((body) => body.insert(0, [
    block(),
    block(new Y.XmlText("前"), cited()),
    block(new Y.XmlText("古"), new Y.XmlText("い")),
    block(new Y.XmlText("")),
  ]));
  const broken = [];
  for (let seed = 1; seed <= PLAYS; seed += 1) {
    const crowd = new Crowd(seed, text, 2 + (seed % 2));
    crowd.play(60);
    const [fault] = crowd.faults();
    if (fault) broken.push(`play ${seed}: ${fault}`);
  }
  assert.deepEqual(broken.slice(0, 5), [], `${broken.length} plays went wrong`);
});
