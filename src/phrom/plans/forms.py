"""Forms of plans: the file to be read, and the word of whoever approves."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from phrom.core.plan.version_code import PrintedCode, read_code
from phrom.core.rendering.printing import SHORTEST_PASSPHRASE


class SizeLimit(FileUploadHandler):
    """Stops storing a file at the limit; the rest is read and thrown away, so that the answer reaches the browser."""

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request)
        self._received = 0
        self.exceeded = False

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self._received += len(raw_data)
        if self._received > settings.MAX_PLAN_FILE_BYTES:
            self.exceeded = True
            raise StopUpload(connection_reset=False)
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None


class PlanFileForm(forms.Form):
    """One file; what is in it is judged by the reader, not by its name."""

    file = forms.FileField(
        label=_("ไฟล์แผน"),
        allow_empty_file=True,  # the reader says what is wrong with an empty one
        error_messages={"required": _("ยังไม่ได้เลือกไฟล์ ให้เลือกไฟล์แผนของหน่วยงาน"), "missing": _("ยังไม่ได้เลือกไฟล์")},
    )


class ApprovalForm(forms.Form):
    """By the approver's own hand, or (with `approvers`) by their code on somebody else's screen."""

    reason = forms.CharField(
        label=_("เหตุผลที่อนุมัติทั้งที่ยังมีข้อผิด"),
        error_messages={"required": _("ให้เขียนเหตุผล ข้อผิดที่ยอมรับจะแสดงไว้ในฉบับที่อนุมัติ")},
        max_length=1000,
    )
    sure = forms.BooleanField(
        label=_("ได้อ่านแผนฉบับนี้แล้ว และเห็นชอบให้ใช้"),
        error_messages={"required": _("ให้ทำเครื่องหมายว่าได้อ่านแผนแล้ว")},
    )

    def __init__(self, *args: Any, has_errors: bool, approvers: list[tuple[str, str]] | None = None, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if not has_errors:
            del self.fields["reason"]
        if approvers is not None:
            self.fields["approver"] = forms.ChoiceField(label=_("ผู้อนุมัติ"), choices=approvers)
            self.fields["code"] = forms.CharField(
                label=_("รหัสยืนยันของผู้อนุมัติ"),
                max_length=20,
                widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
                error_messages={"required": _("ให้ผู้อนุมัติพิมพ์รหัสของตน")},
            )
            self.order_fields(["reason", "approver", "code", "sure"])


class PaperForm(forms.Form):
    """The code of a printed page, typed or in a picture. `cleaned_data["printed"]` is what was read."""

    code = forms.CharField(
        label=_("รหัสฉบับ 9 ตัว"),
        required=False,
        max_length=200,
        help_text=_("อยู่ที่ท้ายหน้าข้าง QR เช่น K7Q-W9M-2X4"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )
    picture = forms.FileField(
        label=_("หรือภาพถ่ายของหน้ากระดาษ"),
        required=False,
        allow_empty_file=True,
        widget=forms.ClearableFileInput(attrs={"accept": "image/*,application/pdf"}),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        code, picture = (data.get("code") or "").strip(), data.get("picture")
        if self.errors:
            return data
        if code:
            data["printed"] = read_code(code)
            if data["printed"] is None:
                self.add_error("code", _("รหัสนี้พิมพ์ไม่ครบหรือผิดตัวอักษร ดูที่ท้ายหน้าอีกครั้ง"))
        elif picture is not None:
            data["printed"] = self._in_picture(picture)
        else:
            self.add_error("code", _("พิมพ์รหัส หรือเลือกภาพถ่าย"))
        return data

    def _in_picture(self, picture: "UploadedFile[bytes]") -> PrintedCode | None:
        from phrom.core.importing.code_picture import NotAPictureError, code_in_picture  # noqa: PLC0415 - slow to load

        try:
            found = code_in_picture(picture.read())
        except NotAPictureError:
            self.add_error("picture", _("ไฟล์นี้ไม่ใช่ภาพ หรือภาพเสียหาย ให้ถ่ายใหม่หรือพิมพ์รหัส"))
            return None
        if found is None:
            self.add_error("picture", _("ไม่พบ QR ของพร้อมในภาพ ให้ถ่ายใกล้ขึ้นให้เห็น QR ชัด หรือพิมพ์รหัส"))
        return found


class PocketForm(forms.Form):
    """Whose duties stand on top of a pocket file, and what it is locked with."""

    reader = forms.ChoiceField(label=_("ไฟล์ของใคร"), required=False, help_text=_("หน้าที่ของคนนี้จะอยู่บนสุดของไฟล์"))
    passphrase = forms.CharField(
        label=_("รหัสผ่านสำหรับเปิดไฟล์"),
        required=False,
        min_length=SHORTEST_PASSPHRASE,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("ในไฟล์มีเบอร์โทรศัพท์ทุกคน ใส่รหัสผ่านไว้จะปลอดภัยกว่า โปรแกรมไม่เก็บรหัสนี้ไว้ เว้นว่างได้"),
        error_messages={"min_length": _("รหัสผ่านต้องมีอย่างน้อย 10 ตัวอักษร")},
    )

    def __init__(self, *args: Any, people: list[tuple[str, str]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["reader"].choices = [("", _("ไม่ระบุคน")), *people]  # type: ignore[attr-defined]
