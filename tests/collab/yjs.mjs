// Real Yjs for the tests: reads jobs from stdin, one JSON per line, and answers each with a line.
//   {"make": n}: n random sessions of two or three people writing like the editor does
//   {"meta": [base64 …]}: the clocks each update covers, by Yjs itself; null where it cannot read
//   {"standing": [base64 …]}: the letters of each Yjs client that stand in a state
//   {"apply": [base64 …]}: the text that comes out, and whether anything is left waiting
import { createRequire } from "node:module";
import { createInterface } from "node:readline";

const Y = createRequire(process.argv[2] + "/")("yjs");
const WORDS = ["空き家", "𠮷野", "矢吹町", "👨‍👩‍👧", "は", "増えた。", "a", "葛󠄀", "\u200b", "<b>"];
let seed = 20221128;
const random = (n) => { // the same numbers in every run
  seed = (seed * 1103515245 + 12345) % 2147483648;
  return Math.floor((seed / 2147483648) * n);
};
const base64 = (bytes) => Buffer.from(bytes).toString("base64");
const bytes = (text) => new Uint8Array(Buffer.from(text, "base64"));

function paragraph(...children) {
  const element = new Y.XmlElement("paragraph");
  element.insert(0, children);
  return element;
}

function heading() {
  const element = new Y.XmlElement("heading");
  element.setAttribute("level", 2 + random(3));
  element.insert(0, [new Y.XmlText(WORDS[random(WORDS.length)])]);
  return element;
}

function list() {
  const element = new Y.XmlElement(random(2) ? "bulletList" : "orderedList");
  for (let count = 1 + random(3); count > 0; count -= 1) {
    const item = new Y.XmlElement("listItem");
    item.insert(0, [paragraph(new Y.XmlText(WORDS[random(WORDS.length)]))]);
    element.insert(0, [item]);
  }
  return element;
}

function inline() {
  const citation = new Y.XmlElement("citation");
  citation.setAttribute("finding", random(500));
  return random(2) ? citation : new Y.XmlElement("hardBreak");
}

// A cursor never stands inside a letter that takes two units of UTF-16.
const between = (letters, at) => (/[\udc00-\udfff]/.test(letters.charAt(at)) ? at - 1 : at);

const lettersOf = (text) => text.toDelta().map((run) => run.insert).join("");
const texts = (node) => node.toArray().flatMap((child) => (child instanceof Y.XmlText ? [child] : texts(child)));

function write(doc) {
  const body = doc.getXmlFragment("body");
  const place = random(body.length + 1);
  const all = texts(body);
  const text = all[random(all.length)];
  const at = text ? between(lettersOf(text), random(text.length + 1)) : 0;
  switch (random(9)) {
    case 0: return body.insert(place, [paragraph(new Y.XmlText("段落"), inline(), new Y.XmlText("続き"))]);
    case 1: return body.insert(place, [heading()]);
    case 2: return body.insert(place, [list()]);
    case 3: return body.length > 2 && body.delete(random(body.length), 1);
    case 4: return text?.format(0, at, { bold: random(2) ? {} : null });
    case 5: return text?.length && text.delete(0, at);
    default: return text?.insert(at, WORDS[random(WORDS.length)], random(3) ? {} : { bold: {} });
  }
}

// Updates in an order in which a server may get them: each person sends, now and then all receive.
function session(people) {
  const docs = Array.from({ length: people }, () => new Y.Doc());
  const log = [];
  const typed = docs.map(() => []);
  docs.forEach((doc, i) => {
    doc.clientID = 1 + random(4294967295);
    doc.on("update", (update, origin) => origin !== "net" && typed[i].push(update));
  });
  for (let step = 0; step < 40; step += 1) {
    const i = random(people);
    docs[i].transact(() => write(docs[i]));
    if (random(3)) continue;
    if (typed[i].length) log.push(Y.mergeUpdates(typed[i].splice(0)));
    docs.forEach((doc) => log.forEach((update) => Y.applyUpdate(doc, update, "net")));
  }
  typed.forEach((updates) => updates.length && log.push(Y.mergeUpdates(updates)));
  docs.forEach((doc) => log.forEach((update) => Y.applyUpdate(doc, update, "net")));
  return { updates: log.map(base64), state: base64(Y.encodeStateAsUpdate(docs[0])), tree: tree(docs[0]) };
}

const tree = (doc) => doc.getXmlFragment("body").toArray().map(shown);

function shown(node) {
  if (node instanceof Y.XmlText) return node.toDelta();
  if (!(node instanceof Y.XmlElement)) return String(node);
  return [node.nodeName, node.getAttributes(), node.toArray().map(shown)];
}

function meta(update) {
  try {
    const { from, to } = Y.parseUpdateMeta(update);
    return [...from].map(([client, clock]) => [client, clock, to.get(client)]);
  } catch {
    return null;
  }
}

function apply(updates) {
  const doc = new Y.Doc();
  try {
    updates.forEach((update) => Y.applyUpdate(doc, bytes(update)));
    const waits = Boolean(doc.store.pendingStructs || doc.store.pendingDs);
    return { waits, tree: tree(doc) };
  } catch (error) {
    return { error: String(error) };
  }
}

function standing(state) {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, bytes(state));
  const found = {};
  for (const text of texts(doc.getXmlFragment("body"))) {
    for (let item = text._start; item; item = item.right) {
      if (!item.deleted && item.content instanceof Y.ContentString) {
        found[item.id.client] = (found[item.id.client] ?? "") + item.content.str;
      }
    }
  }
  return found;
}

for await (const line of createInterface({ input: process.stdin })) {
  const job = JSON.parse(line);
  let answer;
  if (job.make) answer = Array.from({ length: job.make }, (_, i) => session(2 + (i % 2)));
  else if (job.standing) answer = job.standing.map(standing);
  else if (job.meta) answer = job.meta.map((update) => meta(bytes(update)));
  else answer = job.apply.map(apply);
  process.stdout.write(JSON.stringify(answer) + "\n");
}
