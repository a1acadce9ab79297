from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, InterfaceError, connection
from django.utils import timezone

from mbc_site.models import DailyRun
from mbc_site.outages import cause_of, outage_behind
from mbc_site.process_lock import AlreadyRunning, process_lock


class Command(BaseCommand):
    help = "Everything that is due once a day; for cron. A part that fails does not keep the others from running."

    PARTS = (
        *("check_sources", "rebuild_renderings", "refresh_groups", "check_pictures"),
        *("send_mail_queue", "purge_mail_queue"),
        *("purge_shared_previews", "purge_appearances", "purge_cards", "clearsessions", "forget_sign_ins"),
        *("purge_feedback", "forget_requests", "purge_missed_searches", "fold_content_versions", "recount"),
    )

    def handle(self, *args, **options):
        try:
            with process_lock("daily"):
                run = DailyRun.objects.create(started_at=timezone.now())
                failed = [[part, reason] for part in self.PARTS if (reason := self._reason_of_failure(part))]
                run.finish(failed, at=timezone.now())
        except AlreadyRunning as running:
            raise CommandError("Another daily is running, so this one did nothing.") from running
        except (DatabaseError, InterfaceError) as problem:
            if not outage_behind(problem):
                raise
            raise CommandError(f"Not finished: {cause_of(problem)}.") from problem
        if failed:
            raise CommandError(f"Failed: {', '.join(part for part, _reason in failed)}. The other parts ran.")

    def _reason_of_failure(self, part: str) -> str:
        self.stdout.write(f"{part}:")
        if connection.connection is not None and not connection.is_usable():
            connection.close()  # the part before lost it; this one gets a new one
        try:
            call_command(part, stdout=self.stdout, stderr=self.stderr)
        except (Exception, SystemExit) as problem:
            self.stderr.write(f"{part}: {problem!r}")
            return f"{type(problem).__name__}: {problem}"[:300]
        return ""
