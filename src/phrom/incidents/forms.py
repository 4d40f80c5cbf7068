"""What people write when they propose that the plan be put in force."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ProposalForm(forms.Form):
    reason = forms.CharField(
        label=_("เกิดอะไรขึ้น"),
        help_text=_("ประโยคเดียวก็พอ ผู้อนุมัติจะเห็นข้อความนี้ เช่น น้ำเข้าชั้นล่างตั้งแต่ 07:55 น. ตัดไฟแล้ว"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    request_key = forms.CharField(max_length=64, min_length=8, widget=forms.HiddenInput)
