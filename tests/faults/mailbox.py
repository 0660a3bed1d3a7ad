"""A mail server as slow as real ones: it has the mail for a moment before it says so."""

import asyncio
import sys
from pathlib import Path

from aiosmtpd.smtp import SMTP

from config.launch.children.mailbox import Mailbox

THINKS = 0.1  # seconds before it has the mail, and again before it says that it has


class SlowMailbox(Mailbox):
    async def handle_DATA(self, server, session, envelope):
        await asyncio.sleep(THINKS)
        answer = await super().handle_DATA(server, session, envelope)
        await asyncio.sleep(THINKS)
        return answer


async def serve(port, folder):
    mailbox = SlowMailbox(folder)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(mailbox), "127.0.0.1", port)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), Path(sys.argv[2])))
