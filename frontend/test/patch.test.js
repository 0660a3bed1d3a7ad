import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { patched } from "../patches/y-tiptap.js";

const source = readFileSync(new URL("../node_modules/@tiptap/y-tiptap/dist/y-tiptap.js", import.meta.url), "utf8");

test("the library is patched in the version it was made for, and in no other", () => {
  assert.match(patched(source, "3.0.9", "./ours.js"), /^import \{[^}]+\} from "\.\/ours\.js";/);
  assert.throws(() => patched(source, "3.0.10", "./ours.js"), /3\.0\.10/);
});

test("a line that is not found, or found twice, stops the build", () => {
  assert.throws(() => patched(source.replace("// update children", "// children"), "3.0.9", "./ours.js"), /found 0 times/);
  assert.throws(() => patched(source + source, "3.0.9", "./ours.js"), /found 2 times/);
});
