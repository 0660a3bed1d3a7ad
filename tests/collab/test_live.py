"""The waiting room in two real web processes with a real Valkey."""

import time
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from support.collab import actions
from support.collab.live import ticket
from support.collab.live.presence import digest
from support.collab.models import Document
from tests.collab.pages import Page, append
from tests.factories import PersonFactory, UserFactory

pytestmark = [pytest.mark.django_db(transaction=True)]


@pytest.fixture
def document():
    return Document.objects.create()


@pytest.fixture
def visit(live_portal, document):
    """Somebody's page at the door of the waiting room."""
    return lambda name, **changed: Visitor(live_portal.url, document, name, **changed)


class Visitor:
    def __init__(self, url, document, family_name, *, page="page000001", lasts=60, user=None):
        person = {"family_name": family_name, "given_name": ""}
        self.user = user or UserFactory(person=PersonFactory(**person))
        self.ticket = ticket.issue(self.user, document, lasts=lasts)
        self.page, self.url = page, f"{url}/live/"
        self.seq, self.seen = 0, ""

    def ask(self, **changed):
        """One question; what the answer says is known from then on."""
        known = {"ticket": self.ticket, "page": self.page, "seq": self.seq, "seen": self.seen}
        answer = httpx.post(self.url, json={**known, **changed}, timeout=25)
        if answer.status_code == 200 and not changed.get("leaving"):
            self.seq, self.seen = answer.json()["seq"], answer.json()["seen"]
        return answer

    def wait(self, **changed):
        return self.ask(hold=20, **changed)

    def sees(self):
        return [(one["name"], one["typing"]) for one in self.ask().json()["people"]]


@pytest.fixture
def meanwhile():
    with ThreadPoolExecutor(32) as pool:
        yield pool.submit


def test_it_answers_at_once_when_the_text_has_moved_on(visit, document, meanwhile):
    hanako = visit("花子")
    hanako.ask()
    waiting = meanwhile(hanako.wait)
    time.sleep(0.5)
    began = time.monotonic()

    append(document, Page(1).write("一"))

    assert waiting.result().json()["seq"] == 1
    assert time.monotonic() - began < 1


def test_it_misses_nothing_that_happened_between_looking_and_waiting(visit, document):
    append(document, Page(1).write("一"))

    assert visit("花子").wait().json()["seq"] == 1


def test_commits_that_arrive_in_the_wrong_order_never_take_it_back(visit, document):
    actions.hint.tell(str(document.pk), 7)
    actions.hint.tell(str(document.pk), 6)

    assert visit("花子").ask().json()["seq"] == 7


def test_it_tells_everybody_in_all_processes(visit, document, meanwhile):
    people = [visit(f"研究員{number}") for number in range(8)]
    for _ in range(2):
        for person in people:
            person.ask()
    waiting = [meanwhile(person.wait) for person in people]
    time.sleep(0.5)

    append(document, Page(1).write("一"))

    assert [one.result().json()["seq"] for one in waiting] == [1] * 8


def test_it_waits_no_longer_than_the_page_asks(visit):
    hanako = visit("花子")
    hanako.ask()
    began = time.monotonic()

    answer = hanako.ask(hold=1)

    assert answer.json()["people"] == []
    assert 0.9 < time.monotonic() - began < 3


def test_waiting_ends_with_the_ticket(visit):
    hanako = visit("花子", lasts=2)
    hanako.ask()
    began = time.monotonic()

    assert hanako.wait().status_code == 200
    assert time.monotonic() - began < 4
    assert hanako.wait().status_code == 403


def test_it_says_who_comes_who_writes_and_who_leaves(visit, meanwhile):
    hanako, taro = visit("花子"), visit("太郎")
    hanako.ask()
    waiting = meanwhile(hanako.wait)

    taro.ask(anchor="AAEC", head="AAED")
    (seen,) = waiting.result().json()["people"]
    assert seen == {
        "page": f"{taro.user.pk}-page000001",
        "person": taro.user.pk,
        "name": "太郎",
        "colour": 1,
        "anchor": "AAEC",
        "head": "AAED",
        "typing": False,
    }

    waiting = meanwhile(hanako.wait)
    taro.ask(typing=True)
    assert [one["typing"] for one in waiting.result().json()["people"]] == [True]

    waiting = meanwhile(hanako.wait)
    taro.ask(leaving=True)
    assert waiting.result().json()["people"] == []


def test_the_same_person_on_telephone_and_computer_has_two_pages_and_one_colour(visit):
    computer = visit("花子")
    telephone = visit("花子", user=computer.user, page="page000002")
    taro = visit("太郎")
    for one in (computer, telephone, taro):
        one.ask()

    people = taro.ask().json()["people"]

    assert [(one["name"], one["colour"]) for one in people] == [("花子", 0), ("花子", 0)]
    assert len({one["page"] for one in people}) == 2


def test_nobody_speaks_for_the_page_of_another(visit):
    hanako, taro = visit("花子"), visit("太郎")
    hanako.ask()
    taro.ask(page=hanako.page)
    taro.ask(page=hanako.page, leaving=True)

    assert visit("次郎").sees() == [("花子", False)]


def test_one_person_is_shown_with_six_pages_at_most(visit):
    first = visit("花子")
    for number in range(9):
        first.ask(page=f"page00001{number}")

    assert visit("太郎").sees() == [("花子", False)] * 6


def test_people_at_another_text_are_not_told(visit, live_portal):
    visit("花子").ask()
    other = Visitor(live_portal.url, Document.objects.create(), "太郎")

    assert other.sees() == []


def test_a_page_that_asks_anew_sets_its_earlier_request_free(visit, meanwhile):
    """A proxy may have cut the earlier one without telling us."""
    hanako = visit("花子")
    hanako.ask()
    waiting = [meanwhile(hanako.wait) for _ in range(6)]
    time.sleep(1)

    over = [one for one in waiting if one.done()]

    assert len(over) >= 4  # two processes: at most one of each still waits
    assert {one.result().status_code for one in over} == {503}
    hanako.ask(leaving=True)


@pytest.fixture
def many_pages(visit, live_portal):
    """One person's pages, each at a text of its own."""
    user = visit("花子").user
    texts = [Document.objects.create() for _ in range(30)]
    return [
        Visitor(live_portal.url, text, "花子", user=user, page=f"page0001{number:02}")
        for number, text in enumerate(texts)
    ]


def test_one_person_takes_a_few_seats_only(many_pages, meanwhile):
    waiting = [meanwhile(page.ask, seen=digest([]), hold=3) for page in many_pages]

    statuses = [one.result().status_code for one in waiting]

    assert 8 <= statuses.count(200) <= 16  # eight in each process
    assert set(statuses) == {200, 503}


def test_a_page_that_hangs_up_takes_no_seat(many_pages):
    for page in many_pages:
        question = {"ticket": page.ticket, "page": page.page, "seen": digest([]), "hold": 20}
        with pytest.raises(httpx.ReadTimeout):
            httpx.post(page.url, json=question, timeout=0.3)
    time.sleep(0.5)

    assert {page.ask().status_code for page in many_pages} == {200}


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"{", 400),
        (b"[" * 3_000, 400),
        (b'{"page": "abcdefgh12"}', 400),
        (b'{"ticket": "x:y:z", "page": "abcdefgh12"}', 403),
        (b" " * 5_000, 413),
    ],
)
def test_it_refuses_what_it_cannot_use(live_portal, body, status):
    assert httpx.post(f"{live_portal.url}/live/", content=body).status_code == status


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "OPTIONS"])
def test_it_takes_nothing_but_questions(live_portal, method):
    assert httpx.request(method, f"{live_portal.url}/live/").status_code == 405


def test_its_answers_are_kept_nowhere(visit):
    headers = visit("花子").ask().headers

    assert (headers["cache-control"], headers["x-content-type-options"]) == ("no-store", "nosniff")


def test_pages_are_served_while_many_wait(visit, live_portal, meanwhile):
    """Waiting takes no thread: the pages have eight."""
    people = [visit(f"研究員{number}") for number in range(20)]
    for person in people:
        person.ask()
    waiting = [meanwhile(person.ask, hold=4) for person in people]
    time.sleep(1)

    began = time.monotonic()
    assert httpx.get(f"{live_portal.url}/healthz").status_code == 200
    assert time.monotonic() - began < 2
    assert {one.result().status_code for one in waiting} == {200}
