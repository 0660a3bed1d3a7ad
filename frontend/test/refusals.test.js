import assert from "node:assert/strict";
import { test } from "node:test";
import * as Y from "yjs";
import { unsentParagraphs } from "../src/unsent.js";
import { Peer } from "./peer.js";
import { moment, until, writer } from "./writers.js";

for (const part of ["epoch", "schema"]) {
  test(`a page with an old ${part} is told to reload before it can write`, async () => {
    const peer = new Peer();
    peer[part] = 2;
    const hanako = writer(peer);
    await until(() => hanako.provider.phase === "stale");
    assert.equal(hanako.provider.isLoaded, false);
    hanako.write("古い画面から");
    hanako.provider.flush();
    await moment(30);
    assert.deepEqual(peer.posts(), []);
    await hanako.leave();
  });

  test(`a page whose ${part} passes while one writes stops, and keeps what is unsent`, async () => {
    const peer = new Peer();
    const hanako = writer(peer);
    await until(() => hanako.provider.canWrite);
    peer[part] = 2;
    hanako.write("残る文章");
    await until(() => hanako.provider.phase === "stale");
    assert.notEqual(hanako.provider.message, "");
    assert.equal(hanako.provider.unsent, 1);
    assert.equal(peer.text, "");
    const rescued = new Y.Doc();
    Y.applyUpdate(rescued, hanako.provider.unsentUpdate);
    assert.equal(rescued.getText("body").toString(), "残る文章");
    await hanako.leave();
  });
}

test("an expired sign-in keeps the words, and resumes after signing in again", async () => {
  const peer = new Peer();
  const hanako = writer(peer);
  await until(() => hanako.provider.canWrite);
  peer.isSignedIn = false;
  hanako.write("途中の文章");
  await until(() => hanako.provider.phase === "sign-in");
  assert.equal(hanako.provider.unsent, 1);
  Object.assign(peer, { isSignedIn: true, token: "second" }); // every sign-in changes the token
  await until(() => hanako.provider.unsent === 0);
  assert.equal(peer.text, "途中の文章");
  assert.equal(hanako.provider.phase, "live");
  await hanako.leave();
});

test("nothing is sent in the name of somebody else who has signed in", async () => {
  const peer = new Peer();
  const hanako = writer(peer, { signedInAs: () => "taro" });
  await until(() => hanako.provider.canWrite);
  peer.token = "second";
  hanako.write("花子の文章");
  await until(() => hanako.provider.phase === "other-person");
  assert.equal(hanako.provider.isOver, true);
  assert.equal(peer.text, "");
  await hanako.leave();
});

test("a refused write says why, and goes on when writing is allowed again", async () => {
  const peer = new Peer();
  const hanako = writer(peer);
  await until(() => hanako.provider.canWrite);
  Object.assign(peer, { canWrite: false, why: "講師が確認しています。" });
  hanako.write("締切後");
  await until(() => !hanako.provider.canWrite);
  assert.equal(hanako.provider.why, "講師が確認しています。");
  assert.equal(hanako.provider.unsent, 1);
  Object.assign(peer, { canWrite: true, why: "" });
  await until(() => hanako.provider.unsent === 0);
  assert.equal(peer.text, "締切後");
  await hanako.leave();
});

test("a reader asks, and never sends", async () => {
  const peer = new Peer();
  Object.assign(peer, { canWrite: false, why: "閲覧のみです。" });
  const hanako = writer(peer);
  await until(() => hanako.provider.isLoaded);
  hanako.write("書けない");
  hanako.provider.flush();
  await moment(30);
  assert.deepEqual(peer.posts(), []);
  await hanako.leave();
});

test("the copy offered holds the paragraphs with unsent words, whole, and no others", () => {
  const doc = new Y.Doc();
  const body = doc.getXmlFragment("body");
  const paragraphs = ["保存済みの段落。", "途中まで"].map((words) => {
    const paragraph = new Y.XmlElement("paragraph");
    paragraph.insert(0, [new Y.XmlText(words)]);
    return paragraph;
  });
  body.insert(0, paragraphs);
  const updates = [];
  doc.on("update", (update) => updates.push(update));
  paragraphs[1].get(0).insert(4, "書いた。");
  assert.deepEqual(unsentParagraphs(doc, body, Y.mergeUpdates(updates)), ["途中まで書いた。"]);
  assert.deepEqual(unsentParagraphs(doc, body, null), []);
});
