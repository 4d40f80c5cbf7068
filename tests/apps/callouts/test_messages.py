"""What is sent: marked, with the person's own code, and never with a link, whatever the plan says."""

import pytest

from phrom.callouts import actions
from phrom.callouts.models import Attempt
from phrom.core.rendering.links import contains_link
from phrom.offices.models import Membership, Organisation
from tests.apps.callouts.course import PLAN, Course, plan_in_force
from tests.cast import SettableClock

LINKS = [
    "อบต.ตัวอย่าง www.example.go.th",
    "https://example.com/x",
    "โทร tel:0810000000",
    "ｅｘａｍｐｌｅ．ｃｏｍ",
    "[เหตุจริง] x@y.co",
]


@pytest.mark.parametrize("words", LINKS)
def test_no_message_of_a_whole_course_holds_a_link_even_if_the_plan_does(
    office: Organisation, coordinator: Membership, clock: SettableClock, words: str
) -> None:
    team = PLAN["continuity_team"]["teams"][0] | {"name": words}
    document = PLAN | {
        "organisation": {"name": words},
        "threats": [{"id": "threat-flood", "name": words}],
        "sites": [{"id": "site-2", "name": words, "where": "off-site"}],
        "continuity_team": PLAN["continuity_team"] | {"teams": [team]},
    }
    plan_in_force(office, document)
    course = Course(coordinator, clock).run()
    for person in ("person-1", "person-3", "person-5", "person-6"):
        actions.acknowledge(course.callout.pk, person, via="code")
    course.run()
    texts = list(Attempt.objects.values_list("text", "answerable"))
    assert [answerable for _text, answerable in texts].count(False) == 1  # the leader was told
    for text, _answerable in texts:
        assert text.startswith("[ซ้อม] ")
        assert not contains_link(text)
        assert "[เหตุจริง]" not in text


def test_each_message_bears_its_own_persons_code_and_no_other(course: Course) -> None:
    course.run()
    codes = {f"person-{n}": course.code_of(f"person-{n}") for n in range(1, 8)}
    for person in ("person-1", "person-3", "person-5", "person-6"):
        [text] = course.phone_of(person)
        assert [p for p, code in codes.items() if code in text] == [person]


def test_the_message_says_where_to_report_in_and_by_when_from_the_plan_and_never_a_flooded_place(
    course: Course,
) -> None:
    course.run()
    [text] = course.phone_of("person-6")
    assert "ให้รายงานตัวที่ หอประชุมกลาง ภายใน 24 ชม." in text
    assert "ศาลาริมน้ำ" not in text
