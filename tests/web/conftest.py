import pytest

from tests.web import mail_servers


@pytest.fixture
def use_server(settings):
    """The queue sends to the mail server at this port."""

    def use(port: int, *, timeout: float = 2.0, tls: bool = False):
        settings.MAIL_TRANSPORT = "web.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", port, timeout
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = None
        settings.EMAIL_USE_TLS, settings.EMAIL_USE_SSL = tls, False

    return use


@pytest.fixture
def postbox(use_server):
    """A mail server that accepts everything unless configured otherwise."""
    with mail_servers.working() as (postbox, port):
        use_server(port, timeout=5)
        yield postbox
