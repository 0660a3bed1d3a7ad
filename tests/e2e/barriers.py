"""What keeps somebody from using a page: asked of axe, and of a narrow window."""

from pathlib import Path

from playwright.sync_api import Page

from tests.e2e.people import DESK, PHONE

AXE = Path(__file__).resolve().parents[2] / "frontend/node_modules/axe-core/axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
NARROW = {"width": 320, "height": 700}


def has_no_barrier(page: Page) -> None:
    """Look at the page as it stands, on a desk and on a phone; it is left as wide as it was."""
    page.wait_for_load_state()
    for viewport in (PHONE, DESK):
        page.set_viewport_size(viewport)
        found = barriers(page)
        assert not found, f"{page.url} at {viewport['width']} px: {found}"
    page.set_viewport_size(DESK)


def barriers(page: Page) -> list[str]:
    """What axe and a narrow window find wrong with the page."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    result = page.evaluate("(rules) => axe.run(document, {runOnly: rules})", RULES)
    found = [
        f"{rule['id']}: {node['target']}" for rule in result["violations"] for node in rule["nodes"]
    ]
    page.set_viewport_size(NARROW)
    if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
        found.append("scrolls sideways at 320 px")
    return found
