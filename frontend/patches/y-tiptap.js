// What we change in @tiptap/y-tiptap while the editor is bundled (docs/adr/0065): how the content
// of a paragraph or heading is made, compared and updated is ours, in src/paragraph-content.js.
// On another version, or where a line to be changed is not found exactly once, nothing is built.
const VERSION = "3.0.9";

const TOOLS = `
const paragraphTools = (meta) => ({
  look: (marks) => marksToAttributes(marks, meta),
  isSame: (yAtom, pAtom) => equalYTypePNode(yAtom, pAtom),
  make: (pAtom) => createTypeFromElementNode(pAtom, meta),
  pair: (yAtom, pAtom) => meta.mapping.set(yAtom, pAtom)
});
const likeness = (y, p, meta) =>
  y instanceof Y.XmlElement && matchNodeName(y, p) ? computeChildEqualityFactor(y, p, meta).equalityFactor : 0;
`;

// [what stands there, what is put before it, or in its place]
const BEFORE = [
  // a paragraph is compared by its letters, however many texts they stand in
  [
    "    const normalizedContent = normalizePNodeContent(pnode);\n    return ytype._length ===",
    `    if (pnode.inlineContent) {
      return equalAttrs(ytype.getAttributes(), pnode.attrs) &&
        isSameContent(ytype, pnode, paragraphTools(createEmptyMeta()))
    }
`,
  ],
  [
    "  const yChildren = ytype.toArray();\n  const pChildren = normalizePNodeContent(pnode);\n",
    `  if (pnode.inlineContent) {
    return { foundMappedChild: false, equalityFactor: sharedLength(ytype, pnode, paragraphTools(meta)) }
  }
`,
  ],
  // and updated by them
  [
    "  // update children\n  const pChildren = normalizePNodeContent(pNode);\n",
    `  if (pNode.inlineContent) {
    y.transact(() => updateContent(yDomFragment, pNode, paragraphTools(meta)), ySyncPluginKey);
    return
  }
`,
  ],
  // Enter at the beginning of a paragraph puts one before it, instead of writing its words anew
  [
    "  const matchingChildren = math.min(yEnd - yStart, pEnd - pStart);\n",
    `  const added = (pEnd - pStart) - (yEnd - yStart);
  if (
    added > 0 && yEnd > yStart &&
    likeness(yChildren[yEnd - 1], pChildren[pEnd - 1], meta) > likeness(yChildren[yStart], pChildren[pStart], meta)
  ) {
    insertPChildren(yDomFragment, pStart, pChildren, pStart, pStart + added, meta);
    pStart += added;
  }
`,
  ],
];
const INSTEAD = [
  // a new paragraph has a text wherever somebody may type
  [
    "    normalizePNodeContent(node).map((n) =>\n",
    "    (node.inlineContent ? withTexts(normalizePNodeContent(node)) : normalizePNodeContent(node)).map((n) =>\n",
  ],
  // Yjs may tidy marks up in a second step, when the screen already shows a shorter text
  ["  if (oldAbs == null) {\n", "  if (oldAbs == null || oldAbs > oldDoc.content.size) {\n"],
  // showing a text never moves words from one text to another: somebody may be writing in them
  ["if (nextytext instanceof Y.Text && !nextytext._item.deleted &&", "if (false &&"],
];

// `ours` is what src/paragraph-content.js is called in an import.
export function patched(source, version, ours) {
  if (version !== VERSION) {
    throw new Error(`patches/y-tiptap.js is for @tiptap/y-tiptap ${VERSION}, not ${version}: check every change and the fuzz test`);
  }
  const changes = [...BEFORE.map(([there, added]) => [there, added + there]), ...INSTEAD];
  const changed = changes.reduce((text, [there, instead]) => {
    const parts = text.split(there);
    if (parts.length !== 2) throw new Error(`patches/y-tiptap.js: found ${parts.length - 1} times: ${there}`);
    return parts.join(instead);
  }, source);
  const names = "isSameContent, sharedLength, updateContent, withTexts";
  return `import { ${names} } from ${JSON.stringify(ours)};\n${changed}\n${TOOLS}`;
}

export const isLibrary = (id) => /@tiptap[\\/]y-tiptap[\\/]dist[\\/]y-tiptap\.js(\?|$)/.test(id);
