// Word writes the items of a list as paragraphs, level and marker in their style. Here neighbours
// become a list, with lists inside it.
const ITEM = /mso-list:\s*l\d+\s+level(\d)/i;
const COUNTED = /[0-9０-９a-zア-ンｱ-ﾝ①-⑳一二三四五六七八九十]/i;

export function listWord(body) {
  let open = []; // the lists that the next item may go on with, the outermost first
  let last = null;
  for (const paragraph of [...body.querySelectorAll("p[data-style]")]) {
    const level = Number(ITEM.exec(paragraph.dataset.style)?.[1] ?? 0);
    if (!level) continue;
    const follows = last && paragraph.previousElementSibling === last;
    if (!follows) open = [];
    const marker = takeMarker(paragraph);
    last = place(paragraph, open, level, COUNTED.test(marker) ? "ol" : "ul");
  }
}

function takeMarker(paragraph) {
  const found = [...paragraph.querySelectorAll("[data-style]")].filter(({ dataset }) => /mso-list:\s*ignore/i.test(dataset.style));
  const words = found.map((span) => span.textContent).join("").trim();
  for (const span of found) span.remove();
  return words;
}

// Puts a paragraph into the list of its level. Gives the outermost list.
function place(paragraph, open, level, tag) {
  const page = paragraph.ownerDocument;
  open.length = Math.min(open.length, level);
  if (!open.length) {
    const list = page.createElement(tag);
    paragraph.replaceWith(list);
    open.push(list);
  } else {
    paragraph.remove();
    if (open.length < level && open.at(-1).lastElementChild) {
      const inner = page.createElement(tag);
      open.at(-1).lastElementChild.append(inner);
      open.push(inner);
    }
  }
  const item = page.createElement("li");
  item.append(paragraph);
  open.at(-1).append(item);
  return open[0];
}
