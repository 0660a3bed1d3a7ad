import assert from "node:assert/strict";
import { test } from "node:test";
import { Peer } from "./peer.js";
import { moment, until, writer } from "./writers.js";

const both = (...writers) => Promise.all(writers.map(({ leave }) => leave()));

test("what is typed reaches the server, and only then counts as saved", async () => {
  const peer = new Peer();
  const hanako = writer(peer);
  await until(() => hanako.provider.canWrite);
  hanako.write("村の人口");
  assert.equal(hanako.provider.unsent, 1);
  await until(() => hanako.provider.unsent === 0);
  assert.equal(peer.text, "村の人口");
  await hanako.leave();
});

test("edits in quick succession travel as one batch", async () => {
  const peer = new Peer();
  const hanako = writer(peer);
  await until(() => hanako.provider.canWrite);
  for (const letter of "高齢者の足") hanako.write(letter);
  assert.equal(hanako.provider.unsent, 5);
  await until(() => hanako.provider.unsent === 0);
  assert.equal(peer.rows.length, 1);
  await hanako.leave();
});

test("nothing is sent before the whole text has arrived", async () => {
  const peer = new Peer();
  let release;
  peer.hold = new Promise((resolve) => { release = resolve; });
  const hanako = writer(peer);
  hanako.write("早い");
  await moment(30);
  assert.deepEqual(peer.posts(), []);
  peer.hold = null;
  release();
  await until(() => hanako.provider.unsent === 0);
  assert.equal(peer.text, "早い");
  await hanako.leave();
});

test("two people see each other's words, however many answers it takes", async () => {
  const peer = new Peer();
  const hanako = writer(peer);
  await until(() => hanako.provider.canWrite);
  for (const words of ["一、", "二、", "三、", "四、", "五"]) {
    hanako.write(words);
    await until(() => hanako.provider.unsent === 0);
  }
  const taro = writer(peer);
  await until(() => taro.provider.phase === "live");
  assert.equal(taro.text.toString(), "一、二、三、四、五");
  taro.write("。");
  await until(() => hanako.text.toString() === "一、二、三、四、五。");
  await both(hanako, taro);
});

test("a batch whose answer was lost is sent again under the same UUID, and written once", async () => {
  const peer = new Peer();
  const hanako = writer(peer);
  await until(() => hanako.provider.canWrite);
  peer.losesAnswers = true;
  hanako.write("一度だけ");
  await until(() => hanako.provider.phase === "away");
  assert.equal(hanako.provider.unsent, 1);
  peer.losesAnswers = false;
  await until(() => hanako.provider.unsent === 0);
  assert.equal(peer.rows.length, 1);
  assert.equal(new Set(peer.posts().map(({ batch }) => batch)).size, 1);
  assert.ok(peer.posts().length >= 2);
  await hanako.leave();
});

test("typing goes on while the server is away, and nothing is lost", async () => {
  const peer = new Peer();
  const hanako = writer(peer);
  await until(() => hanako.provider.canWrite);
  peer.isAway = true;
  hanako.write("電車の中で");
  await until(() => hanako.provider.phase === "away");
  hanako.write("書いた文章");
  assert.equal(hanako.provider.unsent, 2);
  peer.isAway = false;
  await until(() => hanako.provider.unsent === 0);
  assert.equal(hanako.provider.phase, "live");
  assert.equal(peer.text, "電車の中で書いた文章");
  await hanako.leave();
});

test("a hole is filled with the whole difference", async () => {
  const peer = new Peer();
  const hanako = writer(peer);
  await until(() => hanako.provider.canWrite);
  for (const words of ["甲", "乙", "丙"]) {
    hanako.write(words);
    await until(() => hanako.provider.unsent === 0);
  }
  peer.forgetAfter(1);
  hanako.write("丁");
  await until(() => hanako.provider.unsent === 0);
  assert.equal(peer.text, "甲乙丙丁");
  await hanako.leave();
});

test("others' words wait while an input method is composing", async () => {
  const peer = new Peer();
  let isComposing = true;
  const hanako = writer(peer, { isBusy: () => isComposing });
  const taro = writer(peer);
  await until(() => taro.provider.canWrite);
  taro.write("佐藤の文");
  await until(() => taro.provider.unsent === 0);
  await moment(40);
  assert.equal(hanako.text.toString(), "");
  isComposing = false;
  hanako.provider.deliver();
  assert.equal(hanako.text.toString(), "佐藤の文");
  await both(hanako, taro);
});

test("a page that is left sends all of it at once, and the late answer does no harm", async () => {
  const peer = new Peer();
  const hanako = writer(peer);
  await until(() => hanako.provider.canWrite);
  let release;
  peer.hold = new Promise((resolve) => { release = resolve; });
  hanako.write("前半");
  await until(() => peer.posts().length === 1);
  hanako.write("後半");
  hanako.provider.flush();
  assert.equal(peer.posts().at(-1).keepalive, true);
  assert.equal(peer.text, "前半後半");
  release();
  await until(() => hanako.provider.unsent === 0);
  await hanako.leave();
});

test("a server that is away is asked ever more rarely", async () => {
  const peer = new Peer();
  let asked = 0;
  const count = { fetch: async () => { asked += 1; throw new TypeError("fetch failed"); } };
  const hanako = writer({ ...peer, fetch: count.fetch });
  const typing = setInterval(() => hanako.write("あ"), 5);
  await moment(400);
  clearInterval(typing);
  assert.ok(asked >= 3 && asked <= 8, `asked ${asked} times`);
  await hanako.leave();
});

test("a proxy that lets only reading through is not taken for success", async () => {
  const peer = new Peer();
  const hanako = writer(peer);
  await until(() => hanako.provider.canWrite);
  peer.refusesPosts = true;
  hanako.write("届かない");
  await until(() => hanako.provider.phase === "away");
  const phases = new Set();
  hanako.provider.addEventListener("change", () => phases.add(hanako.provider.phase));
  await moment(200);
  assert.deepEqual([...phases], ["away"]);
  assert.ok(peer.posts().length < 8);
  await hanako.leave();
});
