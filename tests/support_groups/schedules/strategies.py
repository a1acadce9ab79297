"""Random but valid patterns, weighted towards what goes wrong: changeover nights, fifth weekdays, odd zones."""

from datetime import date, time

from hypothesis import strategies as st

from support_groups.schedules import InvalidPattern, Pattern

ZONES = (
    "America/New_York",
    "America/Los_Angeles",
    "America/Phoenix",
    "America/St_Johns",
    "Europe/London",
    "Asia/Kathmandu",
    "Asia/Kolkata",
    "Australia/Lord_Howe",
    "Australia/Adelaide",
    "America/Santiago",
    "Pacific/Auckland",
    "Pacific/Apia",
)
weekdays = st.sets(st.integers(0, 6), min_size=1, max_size=3).map(tuple)
days = st.dates(date(2023, 1, 1), date(2029, 12, 31))
clocks = st.one_of(
    st.sampled_from(
        [time(0), time(1, 30), time(2), time(2, 30), time(3), time(12), time(18, 30), time(23, 30)]
    ),
    st.builds(time, st.integers(0, 23), st.sampled_from([0, 15, 30, 45])),
)
months = st.one_of(
    st.just(()),
    st.sets(st.integers(1, 12), min_size=1).map(tuple),
    st.sampled_from([(9, 10, 11, 12, 1, 2, 3, 4, 5), (1, 4, 7, 10), (2,)]),
)
ordinals = st.sets(st.sampled_from([1, 2, 3, 4, 5, -1]), min_size=1, max_size=3).map(tuple)
month_days = st.sets(st.sampled_from([1, 15, 28, 29, 30, 31, -1]), min_size=1, max_size=2).map(tuple)


def kinds() -> st.SearchStrategy[dict]:
    return st.one_of(
        st.fixed_dictionaries({"kind": st.just("weekly"), "weekdays": weekdays}),
        st.fixed_dictionaries({"kind": st.just("monthly"), "weekdays": weekdays, "ordinals": ordinals}),
        st.fixed_dictionaries({"kind": st.just("monthly_date"), "days": month_days}),
        st.fixed_dictionaries({"kind": st.just("daily")}),
    )


@st.composite
def patterns(draw: st.DrawFn, *, zones: tuple[str, ...] = ZONES) -> Pattern:
    """A repeating pattern that knows its dates."""
    values = draw(kinds())
    values |= {
        "begins": draw(clocks),
        "minutes": draw(st.none() | st.sampled_from([30, 60, 90, 120, 150, 300])),
    }
    values |= {"zone": draw(st.sampled_from(zones)), "months": draw(months)}
    values["interval"] = draw(st.sampled_from([1, 1, 1, 2, 3, 4, 6]))
    anchor = draw(days)
    if values["kind"] == "weekly":
        values["weekdays"] = (*values["weekdays"], anchor.weekday())
    if values["interval"] > 1:
        values["anchor"] = anchor
    match draw(st.integers(0, 3)):
        case 0:
            values |= {"count": draw(st.integers(1, 14)), "anchor": anchor}
        case 1:
            values |= {"starts_on": anchor, "ends_on": draw(st.none() | st.dates(anchor, date(2030, 6, 1)))}
    try:
        return Pattern(**values)
    except InvalidPattern:  # 31st, in February only
        return Pattern(**values | {"months": ()})


single = st.builds(
    Pattern,
    kind=st.just("dates"),
    on=st.sets(days, min_size=1, max_size=6).map(tuple),
    begins=clocks,
    minutes=st.sampled_from([60, 90]),
    zone=st.sampled_from(ZONES),
)
appointment = st.just(Pattern(kind="appointment"))
