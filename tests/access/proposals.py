"""Who gets what from the proposals. See tests/access/world.py for the order of roles."""

import datetime as dt

from proposals.review import checking, commenting, reviewing
from proposals.text import illustrating
from proposals.versions import keeping
from support.collab.schema import SCHEMA_VERSION
from tests.factories import ProposalFactory, SectionFactory, VisitPhotoFactory
from tests.factories_sources import EntryFactory
from tests.factories_word import IncomingFactory

ALL = (200, 200, 200, 200, 200, 200, 200, 302, 200, 200)
INSIDE = (302, 200, 404, 404, 200, 404, 200, 302, 200, 302)
WRITERS = (302, 200, 404, 404, 403, 404, 403, 302, 200, 302)
SIGNED_IN = (302, 200, 200, 200, 200, 200, 200, 302, 200, 302)
NO_POST = (302, 405, 405, 405, 405, 405, 405, 302, 405, 302)
NO_GET = NO_POST
LEADERS_STAFF_WITH_REASON = (302, 302, 404, 404, 403, 404, 403, 302, 422, 302)
NOT_MADE = (302, 404, 404, 404, 404, 404, 404, 302, 404, 302)
COMMENTERS_422 = (302, 422, 404, 404, 422, 404, 403, 302, 422, 302)
COMMENTERS_302 = (302, 302, 404, 404, 302, 404, 403, 302, 302, 302)

MATRIX = {
    ("GET", "proposals:list"): ALL,
    ("POST", "proposals:list"): (405, 405, 405, 405, 405, 405, 405, 302, 405, 405),
    ("GET", "proposals:start"): WRITERS,
    ("POST", "proposals:start"): (302, 422, 404, 404, 403, 404, 403, 302, 422, 302),
    ("GET", "proposals:proposal"): INSIDE,
    ("POST", "proposals:proposal"): (405, 405, 405, 405, 405, 405, 405, 302, 405, 405),
    ("GET", "proposals:add-section"): WRITERS,
    ("POST", "proposals:add-section"): (302, 422, 404, 404, 403, 404, 403, 302, 422, 302),
    ("GET", "proposals:ask-group"): WRITERS,
    ("POST", "proposals:ask-group"): LEADERS_STAFF_WITH_REASON,
    ("GET", "proposals:group-check"): INSIDE,
    ("POST", "proposals:group-check"): NO_POST,
    ("GET", "proposals:confirm"): NO_GET,
    ("POST", "proposals:confirm"): (302, 302, 404, 404, 403, 404, 403, 302, 403, 302),
    ("GET", "proposals:take-back"): NO_GET,
    ("POST", "proposals:take-back"): LEADERS_STAFF_WITH_REASON,
    ("GET", "proposals:office-check"): (302, 403, 404, 404, 403, 404, 403, 302, 200, 302),
    ("POST", "proposals:office-check"): (302, 403, 404, 404, 403, 404, 403, 302, 302, 302),
    ("GET", "proposals:finalise"): NO_GET,
    ("POST", "proposals:finalise"): (302, 403, 404, 404, 403, 404, 403, 302, 422, 302),
    ("GET", "proposals:submit"): WRITERS,
    ("POST", "proposals:submit"): (302, 422, 404, 404, 403, 404, 403, 302, 422, 302),
    ("GET", "proposals:numbering"): WRITERS,
    ("POST", "proposals:numbering"): (302, 422, 404, 404, 403, 404, 403, 302, 422, 302),
    ("GET", "proposals:picture"): INSIDE,
    ("POST", "proposals:picture"): NO_POST,
    ("GET", "proposals:labels"): INSIDE,
    ("POST", "proposals:labels"): NO_POST,
    ("GET", "proposals:pictures"): INSIDE,
    ("POST", "proposals:pictures"): (302, 422, 404, 404, 403, 404, 403, 302, 422, 302),
    ("GET", "proposals:publish"): NO_GET,
    ("POST", "proposals:publish"): (302, 403, 404, 404, 403, 404, 403, 302, 302, 302),
    ("GET", "proposals:versions"): INSIDE,
    ("POST", "proposals:versions"): NO_POST,
    ("GET", "proposals:keep-version"): WRITERS,
    ("POST", "proposals:keep-version"): (302, 422, 404, 404, 403, 404, 403, 302, 422, 302),
    ("GET", "proposals:compare"): INSIDE,
    ("POST", "proposals:compare"): NO_POST,
    ("GET", "proposals:writers"): INSIDE,
    ("POST", "proposals:writers"): NO_POST,
    ("GET", "proposals:version-writers"): INSIDE,
    ("POST", "proposals:version-writers"): NO_POST,
    ("GET", "proposals:restore"): WRITERS,
    ("POST", "proposals:restore"): (302, 422, 404, 404, 403, 404, 403, 302, 422, 302),
    ("GET", "proposals:version-paper"): INSIDE,
    ("POST", "proposals:version-paper"): (302, 302, 404, 404, 302, 404, 302, 302, 302, 302),
    ("GET", "proposals:version-paper-state"): (302, 404, 404, 404, 404, 404, 404, 302, 404, 302),
    ("POST", "proposals:version-paper-state"): NO_POST,
    ("GET", "proposals:version-paper-file"): (302, 404, 404, 404, 404, 404, 404, 302, 404, 302),
    ("POST", "proposals:version-paper-file"): NO_POST,
    ("GET", "proposals:version"): INSIDE,
    ("POST", "proposals:version"): NO_POST,
    ("GET", "proposals:version-word"): INSIDE,
    ("POST", "proposals:version-word"): (302, 302, 404, 404, 302, 404, 302, 302, 302, 302),
    ("GET", "proposals:version-word-state"): (302, 404, 404, 404, 404, 404, 404, 302, 404, 302),
    ("POST", "proposals:version-word-state"): NO_POST,
    ("GET", "proposals:version-word-file"): (302, 404, 404, 404, 404, 404, 404, 302, 404, 302),
    ("POST", "proposals:version-word-file"): NO_POST,
    ("GET", "proposals:section-word"): INSIDE,
    ("POST", "proposals:section-word"): NO_POST,
    ("GET", "proposals:proof"): INSIDE,
    ("POST", "proposals:proof"): NO_POST,
    ("GET", "proposals:version-proof"): INSIDE,
    ("POST", "proposals:version-proof"): NO_POST,
    ("GET", "proposals:reading"): INSIDE,
    ("POST", "proposals:reading"): (302, 302, 404, 404, 302, 404, 302, 302, 302, 302),
    ("GET", "proposals:reading-state"): NOT_MADE,
    ("POST", "proposals:reading-state"): NO_POST,
    ("GET", "proposals:reading-file"): NOT_MADE,
    ("POST", "proposals:reading-file"): NO_POST,
    ("GET", "proposals:bring-in"): WRITERS,
    ("POST", "proposals:bring-in"): (302, 422, 404, 404, 403, 404, 403, 302, 422, 302),
    ("GET", "proposals:incoming"): (302, 200, 404, 404, 403, 404, 403, 302, 404, 302),
    ("POST", "proposals:incoming"): (302, 422, 404, 404, 403, 404, 403, 302, 404, 302),
    ("GET", "proposals:paper"): INSIDE,
    ("POST", "proposals:paper"): (302, 302, 404, 404, 403, 404, 403, 302, 302, 302),
    ("GET", "proposals:paper-state"): (302, 404, 404, 404, 404, 404, 404, 302, 404, 302),
    ("POST", "proposals:paper-state"): NO_POST,
    ("GET", "proposals:paper-file"): (302, 404, 404, 404, 404, 404, 404, 302, 404, 302),
    ("POST", "proposals:paper-file"): (405, 405, 405, 405, 405, 405, 405, 302, 405, 405),
    ("GET", "proposals:section"): INSIDE,
    ("POST", "proposals:section"): NO_POST,
    ("GET", "proposals:section-settings"): WRITERS,
    ("POST", "proposals:section-settings"): (302, 422, 404, 404, 403, 404, 403, 302, 422, 302),
    ("GET", "proposals:plain-text"): WRITERS,
    ("POST", "proposals:plain-text"): (302, 422, 404, 404, 403, 404, 403, 302, 422, 302),
    ("GET", "proposals:sync"): INSIDE,
    ("POST", "proposals:sync"): (302, 422, 404, 404, 403, 404, 403, 302, 422, 302),
    ("GET", "proposals:entries"): INSIDE,
    ("POST", "proposals:entries"): (302, 422, 404, 404, 403, 404, 403, 302, 422, 302),
    ("GET", "proposals:sources"): INSIDE,
    ("POST", "proposals:sources"): NO_POST,
    ("GET", "proposals:evidence"): INSIDE,
    ("POST", "proposals:evidence"): NO_POST,
    ("GET", "proposals:add-entry"): WRITERS,
    ("POST", "proposals:add-entry"): (302, 422, 404, 404, 403, 404, 403, 302, 422, 302),
    ("GET", "proposals:entry"): INSIDE,
    ("POST", "proposals:entry"): NO_POST,
    ("GET", "proposals:edit-entry"): WRITERS,
    ("POST", "proposals:edit-entry"): (302, 422, 404, 404, 403, 404, 403, 302, 422, 302),
    ("GET", "proposals:delete-entry"): NO_GET,
    ("POST", "proposals:delete-entry"): (302, 302, 404, 404, 403, 404, 403, 302, 302, 302),
    ("GET", "proposals:threads"): INSIDE,
    ("POST", "proposals:threads"): COMMENTERS_422,
    ("GET", "proposals:replies"): NO_GET,
    ("POST", "proposals:replies"): COMMENTERS_422,
    ("GET", "proposals:resolve"): NO_GET,
    ("POST", "proposals:resolve"): COMMENTERS_302,
    ("GET", "proposals:reopen"): NO_GET,
    ("POST", "proposals:reopen"): (302, 422, 404, 404, 422, 404, 403, 302, 422, 302),
    ("GET", "proposals:reviews"): SIGNED_IN,
    ("POST", "proposals:reviews"): NO_POST,
    ("GET", "proposals:review"): INSIDE,
    ("POST", "proposals:review"): NO_POST,
    ("GET", "proposals:ask-changes"): NO_GET,
    ("POST", "proposals:ask-changes"): (302, 403, 404, 404, 422, 404, 403, 302, 422, 302),
    ("GET", "proposals:endorse"): NO_GET,
    ("POST", "proposals:endorse"): (302, 403, 404, 404, 302, 404, 403, 302, 422, 302),
    ("GET", "proposals:mark-read"): NO_GET,
    ("POST", "proposals:mark-read"): (302, 403, 404, 404, 302, 404, 403, 302, 403, 302),
}


def arguments(world):
    """One proposal in each hand: writers, group, lecturer, endorsed, final."""
    slug, leader, lecturer = world.group.slug, world.users["member"], world.users["lecturer"]
    started, checked, submitted, endorsed = ProposalFactory.create_batch(4, group=world.group)
    final = ProposalFactory(group=world.group, state="final")
    section = SectionFactory(proposal=started)
    kept = keeping.keep(started, name="第1稿", by=leader)
    SectionFactory(proposal=checked)
    part = checking.ask_group(checked, by=leader).sections.get()
    review, answered = (_submit(proposal, lecturer, leader) for proposal in (submitted, endorsed))
    reviewing.endorse(answered, by=lecturer)
    thread = commenting.open_thread(section, kind="question", text="出典は何ですか。", by=lecturer)
    papers = ("version-paper", "version-paper-state", "version-paper-file")
    of_one_version = ("version", "version-writers", *papers)
    picture = illustrating.take_photo(started, VisitPhotoFactory(), by=leader)
    incoming = IncomingFactory(section=section, by=leader)
    of_section = ("section", "section-settings", "plain-text", "sync", "entries", "threads")
    of_section += ("labels", "pictures")
    entry, idle = EntryFactory.create_batch(2, group=world.group)
    return {
        "proposals:add-entry": [slug],
        "proposals:entry": [slug, entry.pk],
        "proposals:edit-entry": [slug, entry.pk],
        "proposals:delete-entry": [slug, idle.pk],
        "proposals:sources": [slug, started.pk],
        "proposals:evidence": [slug, started.pk],
        "proposals:list": [slug],
        "proposals:start": [slug],
        **{
            f"proposals:{name}": [slug, started.pk]
            for name in (
                "proposal",
                "add-section",
                "numbering",
                "submit",
                "versions",
                "keep-version",
                "compare",
                "writers",
            )
        },
        **{f"proposals:{name}": [slug, checked.pk] for name in ("group-check", "take-back")},
        "proposals:ask-group": [slug, started.pk],
        "proposals:restore": [slug, started.pk, kept.number],
        "proposals:picture": [slug, started.pk, picture.pk],
        "proposals:confirm": [slug, checked.pk, part.pk],
        **{
            f"proposals:version-word{part}": [slug, submitted.pk, 1]
            for part in ("", "-state", "-file")
        },
        "proposals:publish": [slug, final.pk],
        **{
            f"proposals:{name}": [slug, endorsed.pk]
            for name in ("office-check", "finalise", "paper", "paper-state", "paper-file")
        },
        **{f"proposals:{name}": [slug, submitted.pk, 1] for name in of_one_version},
        **{f"proposals:{name}": [slug, submitted.pk, 1] for name in ("version", "version-writers")},
        "proposals:proof": [slug, submitted.pk],
        "proposals:version-proof": [slug, submitted.pk, 1],
        **{f"proposals:reading{name}": [slug, submitted.pk, 1] for name in ("", "-state", "-file")},
        **{f"proposals:{name}": [slug, section.pk] for name in of_section},
        "proposals:section-word": [slug, section.pk],
        "proposals:bring-in": [slug, section.pk],
        "proposals:incoming": [slug, section.pk, incoming.key],
        **{
            f"proposals:{name}": [slug, section.pk, thread.pk]
            for name in ("replies", "resolve", "reopen")
        },
        **{
            f"proposals:{name}": [review.pk]
            for name in ("review", "ask-changes", "endorse", "mark-read")
        },
    }


def _submit(proposal, lecturer, leader):
    due_on = dt.date(2022, 12, 8)
    milestone = reviewing.submit(proposal, lecturers=[lecturer], due_on=due_on, by=leader)
    return milestone.reviews.get()


def data(world):
    forms = ("start", "add-section", "submit", "section-settings", "plain-text")
    return {
        "proposals:edit-entry": {"title": ""},
        "proposals:add-entry": {"title": ""},
        "proposals:sync": {"schema": SCHEMA_VERSION},
        **{f"proposals:{name}": {"title": ""} for name in forms},
    }
