// What Node asks before it loads a module: changes the library as vite.config.js does.
import { readFileSync } from "node:fs";
import { isLibrary, patched } from "../patches/y-tiptap.js";

const ours = new URL("../src/paragraph-content.js", import.meta.url).href;
const manifest = new URL("../node_modules/@tiptap/y-tiptap/package.json", import.meta.url);
const { version } = JSON.parse(readFileSync(manifest, "utf8"));

export async function load(url, context, nextLoad) {
  const loaded = await nextLoad(url, context);
  return isLibrary(url) ? { ...loaded, source: patched(String(loaded.source), version, ours) } : loaded;
}
