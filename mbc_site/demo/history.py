"""The demonstration's records have a history like any others."""

from contextlib import contextmanager

import reversion


@contextmanager
def version():
    """A history entry of its own for each thing: restoring one article must not turn back its sources."""
    with reversion.create_revision():
        reversion.set_comment("Demonstration content")
        yield
