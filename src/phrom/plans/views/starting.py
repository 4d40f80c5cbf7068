"""Beginning a plan without a document: which kind of office, and its name."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from phrom.offices.access import membership_of, needs
from phrom.offices.roles import Permission
from phrom.plans.actions import STARTERS, start_plan
from phrom.plans.views.edit.fields import cleaned


class StartForm(forms.Form):
    """Kind and name; both are asked for in words."""

    kind = forms.ChoiceField(
        label=_("ประเภทของหน่วยงาน"),
        choices=[(kind, words) for kind, (words, _said) in STARTERS.items()],
        widget=forms.Select,
        error_messages={"required": _("ให้เลือกประเภทของหน่วยงาน"), "invalid_choice": _("ให้เลือกประเภทของหน่วยงาน")},
        help_text=_("เลือกที่ใกล้เคียงที่สุด แก้ได้ทุกส่วนภายหลัง"),
    )
    name = forms.CharField(
        label=_("ชื่อหน่วยงาน"),
        max_length=300,
        error_messages={"required": _("ให้พิมพ์ชื่อหน่วยงาน")},
    )

    def clean_name(self) -> str:
        """The name without signs that are no writing, which a paste may bring along."""
        name = cleaned(self.cleaned_data["name"]).strip()
        if not name:
            raise forms.ValidationError(_("ให้พิมพ์ชื่อหน่วยงาน"))
        return name


@needs(Permission.EDIT_PLAN)
@require_http_methods(["GET", "POST"])
def plan_start(request: HttpRequest) -> HttpResponse:
    form = StartForm(request.POST) if request.method == "POST" else StartForm()
    if request.method == "POST" and form.is_valid():
        version = start_plan(membership_of(request), form.cleaned_data["kind"], form.cleaned_data["name"])
        return redirect("plan-edit", number=version.number)
    return render(request, "plans/start.html", {"form": form}, status=422 if form.is_bound else 200)
