import assert from "node:assert/strict";
import { test } from "node:test";
import { Peer } from "./peer.js";
import { WaitingRoom } from "./waiting-room.js";
import { moment, until, writer } from "./writers.js";

function peerWithRoom() {
  const peer = new Peer();
  peer.room = new WaitingRoom();
  return peer;
}

const everybody = (...writers) => Promise.all(writers.map(({ leave }) => leave()));
const pulls = (peer) => peer.log.filter(({ method }) => method === "GET").length;

async function two(options) {
  const peer = peerWithRoom();
  const [hanako, taro] = [writer(peer, options), writer(peer, options)];
  await until(() => hanako.room.people.length === 1 && taro.room.people.length === 1);
  return { peer, hanako, taro };
}

test("others' words come when the room says so, and the server is asked rarely meanwhile", async () => {
  const { peer, hanako, taro } = await two();
  await moment(20);
  const before = pulls(peer);
  await moment(100); // eight polls, if there were no room
  assert.ok(pulls(peer) - before <= 2, `asked ${pulls(peer) - before} times`);
  taro.write("村の足");
  await until(() => hanako.text.toString() === "村の足");
  await everybody(hanako, taro);
});

test("one's own words are not fetched again", async () => {
  const { peer, hanako, taro } = await two();
  await taro.leave();
  await moment(20);
  const before = pulls(peer);
  hanako.write("一");
  await until(() => hanako.provider.unsent === 0);
  await moment(40);
  assert.ok(pulls(peer) - before <= 1, `asked ${pulls(peer) - before} times`);
  await hanako.leave();
});

test("a page never has more than one request that waits", async () => {
  const { peer, hanako, taro } = await two();
  for (const letter of "一二三四五六七八九十") {
    hanako.write(letter);
    hanako.room.moved();
    await moment(6);
  }
  await until(() => taro.text.length === 10);
  assert.ok(peer.room.most <= 2, `${peer.room.most} for two pages`);
  await everybody(hanako, taro);
});

test("without a room everything works as before, and the room is tried ever more rarely", async () => {
  const peer = peerWithRoom();
  peer.room.isAway = true;
  const [hanako, taro] = [writer(peer), writer(peer)];
  await until(() => hanako.provider.canWrite && taro.provider.canWrite);
  taro.write("届く");
  await until(() => hanako.text.toString() === "届く");
  await moment(150);
  assert.equal(hanako.room.isOpen, false);
  assert.ok(peer.room.asked.length <= 10, `asked ${peer.room.asked.length} times`);
  await everybody(hanako, taro);
});

test("when the room closes while one waits, the server is asked again at once", async () => {
  const { peer, hanako, taro } = await two();
  peer.room.letGo();
  await until(() => !hanako.room.isOpen);
  taro.write("まだ届く");
  await until(() => hanako.text.toString() === "まだ届く");
  peer.room.isAway = false;
  await until(() => hanako.room.isOpen);
  await everybody(hanako, taro);
});

test("an old ticket is renewed with the next look at the text", async () => {
  const { peer, hanako, taro } = await two();
  peer.room.ticketsEnd = true;
  peer.room.tell(0);
  hanako.room.moved();
  await moment(300);
  peer.room.ticketsEnd = false;
  await until(() => hanako.room.isOpen && taro.room.isOpen);
  const used = new Set(peer.room.asked.map(({ ticket }) => ticket));
  assert.ok(used.size >= 2);
  await everybody(hanako, taro);
});

test("a proxy that cuts long requests gets shorter ones", async () => {
  const peer = peerWithRoom();
  peer.room.cutsAfter = 100; // 20 s are 200 ms here, 8 s are 80
  const hanako = writer(peer);
  await until(() => peer.room.asked.some(({ hold }) => hold === 8), 4_000);
  await until(() => hanako.room.isOpen);
  assert.equal(hanako.provider.phase, "live");
  await hanako.leave();
});

test("nothing waits in a hidden tab", async () => {
  let isHidden = false;
  const peer = peerWithRoom();
  const hanako = writer(peer, { isHidden: () => isHidden });
  await until(() => peer.room.waiting.size === 1);
  isHidden = true;
  hanako.room.wake();
  await until(() => peer.room.waiting.size === 0);
  await moment(50);
  assert.equal(peer.room.waiting.size, 0);
  isHidden = false;
  hanako.room.wake();
  await until(() => peer.room.waiting.size === 1);
  await hanako.leave();
});

test("where the caret stands is said with each question, and soon after it has moved", async () => {
  let head = "AAA=";
  const { peer, hanako, taro } = await two({ place: () => ({ anchor: head, head, typing: false }) });
  head = "AQE=";
  hanako.room.moved();
  hanako.room.moved();
  await until(() => taro.room.people[0].head === "AQE=");
  assert.ok(peer.room.most <= 2);
  await everybody(hanako, taro);
});

test("whoever leaves says so", async () => {
  const { hanako, taro } = await two();
  await hanako.leave();
  await until(() => taro.room.people.length === 0);
  await taro.leave();
});

test("a room that is ahead of the rows does not make a page ask without end", async () => {
  const { peer, hanako, taro } = await two();
  peer.room.tell(99);
  await moment(50);
  const [before, asked] = [pulls(peer), peer.room.asked.length];
  await moment(100);
  assert.ok(pulls(peer) - before <= 4 && peer.room.asked.length - asked <= 8);
  await everybody(hanako, taro);
});
