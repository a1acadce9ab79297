"""Groups of every kind, for files that must lose nothing of them."""

import datetime
from dataclasses import replace

from hypothesis import strategies as st

from support_groups.models import AccessFeature, Group, Subtype
from support_groups.schedules import DateException
from tests.factories import make_group, make_organization, make_venue
from tests.support_groups.schedules.strategies import appointment, clocks, days, patterns, single

AT = datetime.datetime(2026, 12, 1, 12, tzinfo=datetime.UTC)
ODD = [
    "=SUM(A1)",
    "+1 330 555 0100",
    "-",
    "@home",
    "'quoted'",
    "a | b; c\\d",
    '"x", y',
    "Ünï — 家",
    "'=1",
    "0012",
]
words = st.sampled_from([*ODD, "Lantern", "Plain words.\n\nTwo paragraphs.", "x" * 40])
lines = words.map(lambda text: " ".join(text.split()))
unknown = patterns().map(lambda p: replace(p, begins=None, minutes=None))
undated = st.builds(
    lambda p: replace(p, anchor=None, count=None, interval=2, starts_on=None, ends_on=None), patterns()
)
schedules = st.lists(patterns() | single | appointment | unknown | undated, max_size=3, unique=True)


def changes() -> st.SearchStrategy[DateException]:
    cancelled = st.builds(DateException, effect=st.just("cancelled"), first=days, reason=lines | st.just(""))
    moved = st.builds(
        DateException,
        effect=st.just("moved"),
        first=days,
        to_date=days,
        to_time=clocks,
        begins=st.none() | clocks,
    )
    extra = st.builds(
        DateException, effect=st.just("extra"), first=days, begins=clocks, minutes=st.none() | st.just(45)
    )
    place = st.builds(
        DateException,
        effect=st.just("place"),
        first=days,
        place=lines,
        link=st.just("https://meet.example.org/other"),
    )
    long = days.map(
        lambda day: DateException(effect="cancelled", first=day, last=day + datetime.timedelta(days=9))
    )
    return cancelled | moved | extra | place | long


@st.composite
def group_fields(draw: st.DrawFn) -> dict:
    """Fields of a group that obeys the rules, with what hangs on it under "rows"."""
    attendance = draw(st.sampled_from(Group.Attendance.values))
    fields = {
        "attendance": attendance,
        "status": draw(st.sampled_from(["listed", "listed", "paused", "unconfirmed"])),
        "stage_fit": draw(st.sampled_from(Group.StageFit.values)),
        "group_type": draw(st.sampled_from(Group.GroupType.values)),
        "led_by": draw(st.sampled_from(["", *Group.Leader.values])),
        "cost": draw(st.sampled_from(["", *Group.Cost.values])),
        "link_visibility": draw(st.sampled_from(Group.Visibility.values)),
        "language": draw(st.sampled_from(["en", "es"])),
        "zone": draw(
            st.sampled_from(["America/New_York", "Asia/Kathmandu", "Europe/London", "America/Phoenix"])
        ),
        "may_listen": draw(st.sampled_from(["", *Group.Answer.values])),
        "confirmed_by": draw(st.sampled_from(["", "leader"])),
        "confirmed_how": draw(st.sampled_from(["", "phone"])),
        "joining": "Call us. " + draw(words),
        "name": draw(lines) + " circle",
    }
    fields |= {name: draw(words) for name in ("summary", "description")}
    fields |= {
        name: draw(lines | st.just("")) for name in ("cost_note", "schedule_note", "size", "confidentiality")
    }
    fields["summary"] = " ".join(fields["summary"].split())
    fields["confirmed_on"] = draw(
        st.none() | st.dates(datetime.date(2026, 9, 1), datetime.date(2026, 11, 30))
    )
    if fields["status"] == "paused":
        fields["paused_until"] = datetime.date(2027, 1, 15)
    if attendance != "in-person":
        fields |= {
            "join_link": "https://meet.example.org/1?a=b",
            "dial_in": "+1 330 555 0100",
            "passcode": "=47",
        }
    return {
        "group": fields,
        "hidden": draw(st.booleans()),
        "organization": draw(st.none() | lines),
        "languages": draw(st.sets(st.sampled_from(["en", "es", "cmn"]))),
        "audiences": draw(st.sets(st.sampled_from(["women", "living-with-mbc"]))),
        "subtypes": draw(st.sets(st.sampled_from(["her2-low", "brca"]))),
        "patterns": draw(schedules),
        "changes": draw(st.lists(changes(), max_size=3, unique=True)),
        "people": draw(st.lists(lines, max_size=2)),
    }


def build(spec: dict) -> Group:
    fields = dict(spec["group"])
    if fields["attendance"] in ("in-person", "hybrid"):
        fields["venue"] = make_venue(
            name="Fern House", is_street_public=not spec["hidden"], latitude=41.0814, directions="Blue door"
        )
        feature = AccessFeature.objects.get(code="elevator")
        fields["venue"].access_known.create(feature=feature, note="from the alley | left")
        fields["venue"].access_known.create(
            feature=AccessFeature.objects.get(code="step-free"), is_there=False
        )
    if spec["organization"]:
        fields["organization"] = make_organization(
            name=f"{spec['organization']} {Group.objects.count()}", description="-1", phone="+1 555"
        )
    group = make_group(
        patterns=spec["patterns"], languages=spec["languages"], audiences=spec["audiences"], **fields
    )
    group.subtypes.set(Subtype.objects.filter(code__in=spec["subtypes"]))
    for change in spec["changes"]:
        group.schedule_exceptions.create(
            kind=change.effect.value, first=change.first, last=change.last, begins=change.begins, to_date=change.to_date,
            to_time=change.to_time, minutes=change.minutes, place=change.place, link=change.link, reason=change.reason,
        )  # fmt: skip
    for number, name in enumerate(spec["people"]):
        group.contacts.create(name=name, email="a@example.org", is_public=number == 0, position=number)
    return group
