"""The board: what runs out first on top, unknown shown as unknown, and nothing faked."""

import re
from collections.abc import Callable

from django.test import Client

from phrom.callouts import actions
from phrom.incidents import actions as incidents
from phrom.offices.models import Membership, Organisation
from phrom.offices.roles import Role
from phrom.response import actions as response
from phrom.web.shared import READERS_TOKEN
from tests.apps.callouts.course import PLAN, Course, plan_in_force, words_of
from tests.cast import Character, SettableClock, join

SignIn = Callable[[Membership], Client]


def board(client: Client, course: Course) -> str:
    return words_of(client.get(f"/incidents/{course.incident.pk}/board/").content.decode())


def test_the_headline_is_the_process_that_runs_out_first(
    course: Course, coordinator: Membership, client_as: SignIn
) -> None:
    course.after(3600)
    page = board(client_as(coordinator), course)
    assert re.search(r"งานสารบรรณ เหลือเวลา:? ?5 ชั่วโมง", page)
    assert page.index("งานสารบรรณ", page.index("กระบวนงานและเวลาที่เหลือ")) < page.index("งานคลัง")


def test_a_process_past_its_time_is_said_with_how_long(
    course: Course, coordinator: Membership, client_as: SignIn
) -> None:
    course.clock.advance(hours=8)
    page = board(client_as(coordinator), course)
    assert "งานสารบรรณ เกินเวลามาแล้ว" in page
    assert "2 ชั่วโมง" in page
    assert "1 กระบวนงานเกินเวลาแล้ว" in page


def test_a_process_without_a_time_is_unknown_and_a_far_one_is_folded(
    course: Course, coordinator: Membership, client_as: SignIn
) -> None:
    page = board(client_as(coordinator), course)
    assert "1 กระบวนงานไม่ทราบเวลา" in page
    assert "งานทะเบียน" in page
    assert "อีก 1 กระบวนงาน" in page


def test_a_plan_without_any_time_says_so_instead_of_a_number(
    office: Organisation, coordinator: Membership, clock: SettableClock, client_as: SignIn
) -> None:
    plan_in_force(office, PLAN | {"processes": [{"id": "process-3", "name": "งานทะเบียน"}]})
    page = board(client_as(coordinator), Course(coordinator, clock))
    assert "แผนไม่ได้เขียนเวลาที่ยอมให้กระบวนงานใดหยุด" in page


def test_people_to_follow_leave_the_board_when_they_answer(
    course: Course, coordinator: Membership, client_as: SignIn
) -> None:
    course.run()
    client = client_as(coordinator)
    assert "นายหก ทดสอบ" in board(client, course)
    for person in ("person-1", "person-3", "person-5", "person-6"):
        actions.acknowledge(course.callout.pk, person, via="code")
    page = board(client, course)
    assert "ทุกคนที่แจ้งรับทราบแล้ว" in page
    assert "4 จาก 4 คน" in page


def test_the_plans_own_steps_are_tasks_that_who_has_them_can_tick(
    course: Course, coordinator: Membership, auditor: Membership, client_as: SignIn
) -> None:
    assert "ย้ายไปสถานที่ปฏิบัติงานสำรอง" in board(client_as(coordinator), course)
    tick = "ทำเสร็จแล้ว: ย้ายไปสถานที่ปฏิบัติงานสำรอง"
    address = f"/incidents/{course.incident.pk}/board/"
    assert tick in client_as(coordinator).get(address).content.decode()
    assert tick not in client_as(auditor).get(address).content.decode()


def test_a_step_that_several_teams_have_before_them_is_one_line_of_the_board(
    office: Organisation, coordinator: Membership, clock: SettableClock, client_as: SignIn
) -> None:
    flood = PLAN["scenarios"][0]
    for_two = [{"id": "flood-1", "text": "ย้ายเอกสารขึ้นชั้นสอง", "responsible": ["team-1", "person-7"]}]
    plan_in_force(office, PLAN | {"scenarios": [flood | {"crisis": for_two}]})
    course = Course(coordinator, clock)
    page = board(client_as(coordinator), course)
    assert page.count("ย้ายเอกสารขึ้นชั้นสอง") == 1
    assert "และอีก 1 ผู้รับผิดชอบ" in page


def test_who_may_not_read_the_log_book_sees_none_of_it_on_the_board(
    course: Course, member: Membership, coordinator: Membership, client_as: SignIn
) -> None:
    assert "บันทึกล่าสุด" in board(client_as(coordinator), course)
    assert "บันทึกล่าสุด" not in board(client_as(member), course)


def test_the_handover_says_what_is_late_what_waits_and_who_is_missing(
    course: Course, coordinator: Membership, client_as: SignIn
) -> None:
    actions.acknowledge(course.callout.pk, "person-6", via="code")
    incidents.ask_for_decision(coordinator, course.incident.pk, matter="site", reason="ใช้ศาลากลาง")
    address = f"/incidents/{course.incident.pk}/handover/"
    page = words_of(client_as(coordinator).get(address).content.decode())
    for words in ("ส่งเวร: เหลือ 1 งาน", "ใช้ศาลากลาง", "งานสารบรรณ", "นายหก ทดสอบ", "ผู้รับเวร"):
        assert words in page


def test_who_hands_over_to_whom_and_what_stood_open_then_is_written_down(
    course: Course, coordinator: Membership, auditor: Membership, client_as: SignIn
) -> None:
    incidents.ask_for_decision(coordinator, course.incident.pk, matter="site", reason="ใช้ศาลากลาง")
    address, client = f"/incidents/{course.incident.pk}/handover/", client_as(coordinator)
    for _press in range(2):
        assert client.post(address, {"to": "นายสี่ ทดสอบ", "note": "รอเรือ"}).status_code == 302
    assert course.logged().count("shift.handed_over") == 1
    line = "ส่งเวรให้ นายสี่ ทดสอบ: งานค้าง 1 งาน เลยกำหนด 0 งาน รอตัดสินใจ 1 เรื่อง (รอเรือ)"
    assert line in words_of(client.get(address).content.decode())
    assert course.logged()[-1] == "shift.handed_over"
    assert client.post(address, {"to": " ", "note": "ที่พิมพ์ไว้"}).status_code == 422
    assert client_as(auditor).post(address, {"to": "นายสี่ ทดสอบ"}).status_code == 403


def test_needs_by_time_say_when_the_seats_run_short(
    office: Organisation, coordinator: Membership, clock: SettableClock, client_as: SignIn
) -> None:
    seats = {"requirements": {"premises": [{"name": "ที่นั่ง", "quantity": 3, "unit": "คน"}]}}
    processes = [p | seats for p in PLAN["processes"]]
    sites = [{"id": "site-2", "name": "หอประชุมกลาง", "where": "off-site", "capacity": 5}]
    plan_in_force(office, PLAN | {"processes": processes, "sites": sites})
    course = Course(coordinator, clock)
    page = words_of(client_as(coordinator).get(f"/incidents/{course.incident.pk}/needs/").content.decode())
    assert "ที่นั่งไม่พอ 1 ที่ ภายใน 24 ส.ค. 2569 09:00 น." in page
    assert "ขาด 4 ที่นั่ง" in page


def test_each_reader_sees_their_own_board_though_it_is_put_into_words_once(
    course: Course,
    coordinator: Membership,
    member: Membership,
    leader: Membership,
    clock: SettableClock,
    client_as: SignIn,
) -> None:
    """Those who see the same share the words, never the token; a change is there at the next look."""
    address = f"/incidents/{course.incident.pk}/board/?part=1"
    clients = {who.role: client_as(who) for who in (coordinator, member, leader)}

    def pages() -> dict[str, str]:
        return {role: client.get(address).content.decode() for role, client in clients.items()}

    first = pages()
    assert "บันทึกล่าสุด" in first["coordinator"]
    assert "บันทึกล่าสุด" not in first["member"]
    assert "ปลอดภัย" in first["leader"]
    assert "ปลอดภัย" not in first["member"]
    tokens = {role: re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[0] for role, page in first.items()}
    assert len(set(tokens.values())) == 3
    whole = {role: client.get(address.partition("?")[0]).content.decode() for role, client in clients.items()}
    assert not any(READERS_TOKEN in page for page in (*first.values(), *whole.values()))
    etag = clients["member"].get(address).headers["ETag"]
    assert clients["member"].get(address, headers={"If-None-Match": etag}).status_code == 304
    response.report_in(leader, course.incident.pk, "person-6", "site")
    assert all("1 จาก" in words_of(page) for page in pages().values())
    assert clients["member"].get(address, headers={"If-None-Match": etag}).status_code == 200


def test_what_only_time_changes_is_on_the_board_within_seconds(
    course: Course, member: Membership, clock: SettableClock, client_as: SignIn
) -> None:
    client, address = client_as(member), f"/incidents/{course.incident.pk}/board/?part=1"
    before = words_of(client.get(address).content.decode())
    clock.advance(hours=7)
    after = words_of(client.get(address).content.decode())
    assert "ไม่มีกระบวนงานเกินเวลา" in before
    assert "1 กระบวนงานเกินเวลาแล้ว" in after


def test_of_a_step_of_several_teams_each_reader_ticks_their_own(
    office: Organisation, coordinator: Membership, member: Membership, clock: SettableClock, client_as: SignIn
) -> None:
    """Two members with the same rights, who differ only in whose part of the step is theirs."""
    other = join(office, Character("seven", "นายเจ็ด ทดสอบ", Role.MEMBER, "person-7"))
    flood = PLAN["scenarios"][0]
    for_two = [{"id": "flood-1", "text": "ย้ายเอกสาร", "responsible": ["person-6", "person-7"]}]
    plan_in_force(office, PLAN | {"scenarios": [flood | {"crisis": for_two}]})
    address = f"/incidents/{Course(coordinator, clock).incident.pk}/board/?part=1"
    for who in (member, other, member):
        page = client_as(who).get(address).content.decode()
        assert re.findall(r'name="key" value="([^"]+)"', page) == [f"flood-1@person:{who.person}"]


def test_the_board_names_the_place_where_people_work_now(
    course: Course, coordinator: Membership, client_as: SignIn
) -> None:
    course.run()
    board = f"/incidents/{course.incident.pk}/board/"
    incidents.choose_site(coordinator, course.incident.pk, rank="main", name="วัดกลาง")
    page = words_of(client_as(coordinator).get(board).content.decode())
    assert "ที่รายงานตัว วัดกลาง" in page


def test_the_board_says_who_runs_a_process_the_situation_the_last_report_and_what_is_short(
    office: Organisation, coordinator: Membership, member: Membership, clock: SettableClock, client_as: SignIn
) -> None:
    needs = {"premises": [{"name": "ที่นั่ง", "quantity": 9}], "equipment": [{"name": "โน้ตบุ๊ก", "quantity": 2}]}
    process = {"id": "process-1", "name": "งานสารบรรณ", "mtpd": "PT6H", "units": ["unit-1"], "requirements": needs}
    sites = [{"id": "site-2", "name": "หอประชุมกลาง", "where": "off-site", "capacity": 4}]
    units = [{"id": "unit-1", "name": "ฝ่ายอำนวยการ"}]
    plan_in_force(office, PLAN | {"units": units, "processes": [process], "sites": sites})
    course = Course(coordinator, clock).run()
    board = f"/incidents/{course.incident.pk}/board/"
    page = words_of(client_as(coordinator).get(board).content.decode())
    assert "งานสารบรรณ ฝ่ายอำนวยการ หยุด" in page
    assert "อาคาร/สถานที่ ที่นั่งขาด 5 ที่ ภายใน 15:00 น." in page
    assert "วัสดุอุปกรณ์ ขาด 1 อย่าง ภายใน 15:00 น." in page
    response.count_store(coordinator, course.incident.pk, category="equipment", name="โน้ตบุ๊ก", quantity=2, place="ตู้")
    response.note_situation(coordinator, course.incident.pk, "น้ำสูง 40 เซนติเมตร")
    response.draft_report(coordinator, course.incident.pk, "ร่างรายงาน")
    page = words_of(client_as(coordinator).get(board).content.decode())
    assert "วัสดุอุปกรณ์ พอ" in page
    assert "น้ำสูง 40 เซนติเมตร 21 ส.ค. 2569 09:00 น. รายงานฉบับที่ 1 ยังไม่อนุมัติ" in page
    of_member = words_of(client_as(member).get(board).content.decode())
    assert "รายงานฉบับที่ 1" in of_member
    assert "40 เซนติเมตร" not in of_member  # notes are of the log book, which members do not read
