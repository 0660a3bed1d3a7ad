// The numbers of headings, tables and figures of one section; the same rules as
// proposals/text/numbering.py, from where the server says that the count of this section begins.
import { STRUCTURE } from "./messages.js";

const KANA = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン";
const LETTERS = "abcdefghijklmnopqrstuvwxyz";
const TYPED = /^(?:第[0-9０-９一二三四五六七八九十]+|[0-9０-９]+[\u3000 .．、]|[(（][0-9０-９]+[)）]|[①-⑳]|(?:提言|仮説|事例|資料)[0-9０-９]+|[ア-ン][\u3000 ])/;

const of = (row) => (count) => row[(count - 1) % row.length];
const inBrackets = (sign) => (count) => `(${sign(count)})`;
const SIGNS = {
  plain: [String, inBrackets(String), of(KANA), inBrackets(of(KANA)), of(LETTERS)],
  parts: [(count) => `第${count}節`, String, inBrackets(String), of(KANA), inBrackets(of(KANA))],
};

// Before the server has answered: a text by itself.
export const NO_START = { style: "plain", label: "", chapter: "", depth: 0, tables: 0, figures: 0, typed: [], isKnown: false };

// The number of the count-th heading of a level; depth 1 is the level just below the chapter.
export function sign(style, depth, count) {
  const signs = SIGNS[style] ?? SIGNS.plain;
  return signs[Math.min(depth, signs.length) - 1](count);
}

// [{ pos, node, kind, number, label, words, target }] in reading order.
export function numbered(doc, start) {
  const marks = [];
  doc.descendants((node, pos) => {
    const kind = node.type.name;
    if (kind === "heading") marks.push({ pos, node, kind, words: wordsOf(node), depth: node.attrs.level - 1 + start.depth });
    if (kind === "table" || kind === "figure") marks.push({ pos, node, kind, words: node.attrs.caption ?? "" });
    return kind !== "figure" && !node.isTextblock;
  });
  const typed = new Set(start.typed);
  for (const { kind, words, depth } of marks) if (kind === "heading" && TYPED.test(words)) typed.add(depth);
  const counts = { table: start.tables, figure: start.figures };
  const path = [];
  return marks.map((mark) => {
    const target = mark.node.attrs.id;
    if (mark.kind === "heading") return { ...mark, target, ...heading(mark, path, typed, start) };
    counts[mark.kind] += 1;
    const number = STRUCTURE.names[mark.kind] + (start.chapter ? `${start.chapter}-` : "") + counts[mark.kind];
    return { ...mark, target, number, label: number };
  });
}

function heading({ depth, words }, path, typed, { chapter, style, label }) {
  path.length = depth + 1;
  path[depth] = (path[depth] ?? 0) + 1;
  const levels = [...path.keys()].filter((level) => path[level]);
  const isCounted = chapter && !typed.has(depth);
  const number = isCounted ? sign(style, depth, path[depth]) : "";
  const isPath = isCounted && !levels.some((level) => typed.has(level));
  const named = words ? `「${words}」` : label;
  return { number, label: isPath ? label + levels.map((level) => sign(style, level, path[level])).join("") : named };
}

function wordsOf(node) {
  let words = "";
  node.forEach((child) => {
    if (child.isText && !child.marks.some(({ type }) => type.name === "insertion")) words += child.text;
  });
  return words.trim();
}
