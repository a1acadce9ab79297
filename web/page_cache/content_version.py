"""The counters in the database: raised by triggers in the transaction of the change, so they commit or vanish with it."""

from django.db import connections, models

# On PostgreSQL each transaction inserts rows of its own, so that writers never wait for each other. Row 0 holds what
# was folded together, and on SQLite, which has one writer at a time, everything.
FOLDED = 0


class ContentVersionQuerySet(models.QuerySet):
    def tokens(self) -> dict[str, int]:
        """Counter -> a number that grows with every committed change, however the rows are folded."""
        with connections[self.db].cursor() as cursor:
            cursor.execute(f"SELECT counter, sum(times) FROM {self.model._meta.db_table} GROUP BY counter")  # noqa: S608  our own name
            return {counter: int(token) for counter, token in cursor.fetchall()}

    def fold(self) -> int:
        """Add the rows of past transactions to row 0. The tokens stay as they are. Returns how many rows are gone.

        One statement, because between two a reader would see other tokens.
        """
        connection = connections[self.db]
        if connection.vendor != "postgresql":
            return 0
        table = self.model._meta.db_table
        with connection.cursor() as cursor:
            cursor.execute(
                f"WITH gone AS (DELETE FROM {table} WHERE transaction_id <> {FOLDED} RETURNING counter, times), "  # noqa: S608  our own names
                f"folded AS (INSERT INTO {table} (counter, transaction_id, times) "
                f"SELECT counter, {FOLDED}, sum(times) FROM gone GROUP BY counter ON CONFLICT (counter, transaction_id) "
                f"DO UPDATE SET times = {table}.times + excluded.times) SELECT count(*) FROM gone"
            )
            return cursor.fetchone()[0]


class ContentVersion(models.Model):
    """That a transaction changed what visitors see of one counter. Only triggers write it (`triggers`)."""

    counter = models.CharField(max_length=20)
    transaction_id = models.BigIntegerField()
    times = models.BigIntegerField()

    objects = ContentVersionQuerySet.as_manager()

    class Meta:
        app_label = "web"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["counter", "transaction_id"], name="content_version_once"),
        ]

    def __str__(self):
        return f"{self.counter}, {self.transaction_id}"
