"""What people type to sign in, and about accounts."""

from django import forms
from django.utils.translation import gettext_lazy as _

from phrom.offices.roles import Role, role_words

_NAME_HINTS = {"autocapitalize": "none", "spellcheck": "false"}


class SignInForm(forms.Form):
    username = forms.CharField(
        label=_("ชื่อผู้ใช้"), max_length=150, widget=forms.TextInput({"autocomplete": "username", **_NAME_HINTS})
    )
    password = forms.CharField(
        label=_("รหัสผ่าน"), max_length=500, strip=False, widget=forms.PasswordInput({"autocomplete": "current-password"})
    )


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("รหัสเข้าใช้ครั้งแรก"),
        max_length=40,
        help_text=_("8 ตัว เช่น K7MP-2XWD ตัวเล็กหรือใหญ่ก็ได้"),
        widget=forms.TextInput({"autocomplete": "one-time-code", "class": "code-entry", **_NAME_HINTS}),
    )


class FirstPasswordForm(forms.Form):
    """Second step of the first sign-in; `name` only for an account that has none."""

    code = forms.CharField(max_length=40, widget=forms.HiddenInput)
    name = forms.CharField(
        label=_("ชื่อและนามสกุลของท่าน"), max_length=300, required=False, widget=forms.TextInput({"autocomplete": "name"})
    )
    username = forms.CharField(
        label=_("ชื่อผู้ใช้"),
        max_length=60,
        help_text=_("ใช้เข้าสู่ระบบครั้งต่อไป เปลี่ยนได้ตอนนี้"),
        widget=forms.TextInput({"autocomplete": "username", **_NAME_HINTS}),
    )
    password = forms.CharField(
        label=_("รหัสผ่านใหม่"),
        max_length=500,
        strip=False,
        help_text=_("อย่างน้อย 10 ตัว ใช้คำไทยหลายคำต่อกันก็ได้"),
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("รหัสผ่านใหม่อีกครั้ง"),
        max_length=500,
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, object]:
        data = dict(super().clean() or {})
        if data.get("password") and data.get("again") and data["password"] != data["again"]:
            self.add_error("again", forms.ValidationError(_("สองช่องไม่ตรงกัน พิมพ์รหัสผ่านเดียวกันอีกครั้ง")))
        return data


class AccountForm(forms.Form):
    name = forms.CharField(label=_("ชื่อและนามสกุล"), max_length=300)
    role = forms.ChoiceField(label=_("บทบาท"))
    person = forms.CharField(max_length=100, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["role"].choices = [  # type: ignore[attr-defined]
            (role.value, role_words(role)) for role in Role
        ]
        self.fields["role"].initial = Role.LEADER.value
