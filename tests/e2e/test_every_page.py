"""Every page of the road: axe finds nothing, nothing scrolls sideways, no script fails."""

import os
from pathlib import Path

import pytest

from tests.e2e.barriers import barriers
from tests.e2e.people import DESK, PHONE, browser_of_somebody, sign_in

pytestmark = pytest.mark.browser

GROUP = "/g/r4-kennan/"
PAGES = {
    "": [
        "/",
        GROUP,
        f"{GROUP}s1/",
        f"{GROUP}s4/",
        f"{GROUP}report/",
        "/accounts/login/",
        "/accounts/password/reset/",
        "/accounts/signup/",
    ],
    "kenkyu02": [
        "/home/",
        GROUP,
        f"{GROUP}s7/",
        f"{GROUP}s7/answer/",
        f"{GROUP}members/",
        f"{GROUP}hypotheses/",
        f"{GROUP}hypotheses/new/",
        f"{GROUP}visits/",
        f"{GROUP}visits/new/",
        f"{GROUP}visits/1/",
        f"{GROUP}visits/1/findings/new/",
        f"{GROUP}visits/1/photos/new/",
        f"{GROUP}proposals/",
        f"{GROUP}proposals/new/",
        f"{GROUP}proposals/1/",
        f"{GROUP}proposals/1/submit/",
        f"{GROUP}proposals/1/sources/",
        f"{GROUP}proposals/1/evidence/",
        f"{GROUP}sources/new/",
        f"{GROUP}cases/",
        f"{GROUP}cases/new/",
        f"{GROUP}proposals/1/versions/",
        f"{GROUP}proposals/1/versions/keep/",
        f"{GROUP}proposals/1/versions/compare/",
        f"{GROUP}proposals/1/versions/writers/",
        f"{GROUP}proposals/sections/3/",
        f"{GROUP}proposals/sections/3/settings/",
        f"{GROUP}proposals/sections/3/plain/",
        "/accounts/2fa/",
        "/accounts/password/change/",
        "/accounts/email/",
    ],
    "jimukyoku2": [
        "/admin/",
        "/admin/members/membership/",
        "/admin/members/membership/1/change/",
        "/admin/members/nomination/",
        "/admin/members/organisation/",
        "/admin/members/studygroup/1/change/",
        "/admin/members/user/",
        "/admin/members/user/invite-lecturer/",
        "/admin/notices/notice/",
        "/admin/proposals/proposal/1/change/",
        "/admin/study_sessions/announcement/add/",
        "/admin/study_sessions/outline/1/change/",
        "/admin/study_sessions/studysession/",
        "/admin/study_sessions/studysession/7/change/",
        f"{GROUP}s7/",
    ],
    "koshi1": ["/home/", "/reviews/", f"{GROUP}proposals/", f"{GROUP}s7/materials/add/"],
}
PICTURES = os.environ.get("PICTURES", "")


@pytest.fixture(scope="module", params=sorted(PAGES))
def visitor(request, chromium, portal):
    """(sign-in name, a browser in which this person is signed in)"""
    context = browser_of_somebody(chromium, portal)
    if request.param:
        sign_in(context.new_page(), portal, request.param)
    yield request.param, context
    context.close()


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["1280", "390"])
def test_it_has_no_barrier(visitor, viewport):
    login_id, context = visitor
    problems = {}
    for address in PAGES[login_id]:
        page = context.new_page()
        errors = []
        page.on("pageerror", lambda error, errors=errors: errors.append(str(error)))
        page.set_viewport_size(viewport)
        status = page.goto(address).status
        found = errors + barriers(page)
        if PICTURES:
            name = f"{login_id or 'public'}{address.replace('/', '-')}{viewport['width']}.png"
            page.screenshot(path=Path(PICTURES) / name, full_page=True)
        if status != 200 or found:
            problems[address] = (status, found)
        page.close()

    assert problems == {}
