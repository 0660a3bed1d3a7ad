"""An SMTP server that delivers nothing: every mail it takes becomes one .eml file."""

import asyncio
import sys
import time
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope, Session


class Mailbox:
    """Keeps each mail as it came, after a line with its recipients; names sort by arrival."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.count = 0

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        self.count += 1
        name = f"{time.time_ns():020d}-{self.count:04d}.eml"
        partial = self.folder / f".{name}"
        recipients = ", ".join(envelope.rcpt_tos)
        content = envelope.original_content or b""
        partial.write_bytes(f"X-Envelope-To: {recipients}\r\n".encode() + content)
        partial.rename(self.folder / name)
        return "250 OK"


async def serve(port: int, folder: Path) -> None:
    mailbox = Mailbox(folder)
    server = await asyncio.get_running_loop().create_server(
        lambda: SMTP(mailbox, enable_SMTPUTF8=True), "127.0.0.1", port
    )
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), Path(sys.argv[2])))
