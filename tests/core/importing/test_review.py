"""What a person is asked to look at after a reading, and what becomes of the report by hand."""

from hypothesis import given
from hypothesis import strategies as st

from phrom.core.importing.choices import owner_options, value_options
from phrom.core.importing.review import Deed, is_sure, open_points, owners_of, points_of, with_deeds
from phrom.core.plan.document import Organisation, Person, Plan, Process
from phrom.core.plan.editing import apply_changes
from phrom.core.values.source import Bilingual, ImportReport, Reading, SourceLine, UnplacedLine

DOUBT = Bilingual(th="ไม่แน่ใจ", en="unsure")
NUMBER = "+66810000011"


def unsure(
    path: str, *lines: int, text: str = "", confidence: float = 0.5, reason: Bilingual | None = DOUBT
) -> Reading:
    return Reading(path=path, lines=lines, text=text, confidence=confidence, reason=reason)


def a_report(*readings: Reading, unplaced: tuple[int, ...] = (), furniture: tuple[int, ...] = ()) -> ImportReport:
    return ImportReport(
        file_name="plan.txt",
        file_kind="txt",
        sha256="0" * 64,
        lines=tuple(SourceLine(number=n, text=f"บรรทัด {n}") for n in range(1, 41)),
        readings=readings,
        furniture=furniture,
        unplaced=tuple(UnplacedLine(number=n, text=f"บรรทัด {n}") for n in unplaced),
    )


def test_questions_come_first_then_what_is_unsure_then_lines_without_a_place() -> None:
    report = a_report(
        unsure("sites/site-1", 3, text="หอประชุม"),
        unsure("processes/process-1/impact", 5, text="สูง / ต่ำ", confidence=0.2),
        Reading(path="title", lines=(1,), text="แผน"),
        unplaced=(9,),
    )
    assert [(p.kind, p.ident) for p in points_of(report)] == [
        ("question", "processes/process-1/impact"),
        ("unsure", "sites/site-1"),
        ("unplaced", "line:9"),
    ]


def test_values_of_one_kind_with_one_reason_are_one_point() -> None:
    other = Bilingual(th="อีกเหตุผล", en="another reason")
    report = a_report(
        unsure("sites/site-1", 3),
        unsure("sites/site-2", 3),
        unsure("impacts/0", 4),
        unsure("sites/site-3", 8, reason=other),
    )
    assert [p.targets for p in points_of(report)] == [
        ("sites/site-1", "sites/site-2"),
        ("impacts/0",),
        ("sites/site-3",),
    ]


def test_lines_without_a_place_that_follow_one_another_are_one_point() -> None:
    points = points_of(a_report(unplaced=(3, 4, 5, 9, *range(20, 31))))
    assert [p.lines for p in points] == [(3, 4, 5), (9,), tuple(range(20, 28)), (28, 29, 30)]
    assert [p.ident for p in points] == ["lines:3", "line:9", "lines:20", "lines:28"]


@given(st.lists(st.integers(1, 40), unique=True), st.integers(0, 12))
def test_every_unsure_value_and_every_unplaced_line_is_in_exactly_one_point(unplaced: list[int], values: int) -> None:
    readings = [unsure(f"people/person-{n}/position", n + 1, confidence=n / 14) for n in range(values)]
    report = a_report(*readings, unplaced=tuple(sorted(unplaced)))
    targets = [target for point in points_of(report) for target in point.targets]
    assert len(targets) == len(set(targets))
    assert set(targets) == {r.path for r in readings if not is_sure(r)} | {f"line:{n}" for n in unplaced}


def test_what_is_left_counts_down_and_a_point_is_done_with_its_last_value() -> None:
    report = a_report(unsure("sites/site-1", 3), unsure("sites/site-2", 3), unplaced=(9,))
    points = points_of(report)
    first = Deed("confirmed", ("sites/site-1",), "พิมพ์ชนก")
    assert len(open_points(points, [first])) == 2
    done = [first, Deed("mended", ("sites/site-2",), "พิมพ์ชนก")]
    assert [p.ident for p in open_points(points, done)] == ["line:9"]
    assert open_points(points, [*done, Deed("set-aside", ("line:9",), "พิมพ์ชนก")]) == []


def test_the_report_says_who_placed_a_line_and_who_set_one_aside() -> None:
    report = a_report(unsure("sites/site-1", 3), unplaced=(9, 10), furniture=(2,))
    done = with_deeds(
        report,
        [
            Deed("placed", ("line:9",), "พิมพ์ชนก", ("response/day-1/steps/step-7",)),
            Deed("placed", ("line:2",), "พิมพ์ชนก", ("purposes/0",)),
            Deed("set-aside", ("line:10",), "สมศักดิ์"),
            Deed("confirmed", ("sites/site-1",), "สมศักดิ์"),
        ],
    )
    assert [(r.path, r.lines, r.by) for r in done.readings] == [
        ("sites/site-1", (3,), "สมศักดิ์"),
        ("response/day-1/steps/step-7", (9,), "พิมพ์ชนก"),
        ("purposes/0", (2,), "พิมพ์ชนก"),
    ]
    assert (done.unplaced, done.furniture) == ((), ())
    assert [(aside.number, aside.by) for aside in done.set_aside] == [(10, "สมศักดิ์")]
    assert ImportReport.model_validate_json(done.model_dump_json()) == done


def test_what_is_still_not_known_stays_unsure_in_the_report() -> None:
    report = a_report(unsure("processes/process-1/impact", 5, text="สูง / ต่ำ"))
    done = with_deeds(report, [Deed("postponed", ("processes/process-1/impact",), "พิมพ์ชนก")])
    assert not is_sure(done.readings[0])


def labels(path: str, text: str) -> list[str]:
    return [option.label.th for option in value_options(unsure(path, 1, text=text))]


def test_two_ticks_leave_both_levels_and_both_times_to_choose_from() -> None:
    assert labels("processes/process-1/impact", "สูงมาก / ต่ำ") == ["วิกฤต", "ต่ำ"]
    assert labels("processes/process-1/mtpd", "3 วัน / 1 สัปดาห์") == ["3 วัน", "7 วัน"]


def test_a_range_leaves_both_ends_and_working_days_the_days_off_between_them() -> None:
    assert labels("processes/process-1/rto", "1-2 วัน") == ["1 วัน", "2 วัน"]
    assert labels("processes/process-1/mtpd", "๕ วันทำการ") == ["5 วัน", "7 วัน"]


def test_a_clear_value_is_no_question() -> None:
    assert len(value_options(unsure("processes/process-1/mtpd", 1, text="6 ชั่วโมง"))) == 1
    assert value_options(unsure("people/person-1/position", 1, text="สูง / ต่ำ")) == ()


def test_an_answer_puts_its_value_into_the_plan() -> None:
    plan = Plan(
        title="แผน", organisation=Organisation(name="สำนักงาน"), processes=(Process(id="process-1", name="งาน"),)
    )
    high = value_options(unsure("processes/process-1/impact", 5, text="สูง / ต่ำ"))[0]
    assert apply_changes(plan, high.changes).plan.processes[0].impact == "high"


def two_people(first: tuple[str, ...], second: tuple[str, ...]) -> Plan:
    people = (
        Person(id="person-1", given_name="ขวัญจิรา", phones=first, phones_text=("0810000011",) if first else ()),
        Person(id="person-2", given_name="อรพร", phones=second, phones_text=("0810000011",)),
    )
    return Plan(title="แผน", organisation=Organisation(name="สำนักงาน"), people=people)


def phones(plan: Plan) -> list[tuple[str, ...]]:
    return [person.phones for person in plan.people]


def test_a_number_of_two_people_is_asked_and_given_to_whom_it_belongs() -> None:
    report = a_report(
        Reading(path="people/person-1/phones/0", lines=(8,), text="0810000011"),
        unsure("people/person-2/phones/0", 12, text="0810000011", confidence=0.6),
    )
    [point] = points_of(report)
    assert (point.kind, point.number, point.lines) == ("question", NUMBER, (8, 12))
    plan = two_people((NUMBER,), (NUMBER,))
    first, second, both = owner_options(plan, NUMBER, owners_of(report, NUMBER))
    assert phones(apply_changes(plan, first.changes).plan) == [(NUMBER,), ()]
    assert phones(apply_changes(plan, second.changes).plan) == [(), (NUMBER,)]
    assert phones(apply_changes(plan, both.changes).plan) == [(NUMBER,), (NUMBER,)]
    assert apply_changes(plan, first.changes).plan.people[1].phones_text == ()


def test_a_number_that_was_given_to_nobody_can_be_given_to_one() -> None:
    plan = two_people((), ())
    second = owner_options(plan, NUMBER, ("person-1", "person-2"))[1]
    assert phones(apply_changes(plan, second.changes).plan) == [(), (NUMBER,)]


def test_who_has_left_the_plan_is_no_answer() -> None:
    assert [o.name for o in owner_options(two_people((), ()), NUMBER, ("person-1", "person-9"))] == ["person-1"]
