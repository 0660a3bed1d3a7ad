"""Reading updates byte by byte: the same as Yjs reads, and nothing that Yjs could choke on."""

import pytest

from support.collab import continuity, nodes, texts, wire
from support.collab.wire import Kind
from tests.collab import yjs
from tests.collab.mutations import bodies

SESSIONS = [yjs.updates_of(session) for session in yjs.SESSIONS]


def clocks_after(updates):
    """The clocks of a text whose updates were all taken."""
    known = {}
    for update in updates:
        known |= continuity.advance(wire.read(update), known)
    return known


def ranges(update):
    """(client, first clock, next clock) as Y.parseUpdateMeta gives it."""
    structs = wire.read(update).structs
    return sorted([client, rows[0].clock, rows[-1].end] for client, rows in structs.items())


def outcome(before, update):
    """What becomes of an update: the clocks afterwards, or None when it is refused."""
    known = clocks_after(before)
    try:
        return known | continuity.advance(wire.read(update), known)
    except (wire.Unreadable, continuity.Hole):
        return None


@pytest.mark.parametrize("updates", SESSIONS)
def test_it_takes_everything_that_an_editor_writes(updates):
    doc = texts.doc_of(updates)

    assert clocks_after(updates) == texts.clocks_of(doc)


@pytest.mark.parametrize("updates", SESSIONS)
def test_it_finds_every_hole(updates):
    """With one update left out, what Yjs would keep waiting is refused, and only that."""
    for missing in range(len(updates)):
        known, doc = {}, texts.doc_of(())
        for update in updates[:missing] + updates[missing + 1 :]:
            try:
                known |= continuity.advance(wire.read(update), known)
            except continuity.Hole:
                continue
            doc.apply_update(update)
        assert texts.clocks_of(doc) == known


def test_it_takes_what_is_known_already_a_second_time():
    for updates in SESSIONS:
        known = clocks_after(updates)
        assert [continuity.advance(wire.read(update), known) for update in updates] == [
            {} for _ in updates
        ]


def test_it_takes_the_whole_text_as_one_update():
    for session, updates in zip(yjs.SESSIONS, SESSIONS, strict=True):
        state = wire.read(yjs.decoded(session["state"]))
        assert continuity.advance(state, {}) == clocks_after(updates)


def test_of_2000_mutated_updates_it_takes_only_what_can_be_applied_at_once():
    taken = 0
    for before, update in bodies(SESSIONS, 2_000):
        expected = outcome(before, update)
        if expected is None:
            continue
        taken += 1
        doc = texts.doc_of([*before, update])
        assert texts.clocks_of(doc) == expected, update
        nodes.of_doc(doc)
    assert 20 < taken < 1_000


def test_yjs_reads_the_same_clocks():
    updates = [update for session in SESSIONS for update in session]

    (found,) = yjs.ask({"meta": [yjs.encoded(update) for update in updates]})

    assert [sorted(clocks) for clocks in found] == [ranges(update) for update in updates]


def test_yjs_would_wait_for_what_is_refused_as_a_hole():
    refused = []
    for updates in SESSIONS:
        for place in range(1, len(updates)):
            log = [*updates[: place - 1], updates[place]]
            if outcome(log[:-1], log[-1]) is None:
                refused.append(log)

    (found,) = yjs.ask({"apply": [[yjs.encoded(update) for update in log] for log in refused]})

    assert len(refused) > 50
    assert all(answer["waits"] for answer in found)


def test_yjs_applies_at_once_whatever_was_taken_of_2000_mutated_updates():
    taken = [
        [*before, update]
        for before, update in bodies(SESSIONS, 2_000, seed=7)
        if outcome(before, update) is not None
    ]

    (found,) = yjs.ask({"apply": [[yjs.encoded(update) for update in log] for log in taken]})

    troubled = [
        (log[-1], answer)
        for log, answer in zip(taken, found, strict=True)
        if answer.get("error") or answer["waits"]
    ]
    assert troubled == []


@pytest.mark.parametrize(
    ("update", "why"),
    [
        (b"", "nothing"),
        (b"\x00", "no deletions"),
        (b"\x00\x00\x00", "a byte left over"),
        (b"\x01\x01\x05\x00\x84\x05\x00\x02ab\x00", "nothing before it"),
        (b"\x01\x01\x05\x00\x04\x01\x04head\x01a\x00", "another field"),
        (b"\x01\x01\x05\x00\x04\x02\x04body\x01a\x00", "a parent of no kind"),
        (b"\x01\x01\x05\x00\x04\x01\x04body\x00\x00", "an empty text"),
        (b"\x01\x01\x05\x00\x04\x01\x04body\x01\xff\x00", "not UTF-8"),
        (b"\x01\x01\x05\x00\x03\x01\x04body\x01a\x00", "bytes as content"),
        (b"\x01\x01\x05\x00\x07\x01\x04body\x03\x05video\x00", "an unknown node"),
        (b"\x01\x01\x05\x00\x07\x01\x04body\x00\x00", "an array as node"),
        (b"\x01\x01\x05\x00\x06\x01\x04body\x06italic\x02{}\x00", "an unknown mark"),
        (b"\x01\x01\x05\x00\x06\x01\x04body\x04bold\x03NaN\x00", "not JSON"),
        (b"\x01\x01\x05\x00\x06\x01\x04body\x04bold\x051e999\x00", "more than a number holds"),
        (b"\x01\x01\x05\x00\x08\x01\x04body\x01\x76\x00\x00", "an object as attribute"),
        (b"\x01\x01\x05\x00\x00\x00\x00", "a struct of no length"),
        (b"\x01\x01\x05\x00\x00\xff\xff\xff\xff\x0f\x00", "a struct too long"),
        (b"\x01\x01\x05\x00\x80\x01\x00", "flags on a collected struct"),
        (b"\x02\x01\x05\x00\x00\x01\x01\x05\x01\x00\x01\x00", "a client twice"),
        (b"\x00\x01\x05\x01\x00\x00", "a deletion of no length"),
        (b"\x01\x01" + b"\x80" * 12 + b"\x01\x00", "a number without an end"),
        (b"\x7f\x00", "more clients than bytes"),
    ],
)
def test_it_refuses_what_no_editor_writes(update, why):
    with pytest.raises((wire.Unreadable, continuity.Hole)):
        continuity.advance(wire.read(update), {})


def structs(client, *rows):
    """An update by hand: (clock, length, ids it hangs on)."""
    return wire.Update(
        structs={
            client: [
                wire.Struct(clock, length, Kind.LETTERS, *(wire.Id(*need) for need in needs))
                for clock, length, *needs in rows
            ]
        }
    )


def both(one, other):
    return wire.Update(structs=one.structs | other.structs)


def test_it_follows_clients_that_hang_on_each_other_in_turn():
    one = structs(1, (0, 1), (1, 1, (2, 0)), (2, 1, (2, 1)))
    other = structs(2, (0, 1, (1, 0)), (1, 1, (1, 1)))

    assert continuity.advance(both(one, other), {}) == {1: 3, 2: 2}


@pytest.mark.parametrize(
    "update",
    [
        both(structs(1, (0, 1, (2, 0))), structs(2, (0, 1, (1, 0)))),
        structs(1, (0, 1, (1, 0))),
        structs(1, (0, 1), (2, 1)),
        structs(1, (1, 1)),
        structs(1, (0, 1, (9, 0))),
    ],
)
def test_it_refuses_what_would_wait_for_ever(update):
    with pytest.raises(continuity.Hole):
        continuity.advance(update, {})


def test_it_takes_a_skip_only_over_what_is_known():
    skip = wire.Struct(0, 2, Kind.SKIP)
    update = wire.Update(structs={1: [skip, wire.Struct(2, 1, Kind.LETTERS)]})

    assert continuity.advance(update, {1: 2}) == {1: 3}
    with pytest.raises(continuity.Hole):
        continuity.advance(update, {1: 1})


def test_it_is_quick_with_a_long_chain_of_clients():
    chain = {
        client: [wire.Struct(0, 1, Kind.LETTERS, wire.Id(client + 1, 0))]
        for client in range(30_000)
    }
    chain[30_000] = [wire.Struct(0, 1, Kind.LETTERS)]

    assert len(continuity.advance(wire.Update(structs=chain), {})) == 30_001


def mark(key, value):
    """One update with a mark in a text."""
    word = [bytes([len(text.encode())]) + text.encode() for text in (key, value)]
    return b"\x01\x01\x05\x00\x06\x01\x04body" + b"".join(word) + b"\x00"


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("bold", "{}"),
        ("superscript", "null"),
        ("ruby", '{"text":"はなわ"}'),
        ("insertion", '{"id":"1.a"}'),
        ("deletion", "null"),
    ],
)
def test_it_takes_the_marks_of_the_schema(key, value):
    assert wire.read(mark(key, value)).structs[5][0].kind is Kind.MARK


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("italic", "{}"),
        ("bold", '{"id":"a"}'),
        ("ruby", "{}"),
        ("ruby", "true"),
        ("insertion", '{"id":""}'),
        ("insertion", '{"id":1}'),
        ("insertion", '{"id":"a","x":"b"}'),
        ("deletion", '["id"]'),
        ("deletion", "[" * 100),
        ("deletion", '{"id":"' + "a" * 101 + '"}'),
    ],
)
def test_it_refuses_other_marks_and_odd_values(key, value):
    with pytest.raises(wire.Unreadable):
        wire.read(mark(key, value))
