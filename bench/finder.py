"""`make bench-finder`: the finder at 100,000 groups, on SQLite or on the PostgreSQL server that DATABASE_URL names.

Groups are in 200 towns, as many in each as a Zipf law gives; a quarter can be joined from anywhere, and one in
forty is the Spanish listing of another. Each search runs
in a whole request (middleware, view, template), in this process. The database is made anew and thrown away.
"""

import datetime
import os
import random
import tempfile
from statistics import median
from time import perf_counter, process_time

from pages import prepare

GROUPS = int(os.environ.get("BENCH_GROUPS", "100000"))
ROUNDS = 15
SEARCHES = {
    "largest town, 3 filters": "place=New+York+City,+NY&radius=25&fit=mbc&lang=es&day=tuesday",
    "middle town, 3 filters": "place=Akron,+OH&radius=50&fit=mbc&lang=en&day=tuesday",
    "ZIP code, evening, in person, free": "place=44308&radius=50&how=in-person&time=evening&cost=free",
    "largest town, no filter": "place=New+York+City,+NY&radius=25",
    "a state": "place=Ohio&fit=mbc&day=tuesday&lang=en",
    "online at night, Mountain": "how=online&time=late&tz=America/Denver&fit=mbc",
    "words": "q=metastatic+writing&fit=mbc&lang=en",
    "nothing asked": "",
    "nothing found": "place=Nome,+AK&how=in-person&fit=mbc&lang=ko&day=sunday",
}


def fill(at: datetime.datetime) -> None:
    """Groups of every kind, written in bulk; their search rows are derived by the same code as on a real site."""
    from support_groups.models import Group, GroupSearch, Language, MeetingPattern, Venue
    from support_groups.places.gazetteer import gazetteer
    from support_groups.schedules import Pattern

    chance = random.Random(1)  # noqa: S311  not for secrets
    towns = [gazetteer().town(row) for row in range(len(gazetteer().population))]
    towns = sorted((t for t in towns if t.country == "US"), key=lambda town: -town.population)[:200]
    weights = [1 / rank for rank in range(1, 201)]
    languages = list(Language.objects.all())
    groups, venues = [], []
    for n in range(GROUPS):
        town = chance.choices(towns, weights)[0]
        attendance = chance.choices(
            ["in-person", "hybrid", "online", "telephone", "text"], [65, 10, 17, 6, 2]
        )[0]
        venue = Venue(
            name=f"Hall {n}",
            town=town.name,
            region=town.region,
            latitude=town.latitude + chance.uniform(-0.2, 0.2),
            longitude=town.longitude + chance.uniform(-0.2, 0.2),
        )
        group = Group(
            name=f"Group {n}",
            slug=f"group-{n}",
            summary="Writing and talking for people who know what stage 4 means. " * 2,
            description="A circle of people. " * 20,
            status="listed",
            attendance=attendance,
            stage_fit=chance.choices(["mbc", "advanced", "breast", "any"], [20, 20, 30, 30])[0],
            cost=chance.choice(["free", "free", "paid"]),
            joining="Call first.",
            zone=town.zone,
            confirmed_on=at.date(),
        )
        if group.meets_in_person:
            venues.append(venue)
            group.venue = venue
        groups.append(group)
    Venue.objects.bulk_create(venues, batch_size=5000)
    for group in groups:
        group.venue = group.venue  # its key is known now
    Group.objects.bulk_create(groups, batch_size=2000)
    for original, translation in zip(groups[::40], groups[1::40], strict=False):
        translation.translation_of, translation.language = original, "es"
    Group.objects.bulk_update(groups[1::40], ["translation_of", "language"], batch_size=500)
    patterns, spoken = [], []
    through = Group.languages.through
    for group in groups:
        weekly = chance.random() < 0.4
        rule = Pattern(
            kind="weekly" if weekly else "monthly",
            weekdays=(chance.randrange(7),),
            ordinals=() if weekly else (chance.choice([1, 2, 3, 4, -1]),),
            begins=datetime.time(
                chance.choice([9, 10, 12, 14, 17, 18, 18, 19, 20, 21]), chance.choice([0, 30])
            ),
            minutes=90,
        )
        patterns.append(MeetingPattern(group=group, rule=rule.to_dict()))
        language = chance.choices(languages[:5], [70, 20, 4, 3, 3])[0]
        spoken.append(through(group_id=group.pk, language_id=language.pk))
    MeetingPattern.objects.bulk_create(patterns, batch_size=5000)
    through.objects.bulk_create(spoken, batch_size=5000)
    began = perf_counter()
    GroupSearch.objects.refresh(at=at)
    print(f"{len(groups)} groups, {len(venues)} venues; refreshed in {perf_counter() - began:.0f} s")


def measure() -> None:
    from django.db import connection
    from django.test import Client

    client = Client(SERVER_NAME="bench.example")
    print(
        f"{connection.vendor}: milliseconds of a whole request, median of {ROUNDS} (CPU of this process in brackets)"
    )
    for name, query in SEARCHES.items():
        address = f"/support-groups/?{query}"
        taken: list[tuple[float, str]] = []

        def timed(execute, sql, parameters, many, context, taken=taken):
            began = perf_counter()
            answer = execute(sql, parameters, many, context)
            taken.append(((perf_counter() - began) * 1000, sql))
            return answer

        with connection.execute_wrapper(timed):
            response = client.get(address)
        assert response.status_code == 200, response  # noqa: S101
        wall, cpu = [], []
        for _round in range(ROUNDS):
            began, used = perf_counter(), process_time()
            client.get(address)
            wall.append((perf_counter() - began) * 1000)
            cpu.append((process_time() - used) * 1000)
        slowest = sorted(taken, reverse=True)[:2]
        print(
            f"  {name:38} {median(wall):7.1f} ({median(cpu):6.1f})  {len(taken)} queries, "
            f"slowest {', '.join(f'{ms:.1f}' for ms, _sql in slowest)}"
        )
        if os.environ.get("BENCH_SQL"):
            print("\n".join(sql[:3000] for _ms, sql in slowest))


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        prepare(folder, os.environ.get("DATABASE_URL", f"sqlite:///{folder}/bench.sqlite3"))
        from django.db import connection
        from django.utils import timezone

        connection.creation.create_test_db(verbosity=0, autoclobber=True)
        try:
            began = perf_counter()
            fill(timezone.now())
            with connection.cursor() as cursor:
                cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
            print(f"filled in {perf_counter() - began:.0f} s")
            measure()
        finally:
            connection.creation.destroy_test_db(connection.settings_dict["NAME"], verbosity=0)


if __name__ == "__main__":
    main()
