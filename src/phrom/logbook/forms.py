"""A note with the time of what it tells."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from phrom.core.values.duration import THAI_DIGITS
from phrom.logbook.actions.note import LONGEST


class NoteForm(forms.Form):
    text = forms.CharField(label=_("เกิดอะไรขึ้น"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 4}))
    day = forms.ChoiceField(
        label=_("วันที่เกิด"), required=False, choices=[("0", _("วันนี้")), ("1", _("เมื่อวาน")), ("2", _("เมื่อวานซืน"))]
    )
    at = forms.CharField(
        label=_("เกิดเมื่อ"),
        help_text=_("เวลา เช่น 07:55 เว้นว่างไว้ถ้าเพิ่งเกิด"),
        required=False,
        max_length=8,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )

    def clean_at(self) -> str:
        typed = str(self.cleaned_data["at"]).translate(THAI_DIGITS).replace(".", ":").strip()
        if not typed:
            return ""
        hours, _colon, minutes = typed.partition(":")
        if not (hours.isdigit() and minutes.isdigit() and int(hours) < 24 and int(minutes) < 60):
            raise forms.ValidationError(_("พิมพ์เวลาเป็น ชั่วโมง:นาที เช่น 07:55"))
        return f"{int(hours):02}:{int(minutes):02}"

    def moment(self, now: datetime) -> datetime | None:
        """When it happened, in the office's zone; None: just now."""
        data: dict[str, Any] = self.cleaned_data
        if not data["at"]:
            return None
        hours, minutes = map(int, data["at"].split(":"))
        day = timezone.localtime(now) - timedelta(days=int(data["day"] or 0))
        return day.replace(hour=hours, minute=minutes, second=0, microsecond=0)
