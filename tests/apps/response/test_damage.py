"""Damage with photographs: small, upright, without the camera's data, and only for those who may see them."""

import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from phrom.core.values.photograph import LONGEST_EDGE, NotAPhotographError, photograph
from phrom.errors import InvalidInputError, NotAllowedError
from phrom.incidents.queries import incident_now
from phrom.offices.models import Membership
from phrom.response import actions
from phrom.response.models import DamagePhotograph
from phrom.response.views.report_facts import draft_text
from tests.apps.callouts.course import Course, words_of

SignIn = Callable[[Membership], Client]
BROKEN: dict[str, Any] = {"place": "อาคาร 1", "category": "technology", "name": "เครื่องแม่ข่าย", "condition": "unusable"}


def camera_picture(width: int = 2400, height: int = 1200) -> bytes:
    """As a telephone takes it: lying on its side, with the place where it was taken."""
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned by a quarter
    exif[0x010F] = "SecretPhone"
    exif.get_ifd(0x8825)[1] = "N"
    out = io.BytesIO()
    Image.new("RGB", (width, height), "navy").save(out, "JPEG", exif=exif)
    return out.getvalue()


def test_a_picture_is_made_small_upright_and_says_nothing_of_the_camera() -> None:
    kept = photograph(camera_picture())
    assert (kept.width, kept.height) == (LONGEST_EDGE // 2, LONGEST_EDGE)
    shown = Image.open(io.BytesIO(kept.jpeg))
    assert not shown.getexif()
    assert b"SecretPhone" not in kept.jpeg


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<svg onload=alert(1)>",
        b"%PDF-1.7",
        camera_picture(40, 20)[:200],
        b"\xff\xd8\xff" + b"\0" * 500,
        b"GIF89a",
    ],
)
def test_what_is_no_photograph_is_refused(data: bytes) -> None:
    with pytest.raises(NotAPhotographError):
        photograph(data)


def test_a_picture_that_would_fill_the_memory_is_refused() -> None:
    out = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(out, "PNG")
    with pytest.raises(NotAPhotographError):
        photograph(out.getvalue())


def test_damage_is_recorded_with_its_picture_and_seen_only_by_who_may(
    course: Course,
    coordinator: Membership,
    leader: Membership,
    member: Membership,
    auditor: Membership,
    client_as: SignIn,
) -> None:
    page, client = f"/incidents/{course.incident.pk}/damage/", client_as(leader)
    picture = SimpleUploadedFile("IMG_0001.jpg", camera_picture(), "image/jpeg")
    assert client.post(page, BROKEN | {"act": "new", "picture": picture}).status_code == 302
    kept = DamagePhotograph.objects.get()
    address = f"{page}photographs/{kept.pk}/"
    assert client_as(coordinator).get(address)["Content-Type"] == "image/jpeg"
    assert client_as(auditor).get(address).status_code == 200
    assert client_as(member).get(address).status_code == 403
    assert "เครื่องแม่ข่าย" not in words_of(client_as(member).get(page).content.decode())
    with pytest.raises(NotAllowedError):
        actions.change_damage(member, course.incident.pk, 1, condition="restored")
    actions.record_damage(member, course.incident.pk, **{**BROKEN, "name": "โต๊ะ"})
    assert "โต๊ะ" in words_of(client_as(member).get(page).content.decode())


def test_a_file_that_is_no_picture_is_said_and_the_damage_is_kept(
    course: Course, leader: Membership, client_as: SignIn
) -> None:
    page, client = f"/incidents/{course.incident.pk}/damage/", client_as(leader)
    fake = SimpleUploadedFile("photo.jpg", b"MZ this is a program", "image/jpeg")
    answer = client.post(page, BROKEN | {"act": "new", "picture": fake})
    assert answer.status_code == 422
    shown = words_of(answer.content.decode())
    assert "เปิดไฟล์นี้เป็นภาพไม่ได้" in shown
    assert "1. เครื่องแม่ข่าย" in shown
    assert not DamagePhotograph.objects.exists()


def test_the_same_picture_again_is_kept_once(course: Course, leader: Membership) -> None:
    actions.record_damage(leader, course.incident.pk, **BROKEN)
    first = actions.add_photograph(leader, course.incident.pk, 1, camera_picture())
    assert actions.add_photograph(leader, course.incident.pk, 1, camera_picture()).pk == first.pk
    assert course.logged().count("damage.photographed") == 1


def test_the_report_says_what_is_broken_until_it_works_again(course: Course, coordinator: Membership) -> None:
    number = course.incident.pk
    back = incident_now(course.incident) + timedelta(days=2)
    actions.record_damage(coordinator, number, **BROKEN, back_by=back)
    assert "- เครื่องแม่ข่าย ที่ อาคาร 1: ใช้ไม่ได้ คาดว่าใช้ได้ 23 ส.ค. 2569" in draft_text(course.incident)
    with pytest.raises(InvalidInputError):
        actions.change_damage(coordinator, number, 1, condition="limited", back_by=course.incident.opened_at)
    actions.change_damage(coordinator, number, 1, condition="restored")
    assert "เครื่องแม่ข่าย" not in draft_text(course.incident)
