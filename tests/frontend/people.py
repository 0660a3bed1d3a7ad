"""Somebody at the editor: what their hands do and what their eyes see."""

from django.test import Client
from playwright.sync_api import expect

EDITOR = "section-editor"
PATIENCE = 20_000  # ms


class Writer:
    def __init__(self, page, site):
        self.site = site
        self.errors = []
        self._look_at(page)

    def _look_at(self, page):
        self.page = page
        self._keyboard = None
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", self._hear)

    def open_tab(self):
        """Go on in a new tab of the same browser."""
        self._look_at(self.page.context.new_page())

    def _hear(self, message):
        if "Content Security Policy" in message.text:
            self.errors.append(message.text)

    def sign_in(self, user):
        """As it is done in another tab: a new session, and with it a new security token.

        Nothing is on its way meanwhile: a late answer would bring the old session's cookie back.
        """
        self.page.context.set_offline(True)
        client = Client()
        client.force_login(user)
        values = {"sessionid": client.cookies["sessionid"].value, "csrftoken": f"{user.pk:032}"}
        cookies = [
            {"name": name, "value": value, "url": self.site} for name, value in values.items()
        ]
        self.page.context.add_cookies(cookies)
        self.page.context.set_offline(False)

    @property
    def text(self):
        return self.page.locator(".doc[role=textbox]")

    @property
    def status(self):
        return self.page.locator("[data-status]")

    @property
    def toolbar(self):
        return self.page.get_by_role("toolbar")

    def wait_until_ready(self):
        self._wait("ready")

    def settle(self):
        """Wait until the server has acknowledged everything."""
        self._wait("settled()")

    def _wait(self, promise):
        done = self.page.locator(EDITOR).evaluate(
            f"""(element) => Promise.race([
              element.{promise}.then(() => true),
              new Promise((resolve) => setTimeout(() => resolve(false), {PATIENCE})),
            ])"""
        )
        assert done, f"{promise}: {self.status.inner_text()} {self.errors}"

    def type(self, words):
        self.page.keyboard.type(words)

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)

    def put_caret(self, words, *, after=True):
        """Put the caret beside these words."""
        at = len(words) if after else 0
        self.select(words, at, at)

    def select(self, words, start=0, end=None):
        """Choose these words, or the letters `start` to `end` of them, with the mouse's means."""
        self.page.locator(EDITOR).evaluate(
            """(element, { words, start, end }) => {
              const { editor } = element;
              let at = null;
              editor.state.doc.descendants((node, pos) => {
                const found = node.isText ? node.text.indexOf(words) : -1;
                if (at === null && found >= 0) at = pos + found;
              });
              if (at === null) throw new Error(`not in the text: ${words}`);
              editor.view.focus(); // at once; the command focus() waits for the next frame
              editor.commands.setTextSelection({ from: at + start, to: at + end });
            }""",
            {"words": words, "start": start, "end": len(words) if end is None else end},
        )

    def sees(self, words):
        expect(self.text).to_contain_text(words)

    def sees_state(self, words):
        expect(self.status).to_contain_text(words, timeout=10_000)

    def paragraphs(self):
        return self.text.locator("> *").all_inner_texts()

    def compose(self, *steps, commit, between=None):
        """Type through an input method: each step is what stands underlined on the screen."""
        for step in steps:
            self.show_composition(step)
            if between:
                between(step)
        self.commit(commit)

    def show_composition(self, words):
        place = {"selectionStart": len(words), "selectionEnd": len(words)}
        self._input_method.send("Input.imeSetComposition", {"text": words, **place})
        self.page.wait_for_timeout(60)

    def commit(self, words):
        self._input_method.send("Input.insertText", {"text": words})
        self.page.wait_for_timeout(120)

    @property
    def _input_method(self):
        if self._keyboard is None:
            self._keyboard = self.page.context.new_cdp_session(self.page)
        return self._keyboard

    def composed(self):
        """What stands before the caret while composing."""
        return self.page.evaluate(
            """() => {
              const { focusNode, focusOffset } = getSelection();
              const { view } = document.querySelector("section-editor").editor;
              if (!view.composing) return null;
              const words = focusNode.data.slice(0, focusOffset);
              return words.slice(words.indexOf("。") + 1);
            }"""
        )

    def replace_before_caret(self, count, words):
        """As a telephone's keyboard does: the letters before the caret are chosen and replaced."""
        session = self._input_method
        place = {"selectionStart": len(words), "selectionEnd": len(words)}
        for _ in range(count):
            self.press("Shift+ArrowLeft")
        session.send("Input.imeSetComposition", {"text": words, **place})
        self.commit(words)
