import assert from "node:assert/strict";
import { test } from "node:test";
import { linesOf, readPastedText } from "../src/pasted-text.js";
import { schema } from "./headless.js";

const view = { state: { schema } };
const read = (text) => readPastedText(text, { marks: () => [] }, false, view)?.content.toString();

test("each line is a paragraph, without the spaces that set it in", () => {
  assert.deepEqual(linesOf("　人口は減る。\r\n\r\n 職員も。\n"), ["人口は減る。", "職員も。"]);
  assert.equal(read("　人口は減る。\r\n\r\n職員も。"), '<paragraph("人口は減る。"), paragraph("職員も。")>');
});

test("lines that all begin with a bullet are a list", () => {
  assert.equal(read("・窓口\n・ 電話"), '<bulletList(listItem(paragraph("窓口")), listItem(paragraph("電話")))>');
  assert.equal(read("・窓口\n電話"), '<paragraph("・窓口"), paragraph("電話")>');
});

test("a single line is left to the editor", () => {
  assert.equal(read("窓口"), undefined);
});
