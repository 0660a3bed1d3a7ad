"""The proxy of an office: no Upgrade, and every request is cut after so many seconds."""

import socket
import socketserver
import threading
import time
from collections import Counter

HEAD_END = b"\r\n\r\n"


class OfficeProxy(socketserver.ThreadingTCPServer):
    """`with OfficeProxy(port, seconds=30) as proxy`: the portal at `proxy.url`; `proxy.seen` counts."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, upstream, *, seconds):
        super().__init__(("127.0.0.1", 0), Request)
        self.upstream, self.seconds = upstream, seconds
        self.url = f"http://localhost:{self.server_address[1]}"
        self.seen = Counter()

    def __enter__(self):
        threading.Thread(target=self.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *error):
        self.shutdown()
        self.server_close()


class Request(socketserver.BaseRequestHandler):
    """One connection carries one request."""

    def handle(self):
        head, body = self._read()
        if not head:
            return
        if b"\r\nupgrade:" in head.lower():
            self.server.seen["upgrade"] += 1
            self.request.sendall(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")
            return
        until = time.monotonic() + self.server.seconds
        with socket.create_connection(("127.0.0.1", self.server.upstream)) as portal:
            portal.sendall(self._closing(head) + HEAD_END + body)
            while True:
                portal.settimeout(max(0.001, until - time.monotonic()))
                try:
                    part = portal.recv(65536)
                except TimeoutError:
                    self.server.seen["cut"] += 1
                    return
                if not part:
                    self.server.seen["answered"] += 1
                    return
                self.request.sendall(part)

    def _closing(self, head):
        lines = [line for line in head.split(b"\r\n") if not line.lower().startswith(b"connection:")]
        return b"\r\n".join([*lines, b"Connection: close"])

    def _read(self):
        data = b""
        while HEAD_END not in data:
            part = self.request.recv(65536)
            if not part:
                return b"", b""
            data += part
        head, _, body = data.partition(HEAD_END)
        lengths = [line for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")]
        length = int(lengths[0].partition(b":")[2]) if lengths else 0
        while len(body) < length:
            body += self.request.recv(65536)
        return head, body
