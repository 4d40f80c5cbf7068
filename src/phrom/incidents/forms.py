"""What people write when they propose that the plan be put in force, and how they want people called."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from phrom.callouts.queries import channel_word
from phrom.channels.registry import channels
from phrom.core.callout.way import LONGEST_ADDITION, CallingWay


class ProposalForm(forms.Form):
    reason = forms.CharField(
        label=_("เกิดอะไรขึ้น"),
        help_text=_("ประโยคเดียวก็พอ ผู้อนุมัติจะเห็นข้อความนี้ เช่น น้ำเข้าชั้นล่างตั้งแต่ 07:55 น. ตัดไฟแล้ว"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    request_key = forms.CharField(max_length=64, min_length=8, widget=forms.HiddenInput)


LOUD = ("sms", "voice")  # these wake somebody who sleeps
_MINUTES = (1, 2, 3, 5, 10, 15, 20, 30, 60)


def _minutes() -> list[tuple[int, Any]]:
    return [(60 * n, _("%(n)s นาที") % {"n": n}) for n in _MINUTES]


def _tries() -> list[tuple[int, Any]]:
    return [(n, _("%(n)s ครั้ง") % {"n": n}) for n in range(1, 6)]


def _hours() -> list[tuple[int, Any]]:
    return [(n, _("%(n)s:00 น.") % {"n": f"{n:02}"}) for n in range(24)]


class CallingWayForm(forms.Form):
    """A place in the row for each channel that is built, or none; times in minutes."""

    mode = forms.ChoiceField(
        label=_("วิธีแจ้ง"),
        choices=(
            ("both", _("ข้อความถึงทุกคน แล้วคนโทร")),
            ("machine", _("ข้อความเท่านั้น ไม่มีคนโทร")),
            ("cascade", _("หัวหน้าโทรต่อกันตามลำดับ")),
        ),
    )
    night = forms.ChoiceField(
        label=_("ลำดับช่องทางตอนกลางคืน"),
        choices=(("", _("ลำดับเดียวกับกลางวัน")), ("loud", _("SMS และโทรศัพท์ก่อน ปลุกผู้ที่หลับ"))),
        required=False,
    )
    night_begins = forms.TypedChoiceField(label=_("กลางคืนเริ่ม"), coerce=int, choices=_hours, required=False)
    night_ends = forms.TypedChoiceField(label=_("กลางคืนสิ้นสุด"), coerce=int, choices=_hours, required=False)
    retry_seconds = forms.TypedChoiceField(label=_("ไม่ตอบ ส่งซ้ำหลังจาก"), coerce=int, choices=_minutes)
    tries_per_channel = forms.TypedChoiceField(label=_("ส่งช่องทางละไม่เกิน"), coerce=int, choices=_tries)
    answer_seconds = forms.TypedChoiceField(label=_("รอคำตอบทั้งหมดไม่เกิน"), coerce=int, choices=_minutes)
    caller_seconds = forms.TypedChoiceField(label=_("ให้เวลาคนโทรไม่เกิน"), coerce=int, choices=_minutes)
    addition = forms.CharField(
        label=_("ข้อความที่หน่วยงานต่อท้าย"),
        help_text=_("เช่น นำบัตรเจ้าหน้าที่มาด้วย ไม่มีลิงก์ ยิ่งยาวยิ่งหลาย SMS"),
        max_length=LONGEST_ADDITION,
        required=False,
    )

    def __init__(self, data: Any = None, *, way: CallingWay) -> None:
        self.offered = tuple(channel for channel in CallingWay().channels if channel in channels())
        used = (channel for channel in way.channels if channel in self.offered)
        places = {f"day_{channel}": n for n, channel in enumerate(used, 1)}
        super().__init__(data, initial=way.model_dump() | places | {"night": "loud" if way.night else ""})
        for channel in self.offered:
            self.fields[f"day_{channel}"] = forms.TypedChoiceField(
                label=channel_word(channel),
                coerce=int,
                empty_value=None,
                required=False,
                choices=[("", _("ไม่ใช้")), *((n, _("ลำดับที่ %(n)s") % {"n": n}) for n in range(1, len(self.offered) + 1))],
            )
        nights = ("night", "night_begins", "night_ends")
        self.order_fields(["mode", *(f"day_{channel}" for channel in self.offered), *nights])
        for field in ("retry_seconds", "answer_seconds", "caller_seconds"):
            seconds = getattr(way, field)
            if seconds not in {60 * n for n in _MINUTES}:
                self.fields[field].choices = [  # type: ignore[attr-defined]
                    *_minutes(),
                    (seconds, _("%(n)s วินาที") % {"n": seconds}),
                ]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("answer_seconds", 0) < data.get("retry_seconds", 0):
            self.add_error("answer_seconds", _("สั้นกว่าเวลาส่งซ้ำ จะไม่มีใครได้ข้อความครั้งที่สอง"))
        if data.get("night_begins", "") != "" and data["night_begins"] == data.get("night_ends"):
            self.add_error("night_ends", _("กลางคืนต้องไม่เริ่มและสิ้นสุดเวลาเดียวกัน"))
        return data

    def way(self) -> dict[str, Any]:
        """As `CallingWay` takes it. Of two channels on one place the louder goes first."""
        data = self.cleaned_data
        found = {name: data[name] for name in CallingWay.model_fields if data.get(name, "") != ""}
        places = {channel: data[f"day_{channel}"] or 0 for channel in self.offered}
        order = sorted((c for c in self.offered if places[c]), key=lambda c: (places[c], self.offered.index(c)))
        night = sorted(order, key=lambda c: c not in LOUD) if data["night"] == "loud" else []
        return found | {"channels": order, "night": night}
