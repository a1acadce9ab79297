"""The demonstration's records have a history like any others."""

from contextlib import contextmanager

import reversion


@contextmanager
def version(at=None):
    """A history entry of its own for each thing: restoring one article must not turn back its sources.

    `at` is when it was written, if that was before it was loaded.
    """
    with reversion.create_revision():
        reversion.set_comment("Demonstration content")
        if at:
            reversion.set_date_created(at)
        yield
