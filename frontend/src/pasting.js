// What other programs put on the clipboard, before the editor reads it: headings, lists, tables
// and emphasis stay, the rest goes. Our CSP switches inline styles off, so what they say (Word's
// lists, bold letters of Google Docs, hidden rows of Excel) is read from a copy and made into tags.
import { listWord } from "./pasting-lists.js";

const TAG = /<[^>]+>/g;
const STYLE = /\sstyle\s*=\s*/gi;
const SHEET = /<style\b[\s\S]*?<\/style>/gi; // even a copy of it would be reported by our CSP
const NOT_TEXT = "style, script, xml, title, meta, link, .MsoCommentReference, .MsoCommentText";
const says = (element, pattern) => pattern.test(element.dataset.style ?? "");

export function tidyPasted(html) {
  const inert = html.replace(SHEET, "").replace(TAG, (tag) => tag.replace(STYLE, " data-style="));
  const { body } = new DOMParser().parseFromString(inert, "text/html");
  for (const element of body.querySelectorAll(NOT_TEXT)) element.remove();
  dropHidden(body);
  nameHeadings(body);
  listWord(body);
  markLetters(body);
  tidyTables(body);
  for (const element of body.querySelectorAll("[data-style]")) delete element.dataset.style;
  return body.innerHTML;
}

function dropHidden(body) {
  for (const element of body.querySelectorAll("[data-style]")) {
    if (says(element, /display:\s*none|mso-hide:\s*all/i)) element.remove();
  }
}

// A paragraph that Word counts as a heading without calling it one.
function nameHeadings(body) {
  for (const paragraph of body.querySelectorAll("p[data-style]")) {
    const level = /mso-outline-level:\s*([1-5])/i.exec(paragraph.dataset.style)?.[1];
    if (level) rename(paragraph, `h${level}`);
  }
}

function markLetters(body) {
  for (const ruby of body.querySelectorAll("ruby")) {
    const reading = [...ruby.querySelectorAll("rt")].map((rt) => rt.textContent).join("");
    for (const part of ruby.querySelectorAll("rt, rp")) part.remove();
    const letters = rename(ruby, "span");
    if (reading) letters.dataset.ruby = reading;
  }
  for (const element of body.querySelectorAll("b[data-style], strong[data-style]")) {
    if (says(element, /font-weight:\s*(normal|400)/i)) rename(element, "span"); // Google Docs wraps its text in one
  }
  for (const span of body.querySelectorAll("span[data-style]")) {
    if (says(span, /font-weight:\s*(bold|[6-9]00)/i)) wrapInside(span, "strong");
    if (says(span, /vertical-align:\s*super/i)) wrapInside(span, "sup");
    if (says(span, /vertical-align:\s*sub/i)) wrapInside(span, "sub");
  }
}

// Cells of a head are headers; one cell alone is its words.
function tidyTables(body) {
  for (const cell of body.querySelectorAll("thead td")) rename(cell, "th");
  const cells = body.querySelectorAll("td, th");
  if (cells.length !== 1 || body.textContent.trim() !== cells[0].textContent.trim()) return;
  const paragraph = body.ownerDocument.createElement("p");
  paragraph.append(...cells[0].childNodes);
  body.replaceChildren(paragraph);
}

function rename(element, tag) {
  const named = element.ownerDocument.createElement(tag);
  for (const name of ["colspan", "rowspan"]) {
    if (element.hasAttribute(name)) named.setAttribute(name, element.getAttribute(name));
  }
  named.append(...element.childNodes);
  element.replaceWith(named);
  return named;
}

function wrapInside(element, tag) {
  const mark = element.ownerDocument.createElement(tag);
  mark.append(...element.childNodes);
  element.append(mark);
}
