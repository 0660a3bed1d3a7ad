// Somebody at the editor, without a browser: a Yjs document and the provider under test.
import * as Y from "yjs";
import { Pace } from "../src/pace.js";
import { Provider } from "../src/provider.js";
import { Requests } from "../src/requests.js";

const QUICK = { typing: 4, poll: 12, hidden: 12, retry: 5 }; // ms

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
  const leave = async () => {
    provider.pace.stop();
    await running;
  };
  return { doc, provider, text, leave, write: (words) => text.insert(text.length, words) };
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
