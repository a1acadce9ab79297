"""Django's SMTP backend with one time limit for the whole exchange; an accepted message counts as sent."""

import io
import smtplib
import socket
import time

from django.core.mail.backends import smtp
from django.core.mail.utils import DNS_NAME

from web.deadlines import TimedReader, left, within


class TimedSMTP(smtplib.SMTP):
    """`timeout` covers the whole exchange: name look-up, connection, TLS and every command."""

    def __init__(self, host="", port=0, local_hostname=None, timeout=30.0, *arguments, **options):
        self.deadline = time.monotonic() + timeout
        super().__init__(host, port, local_hostname, timeout, *arguments, **options)

    def _get_socket(self, host, port, timeout):
        trouble: OSError = OSError("no address")
        for entry in within(self.deadline, _look_up, host, port):
            try:
                return socket.create_connection(entry[4][:2], left(self.deadline))
            except OSError as error:
                trouble = error
        raise trouble

    def send(self, data):
        if self.sock:
            self.sock.settimeout(left(self.deadline))
        super().send(data)

    def getreply(self):
        if self.file is None:
            self.file = io.BufferedReader(TimedReader(self.sock, self.deadline))
        reply = super().getreply()
        self.sock.settimeout(left(self.deadline))  # for the handshake that follows STARTTLS
        return reply


class TimedSMTPS(smtplib.SMTP_SSL, TimedSMTP):
    pass


class EmailBackend(smtp.EmailBackend):
    @property
    def connection_class(self):
        return TimedSMTPS if self.use_ssl else TimedSMTP

    def open(self):
        """Django's greeting needs this machine's own name, which a silent name server may never return."""
        within(time.monotonic() + self.timeout, DNS_NAME.get_fqdn)
        return super().open()

    def _close_connection(self, connection):
        """Errors after the message don't matter: a server that falls silent at QUIT has accepted it."""
        try:
            connection.quit()
        except OSError:  # smtplib's own exceptions are among them
            connection.close()


def _look_up(host: str, port: int) -> list:
    return socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
