"""The line between the offices and the portal; it can be cut in both ways or for answers only."""

import contextlib
import socket
import threading
import time

CHUNK = 65_536


class Line:
    """`with Line(port) as line`: what comes in at `line.base_url` goes to `port` and back."""

    def __init__(self, port):
        self.target = ("127.0.0.1", port)
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.both, self.answers = threading.Event(), threading.Event()
        self.sockets, self.threads = [], []
        self.dropped = 0

    @property
    def base_url(self):
        return f"http://localhost:{self.listening.getsockname()[1]}"

    def __enter__(self):
        self._begin(self._let_in)
        return self

    def __exit__(self, *error):
        for end in (self.listening, *self.sockets):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
        for thread in self.threads:
            thread.join()
        for end in (self.listening, *self.sockets):
            end.close()

    def _begin(self, work, *arguments):
        self.threads.append(threading.Thread(target=work, args=arguments))
        self.threads[-1].start()

    def cut(self, seconds, *, answers_only):
        """For so long nothing gets through, or no answer does; then all that hung is closed."""
        way = self.answers if answers_only else self.both
        way.set()
        time.sleep(seconds)
        way.clear()

    def _let_in(self):
        while True:
            try:
                office, _address = self.listening.accept()
            except OSError:
                return
            self.sockets.append(office)
            self._begin(self._connect, office)

    def _connect(self, office):
        try:
            portal = socket.create_connection(self.target, timeout=60)
        except OSError:
            office.close()
            return
        portal.settimeout(None)
        self.sockets.append(portal)
        self._begin(self._carry, office, portal, False)
        self._carry(portal, office, True)

    def _carry(self, source, sink, is_answer):
        with contextlib.suppress(OSError):
            while data := source.recv(CHUNK):
                if self.both.is_set() or (is_answer and self.answers.is_set()):
                    self.dropped += 1
                    while self.both.is_set() or self.answers.is_set():
                        time.sleep(0.05)
                    break
                sink.sendall(data)
        for end in (source, sink):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
