"""A proxy in front of a database server that a test can close, reopen or make silent."""

import socket
import threading
from contextlib import contextmanager, suppress


class DatabaseProxy:
    """Passes TCP connections on to a server on this machine.

    `refuse()` breaks all connections and refuses new ones, as a stopped server does. `hang()` breaks them and
    accepts new ones without ever answering, as a server does that is out of memory or behind a dead link.
    `break_connections()` is what a restart does to everybody who was connected. `open()` ends all that.
    """

    def __init__(self, port: int, *, own_port: int = 0):
        self.target, self.silent, self.pairs, self.listener = port, False, [], None
        self.port = own_port
        self.open()

    def open(self) -> None:
        self.silent = False
        if self.listener is None:
            self.listener = socket.create_server(("127.0.0.1", self.port), backlog=64)
            self.port = self.listener.getsockname()[1]
            threading.Thread(target=self._accept, args=[self.listener], daemon=True).start()

    def refuse(self) -> None:
        if self.listener is not None:
            with suppress(OSError):
                self.listener.shutdown(socket.SHUT_RDWR)  # wakes the thread that waits in accept()
            self.listener.close()
            self.listener = None
        self.break_connections()

    def hang(self) -> None:
        self.open()
        self.silent = True
        self.break_connections()

    def break_connections(self) -> None:
        pairs, self.pairs = self.pairs, []
        for pair in pairs:
            for end in pair:
                with suppress(OSError):
                    end.shutdown(socket.SHUT_RDWR)
                end.close()

    def _accept(self, listener: socket.socket) -> None:
        while True:
            try:
                client, _address = listener.accept()
            except OSError:
                return
            if self.silent:
                self.pairs.append([client])
                continue
            try:
                server = socket.create_connection(("127.0.0.1", self.target))
            except OSError:
                client.close()
                continue
            self.pairs.append([client, server])
            for source, sink in ((client, server), (server, client)):
                threading.Thread(target=self._pump, args=[source, sink], daemon=True).start()

    def _pump(self, source: socket.socket, sink: socket.socket) -> None:
        with suppress(OSError):
            while data := source.recv(65536):
                sink.sendall(data)
        for end in (source, sink):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)


@contextmanager
def database_proxy(port: int):
    proxy = DatabaseProxy(port)
    try:
        yield proxy
    finally:
        proxy.refuse()
