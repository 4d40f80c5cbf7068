"""Files of entries, sealed with them; and the book as a file that can be checked anywhere."""

import io
import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from phrom.cli import main
from phrom.core.log_entry.book_file import NotABookError, verify_book
from phrom.errors import InvalidInputError
from phrom.logbook.actions import write_note, write_note_with_files
from phrom.logbook.models import Attachment
from phrom.logbook.queries import attachment_numbered, exported_book, verify_chain
from phrom.offices.models import Membership
from tests.cast import SettableClock

SignIn = Callable[[Membership], Client]


def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (60, 40), "green").save(out, "PNG")
    return out.getvalue()


def test_a_note_with_a_picture_and_a_pdf_is_sealed_with_their_hashes(
    coordinator: Membership, stranger: Membership, client_as: SignIn
) -> None:
    client = client_as(coordinator)
    files = [
        SimpleUploadedFile("ภาพน้ำท่วม.exe", picture(), "application/x-msdownload"),
        SimpleUploadedFile("หนังสือ.pdf", b"%PDF-1.7 ...", "application/pdf"),
    ]
    assert client.post("/log/", {"text": "น้ำเข้าห้องพัสดุ", "file": files}).status_code == 302
    kept = list(Attachment.objects.order_by("pk"))
    assert [(a.name, a.content_type) for a in kept] == [
        ("ภาพน้ำท่วม.jpg", "image/jpeg"),
        ("หนังสือ.pdf", "application/pdf"),
    ]
    assert [a["sha256"] for a in kept[0].entry.data["attachments"]] == [a.sha256 for a in kept]
    assert "ภาพน้ำท่วม.jpg" in client.get("/log/").content.decode()
    answer = client.get(f"/log/attachments/{kept[0].pk}/")
    assert answer["Content-Disposition"].startswith("attachment")
    assert client_as(stranger).get(f"/log/attachments/{kept[0].pk}/").status_code == 404
    assert verify_chain(coordinator.organisation_id).ok


def test_a_file_that_is_neither_is_refused_and_the_words_are_kept(coordinator: Membership, client_as: SignIn) -> None:
    fake = SimpleUploadedFile("ภาพ.jpg", b"#!/bin/sh", "image/jpeg")
    answer = client_as(coordinator).post("/log/", {"text": "ข้อความที่พิมพ์", "file": fake})
    assert answer.status_code == 422
    assert "แนบได้เฉพาะภาพและไฟล์ PDF" in answer.content.decode()
    assert "ข้อความที่พิมพ์" in answer.content.decode()
    with pytest.raises(InvalidInputError):
        write_note_with_files(coordinator, "มากไป", [("a.png", picture())] * 6)
    assert not Attachment.objects.exists()


def test_a_file_that_was_changed_in_the_database_is_not_shown(coordinator: Membership) -> None:
    write_note_with_files(coordinator, "ภาพ", [("a.png", picture())])
    kept = Attachment.objects.get()
    assert attachment_numbered(coordinator.organisation_id, kept.pk) is not None
    Attachment.objects.update(content=b"another", sha256="0" * 64)
    assert attachment_numbered(coordinator.organisation_id, kept.pk) is None


def test_the_exported_book_is_checked_far_from_its_database(
    coordinator: Membership, client_as: SignIn, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for n in range(3):
        write_note(coordinator, f"รายการ {n}")
    answer = client_as(coordinator).post("/log/export/")
    lines = b"".join(answer.streaming_content).decode().splitlines(keepends=True)  # type: ignore[attr-defined]
    head, verdict = verify_book(lines)
    assert (verdict.ok, verdict.count, head.office) == (True, 4, coordinator.organisation.name)  # the export too
    book = tmp_path / "book.jsonl"
    book.write_text("".join(lines), encoding="utf-8")
    assert main(["verify-log", str(book)]) == 0
    book.write_text("".join(lines).replace("รายการ 1", "รายการ ๑"), encoding="utf-8")
    assert main(["verify-log", str(book)]) == 1
    assert "2: เนื้อหาของรายการไม่ตรงกับผนึก" in capsys.readouterr().out
    assert not verify_book(lines[:-1])[1].ok  # the end cut off
    book.write_text("something else", encoding="utf-8")
    assert main(["verify-log", str(book)]) == 1


def test_a_file_that_is_no_book_is_said_at_its_line(coordinator: Membership) -> None:
    write_note(coordinator, "รายการ")
    lines = list(exported_book(coordinator.organisation_id, "หน่วยงาน"))
    with pytest.raises(NotABookError, match="line 2"):
        verify_book([lines[0], "{}\n"])
    for wrong in ("", "[]", json.dumps({"format": "other"}), "{"):
        with pytest.raises(NotABookError):
            verify_book([wrong])


def test_a_picture_of_something_that_happened_before_keeps_both_times(
    coordinator: Membership, clock: SettableClock, client_as: SignIn
) -> None:
    post = {"text": "ระดับน้ำที่เสา", "day": "1", "at": "23.50"}
    client = client_as(coordinator)
    assert client.post("/log/", post | {"file": SimpleUploadedFile("เสา.png", picture())}).status_code == 302
    entry = Attachment.objects.get().entry
    assert (entry.happened_at, entry.written_at) == (clock.now - timedelta(hours=9, minutes=10), clock.now)
    late = client.post(
        "/log/", {"text": "ก", "day": "0", "at": "12:30", "file": SimpleUploadedFile("ก.png", picture())}
    )
    assert late.status_code == 422
    assert "เวลานี้ยังมาไม่ถึง" in late.content.decode()
