"""Says from what was seen whether anything acknowledged or due was lost."""

import math
from collections import Counter
from dataclasses import dataclass, field
from email import message_from_bytes

from tests.faults.staff import BEGINNING
from tests.faults.writers import Log


@dataclass
class Mail:
    message_id: str
    to: str
    arrived_at: float


@dataclass
class Seen:
    """Everything that was observed in one run."""

    log: Log
    texts: dict[str, list[str]]
    updates: list[list]
    owed: list[int]
    ledger: list[dict]
    mails: list[Mail]
    today: str
    kills: Counter
    blackouts: int
    seconds: float
    wanted: dict[str, int] = field(default_factory=dict)
    faults: Counter = field(default_factory=Counter)
    converged: int | None = None  # pages that show at the end what a fresh one shows


def read_mails(paths):
    """The mails of the sink; the name of the file says when the server had it."""
    found = []
    for path in paths:
        message = message_from_bytes(path.read_bytes())
        arrived_at = int(path.name.partition("-")[0]) / 1e9
        found.append(Mail(message["Message-ID"], message["X-Envelope-To"], arrived_at))
    return found


def problems(seen):
    """{what went wrong: how often}; empty when everything is as promised."""
    found = {**edit_problems(seen), **mail_problems(seen), **blind_spots(seen)}
    return {name: count for name, count in found.items() if count}


def edit_problems(seen):
    saved = seen.log.acknowledged()
    words = {url: Counter(text) for url, text in seen.texts.items()}
    batches = {batch: seq for _text, seq, batch in seen.updates}
    seqs = {}
    for text, seq, _batch in seen.updates:
        seqs.setdefault(text, []).append(seq)
    return {
        "acknowledged edit lost": sum(not words[edit.text][edit.word] for edit in saved),
        "missing when the page was opened": len(set(seen.log.missing_on_load)),
        "edit twice in the text": sum(n > 1 for count in words.values() for n in count.values()),
        "words that nobody was allowed to write": len(phantoms(seen)),
        "acknowledged batch without its row": sum(
            batches.get(edit.batch) != edit.seq for edit in saved
        ),
        "gap in seq": sum(found != list(range(1, len(found) + 1)) for found in seqs.values()),
        "odd answer": len(seen.log.odd_answers),
    }


def phantoms(seen):
    """Words in the texts that no writer has written."""
    written = {edit.word for edit in seen.log.edits} | {BEGINNING}
    return {word for text in seen.texts.values() for word in text} - written


def mail_problems(seen):
    by_id = {row["message_id"]: row for row in seen.ledger if row["message_id"]}
    copies = Counter(mail.message_id for mail in seen.mails)
    due = [row for row in seen.ledger if row["due_on"] <= seen.today]
    rows = {row["pk"] for row in seen.ledger}
    return {
        "owed reminder not in the ledger": sum(pk not in rows for pk in seen.owed),
        "due reminder not sent": sum(not copies[row["message_id"]] for row in due),
        "reminder not marked as sent": sum(row["state"] != "sent" for row in due),
        "reminder sent before its day": sum(
            by_id[key]["due_on"] > seen.today for key in copies if key in by_id
        ),
        "mail under another Message-ID": sum(key not in by_id for key in copies),
        "mail to somebody else": sum(
            mail.to != by_id[mail.message_id]["recipient__email"]
            for mail in seen.mails
            if mail.message_id in by_id
        ),
        "repeated outside a send": sum(
            count > by_id[key]["tries"] for key, count in copies.items() if key in by_id
        ),
        "mail came after it was marked as sent": sum(
            mail.arrived_at > by_id[mail.message_id]["marked_at"]
            for mail in seen.mails
            if mail.message_id in by_id and by_id[mail.message_id]["state"] == "sent"
        ),
    }


def blind_spots(seen):
    """A run that has not seen enough has shown nothing."""
    figures = figures_of(seen)
    return {
        f"only {figures.get(name, 0)} {name}": 1
        for name, least in seen.wanted.items()
        if figures.get(name, 0) < least
    }


def figures_of(seen):
    saved = seen.log.acknowledged()
    waits = sorted(edit.acknowledged_at - edit.first_sent_at for edit in saved)
    copies = Counter(mail.message_id for mail in seen.mails)
    return {
        "attempted": len(seen.log.edits),
        "acknowledged": len(saved),
        "sent again": sum(edit.tries > 1 for edit in seen.log.edits),
        "holes": seen.log.holes,
        "pages opened": seen.log.loads,
        "pages closed after an answer": seen.log.closed,
        "pages told to reload": seen.log.passed,
        "converged": seen.converged,
        "p50 ms": round(1000 * waits[len(waits) // 2]) if waits else 0,
        "p95 ms": round(1000 * waits[math.ceil(len(waits) * 0.95) - 1]) if waits else 0,
        "reminders due": sum(row["due_on"] <= seen.today for row in seen.ledger),
        "mails": len(seen.mails),
        "mails repeated": sum(count > 1 for count in copies.values()),
        "sends interrupted": sum(row["tries"] > 1 for row in seen.ledger),
        **{f"kills of {name}": count for name, count in sorted(seen.kills.items())},
        "blackouts": seen.blackouts,
        "faults": seen.faults.total(),
        **{f"faults: {name}": count for name, count in sorted(seen.faults.items())},
        "seconds": round(seen.seconds),
    }
