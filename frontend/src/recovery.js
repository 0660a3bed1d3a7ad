// Words that an earlier page could not send: merged into the text where that is right, and offered
// as a copy where it is not (another epoch, no right to write any more, or something is missing).
import * as Y from "yjs";
import { wordsOf } from "./unsent.js";

// Takes over what fits; resolves to the copies to offer: [{ words, forget }].
export async function recover(store, doc, { epoch, canWrite }) {
  const found = await store.load();
  const isRight = (record) => canWrite && record.epoch === epoch && fits(doc, record.update);
  const right = found.filter(isRight);
  store.adopt(right);
  doc.transact(() => right.forEach(({ update }) => Y.applyUpdate(doc, update, "recovered")), "recovered");
  const copies = found
    .filter((record) => !right.includes(record))
    .map((record) => ({ words: wordsOf(record.update), forget: () => store.forget(record) }));
  await Promise.all(copies.filter(({ words }) => !words).map(({ forget }) => forget()));
  return copies.filter(({ words }) => words);
}

// Tried on a copy: what hangs on something that is not there would wait in the text for ever.
function fits(doc, update) {
  const trial = new Y.Doc();
  try {
    Y.applyUpdate(trial, Y.encodeStateAsUpdate(doc));
    Y.applyUpdate(trial, update);
    return !trial.store.pendingStructs && !trial.store.pendingDs;
  } catch {
    return false;
  } finally {
    trial.destroy();
  }
}
