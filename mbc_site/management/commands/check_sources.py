from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from mbc_site import notifications
from sources import checking
from sources.adding import lookup_cache
from sources.integrity import NotRetractionWatch, from_retraction_watch
from sources.lookup import LookUpFailed, Offline


class Command(BaseCommand):
    help = (
        "Asks Crossref and PubMed whether sources were retracted, doubted or corrected, and whether web pages still "
        "answer; tells editors about what is new. With --csv, reads a Retraction Watch file and asks nobody."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--csv", type=Path, help="a Retraction Watch file, for checking without the network"
        )
        parser.add_argument(
            "--limit", type=int, default=200, help="how many sources and links to ask about (200)"
        )

    def handle(self, *args, csv: Path | None, limit: int, **options):
        at = timezone.now()
        new = self._read(csv, at) if csv else self._ask(limit, at)
        self.stdout.write(f"{len(new)} new notices.")
        for notice in new:
            self.stdout.write(f"  {notice}")
        editors = notifications.notify_editors(at)
        if editors:
            self.stdout.write(f"Queued messages to {editors} editors.")

    def _read(self, csv: Path, at):
        try:
            with csv.open("rb") as file:
                return checking.record_retraction_watch(from_retraction_watch(file), at=at)
        except OSError as problem:
            raise CommandError(f"{csv}: {problem.strerror}.") from problem
        except NotRetractionWatch as reason:
            raise CommandError(f"{csv}: {reason}") from reason

    def _ask(self, limit: int, at):
        fetcher, new, looked_up, unanswered, offline = lookup_cache.fetcher(), [], 0, 0, 0
        for source in checking.due(at)[:limit]:
            looked_up += 1
            try:
                new += checking.check_source(source, fetcher, at=at)
            except LookUpFailed as failure:
                unanswered += 1
                offline += isinstance(failure, Offline)  # any other failure is an answer
                self.stderr.write(f"{source.key}: {failure.sentence}")
                if offline >= 5 and offline == looked_up:
                    self.stderr.write("No service answers; the rest is left for next time.")
                    break
        self.stdout.write(f"Asked about {looked_up} sources; {unanswered} without an answer.")
        if not looked_up or offline < looked_up:
            self._visit(limit, fetcher.user_agent, at)
        return new

    def _visit(self, limit: int, user_agent: str, at):
        options = {"guard": settings.LOOKUP["guard"]} if "guard" in settings.LOOKUP else {}
        links = checking.links_due(timezone.localdate(at))[:limit]
        states = [checking.check_link(s, user_agent, today=timezone.localdate(at), **options) for s in links]
        broken = sum(state.state == "broken" for state in states)
        self.stdout.write(f"Visited {len(states)} web addresses; {broken} are broken.")
