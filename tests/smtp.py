"""A mail server for tests: a real SMTP conversation, in a thread, that keeps what it was given."""

import email
import logging
import socket
from email import policy

from aiosmtpd.controller import Controller

logging.getLogger("mail.log").setLevel(logging.WARNING)


class MailServer:
    """Keeps every message. `answers` are given instead of 250, one per message, while they last."""

    def __init__(self):
        self.messages = []
        self.recipients = []
        self.answers = []
        self.before_answer = None

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 (aiosmtpd's name)
        if self.answers:
            return self.answers.pop(0)
        self.messages.append(email.message_from_bytes(envelope.content, policy=policy.default))
        self.recipients.append(list(envelope.rcpt_tos))
        if self.before_answer:
            self.before_answer()
        return "250 OK"

    @property
    def message_ids(self):
        return [message["Message-ID"] for message in self.messages]


def serve():
    """A started controller on a free port, with the MailServer as its `handler`."""
    controller = Controller(MailServer(), hostname="127.0.0.1", port=free_port())
    controller.start()
    return controller


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
