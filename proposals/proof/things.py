"""Checks of headings, tables, figures, references, suggestions and claims."""

import re
from collections.abc import Iterable, Iterator

from proposals.proof.text import Found, Text, paragraphs, quoted
from proposals.text.numbering import words_of
from support.collab.nodes import Node, Run, every

CLAIM = re.compile(
    r"[0-9０-９]+(?:[.．][0-9０-９]+)?\s?(?:%|％|パーセント|割|倍|人|件|円|世帯|時間|か所|ポイント)"
)
EVIDENCE = {"citation", "footnote", "crossReference"}


def empty_headings(text: Text) -> Iterator[Found]:
    return (
        Found("", part.target)
        for part in paragraphs(text)
        if part.is_heading and not part.words.strip()
    )


def skipped_levels(text: Text) -> Iterator[Found]:
    """A heading two levels below the one before it."""
    before = 1
    for part in paragraphs(text):
        if part.is_heading:
            if part.node.level > before + 1:
                yield Found(quoted(part.words), part.target)
            before = part.node.level


def pictures_without_description(text: Text) -> Iterator[Found]:
    return (_named(node) for node in every(text.tree, "figure") if not node.word("alt").strip())


def figures_without_picture(text: Text) -> Iterator[Found]:
    return (_named(node) for node in every(text.tree, "figure") if node.whole("picture") is None)


def tables_without_heads(text: Text) -> Iterator[Found]:
    """No header cell at all, or one without a word (the corner may be empty)."""
    for table in every(text.tree, "table"):
        heads = [words_of(cell).strip() for cell in every((table,), "tableHeader")]
        if not any(heads) or not all(heads[1:]):
            yield _named(table)


def things_without_caption(text: Text) -> Iterator[Found]:
    return (_named(node) for node in _things(text) if not node.word("caption").strip())


def things_without_source(text: Text) -> Iterator[Found]:
    return (_named(node) for node in _things(text) if not node.word("source").strip())


def dead_references(text: Text) -> Iterator[Found]:
    for part in paragraphs(text):
        for node in every((part.node,), "crossReference"):
            if node.word("target") not in text.targets:
                yield Found(quoted(part.words), part.target)


def open_suggestions(text: Text) -> Iterator[Found]:
    """Each suggestion once, with the words it would put in or take out."""
    words: dict[str, Found] = {}
    for part in paragraphs(text):
        for run in _runs(part.node):
            if key := run.inserted or run.deleted:
                before = words.get(key, Found("")).words
                words[key] = Found(quoted(before + run.text), part.target)
    yield from words.values()


def claims_without_evidence(text: Text) -> Iterator[Found]:
    """A paragraph with a figure and nothing that says where it is from."""
    for part in paragraphs(text):
        if not part.is_prose or any(True for kind in EVIDENCE for _ in every((part.node,), kind)):
            continue
        if claim := CLAIM.search(part.words):
            yield Found(quoted(part.words, claim.start()), part.target)


def _things(text: Text) -> Iterator[Node]:
    for kind in ("table", "figure"):
        yield from every(text.tree, kind)


def _named(node: Node) -> Found:
    words = node.word("caption") or node.word("alt") or words_of(node)
    return Found(quoted(words.strip()), node.word("id"))


def _runs(node: Node) -> Iterator[Run]:
    children: Iterable[Node | Run] = node.children
    for child in children:
        if isinstance(child, Run):
            yield child
        else:
            yield from _runs(child)
