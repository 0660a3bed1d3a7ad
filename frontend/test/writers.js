// Somebody at the editor, without a browser: a Yjs document and the provider under test.
import * as Y from "yjs";
import { Pace } from "../src/pace.js";
import { Provider } from "../src/provider.js";
import { Requests } from "../src/requests.js";
import { Room } from "../src/room.js";

const QUICK = { typing: 4, poll: 12, hidden: 12, retry: 5 }; // ms
const QUICK_ROOM = { gap: 2, each: 0, say: 10, poll: 20, retry: 20 };

export function writer(peer, { person = "hanako", signedInAs = () => person, ...options } = {}) {
  const doc = new Y.Doc();
  let token = "first";
  const renew = async () => {
    if (!peer.isSignedIn) return "sign-in";
    if (signedInAs() !== person) return "other-person";
    token = peer.token;
    return "ok";
  };
  const requests = new Requests({ fetch: peer.fetch, token: () => token });
  const provider = new Provider({ doc, url: "/sync/", epoch: 1, schema: 1, requests, renew, pace: new Pace(QUICK), ...options });
  const text = doc.getText("body");
  const running = provider.run();
  const room = peer.room && enter({ provider, requests, ...options });
  const leave = async () => {
    provider.pace.stop();
    room?.stop();
    await running;
  };
  return { doc, provider, room, text, leave, write: (words) => text.insert(text.length, words) };
}

function enter({ provider, requests, isHidden = () => false, place = () => ({ anchor: "", head: "", typing: false }), times }) {
  const room = new Room({ provider, requests, isHidden, place, times: { ...QUICK_ROOM, ...times } });
  provider.addEventListener("pull", () => room.wake());
  room.run();
  return room;
}

// Waits until `condition` holds; fails with its source when it never does.
export async function until(condition, patience = 2_000) {
  const end = Date.now() + patience;
  while (!condition()) {
    if (Date.now() > end) throw new Error(`never: ${condition}`);
    await new Promise((resolve) => { setTimeout(resolve, 2); });
  }
}

export const moment = (ms) => new Promise((resolve) => { setTimeout(resolve, ms); });
