"""The checker of the kill tests itself: each thing that can go wrong is noticed."""

from collections import Counter

import pytest

from tests.faults import checker
from tests.faults.checker import Mail, Seen
from tests.faults.writers import Edit, Log

URL = "/sync/1/"


def edit(number, **changed):
    values = {"word": f"〔0-{number}〕", "batch": f"b{number}", "seq": number, "tries": 1}
    moments = {"first_sent_at": 10.0 + number, "acknowledged_at": 10.1 + number}
    return Edit(**{"text": URL, **values, **moments, **changed})


def row(number, **changed):
    values = {"pk": number, "due_on": "2022-11-28", "state": "sent", "tries": 1, "marked_at": 20.0}
    names = {"message_id": f"<{number}@x>", "recipient__email": f"m{number}@town.example.jp"}
    return {**values, **names, **changed}


def mail(number, **changed):
    values = {"message_id": f"<{number}@x>", "to": f"m{number}@town.example.jp"}
    return Mail(**{**values, "arrived_at": 19.0, **changed})


def seen(**changed):
    """A run in which all went well, with something `changed`."""
    values = {
        "log": Log(edits=[edit(1), edit(2)], loads=1),
        "texts": {URL: ["〔始め〕", "〔0-1〕", "〔0-2〕"]},
        "updates": [["1", 1, "b1"], ["1", 2, "b2"]],
        "owed": [1, 2],
        "ledger": [row(1), row(2), row(3, due_on="2022-12-05", state="waiting", message_id="")],
        "mails": [mail(1), mail(2)],
        "today": "2022-11-28",
        "kills": Counter(web=20),
        "blackouts": 1,
        "seconds": 100.0,
        "wanted": {"acknowledged": 2, "mails": 2, "kills of web": 20},
    }
    return Seen(**{**values, **changed})


def test_it_finds_nothing_when_all_went_well():
    assert checker.problems(seen()) == {}


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"texts": {URL: ["〔0-1〕"]}}, "acknowledged edit lost"),
        ({"texts": {URL: ["〔0-1〕", "〔0-2〕", "〔0-2〕"]}}, "edit twice in the text"),
        (
            {"texts": {URL: ["〔0-1〕", "〔0-2〕", "〔!80-1〕"]}},
            "words that nobody was allowed to write",
        ),
        ({"wanted": {"converged": 8}, "converged": 7}, "only 7 converged"),
        (
            {"log": Log(edits=[edit(1), edit(2)], missing_on_load=["〔0-1〕"])},
            "missing when the page was opened",
        ),
        ({"updates": [["1", 1, "b1"], ["1", 2, "other"]]}, "acknowledged batch without its row"),
        ({"updates": [["1", 1, "b1"], ["1", 3, "b2"]]}, "gap in seq"),
        ({"log": Log(edits=[edit(1), edit(2)], odd_answers=["GET 404"])}, "odd answer"),
        ({"owed": [1, 2, 99]}, "owed reminder not in the ledger"),
        ({"mails": [mail(1)]}, "due reminder not sent"),
        ({"ledger": [row(1), row(2, state="waiting")]}, "reminder not marked as sent"),
        ({"ledger": [row(1), row(2, due_on="2022-12-05")]}, "reminder sent before its day"),
        (
            {"mails": [mail(1), mail(2), mail(2, message_id="<new@x>")]},
            "mail under another Message-ID",
        ),
        ({"mails": [mail(1), mail(2, to="m1@town.example.jp")]}, "mail to somebody else"),
        ({"mails": [mail(1), mail(2), mail(2)]}, "repeated outside a send"),
        ({"mails": [mail(1), mail(2, arrived_at=21.0)]}, "mail came after it was marked as sent"),
        ({"wanted": {"acknowledged": 500}}, "only 2 acknowledged"),
        ({"kills": Counter()}, "only 0 kills of web"),
    ],
)
def test_it_notices(changed, problem):
    assert problem in checker.problems(seen(**changed))


def test_it_takes_what_was_not_acknowledged_for_nobodys_loss():
    lost = edit(3, seq=None, acknowledged_at=None)

    assert checker.problems(seen(log=Log(edits=[edit(1), edit(2), lost]))) == {}


def test_it_lets_a_mail_be_repeated_inside_an_interrupted_send():
    ledger = [row(1), row(2, tries=2)]

    assert checker.problems(seen(ledger=ledger, mails=[mail(1), mail(2), mail(2)])) == {}


def test_it_finds_a_run_that_has_seen_nothing_wanting():
    nothing = seen(
        log=Log(), texts={}, updates=[], owed=[], ledger=[], mails=[], kills=Counter(), blackouts=0
    )

    assert checker.problems(nothing) == {
        "only 0 acknowledged": 1,
        "only 0 mails": 1,
        "only 0 kills of web": 1,
    }
