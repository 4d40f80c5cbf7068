"""A plan without a document: begun from the built-in sample of the office's kind, which the office makes its own."""

from importlib import resources

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from phrom import clock
from phrom.core.plan.editing import Change, apply_changes
from phrom.core.plan.text_form import load_plan
from phrom.core.values.source import Bilingual
from phrom.core.values.thai_date import buddhist_year
from phrom.errors import InvalidInputError
from phrom.logbook.actions import write_entry
from phrom.offices.access import Membership, require
from phrom.offices.actions import rename_office
from phrom.offices.actions.offices import FIRST_OFFICE_NAME
from phrom.offices.roles import Permission
from phrom.plans.actions.editing import lock_office, new_version
from phrom.plans.models import PlanVersion

# kinds of office: file, name on the page, name in the log book
STARTERS = {
    "province": (
        gettext_lazy("สำนักงานส่วนราชการประจำจังหวัด"),
        Bilingual(th="สำนักงานส่วนราชการประจำจังหวัด", en="province office"),
    ),
    "subdistrict": (
        gettext_lazy("องค์การบริหารส่วนตำบล"),
        Bilingual(th="องค์การบริหารส่วนตำบล", en="sub-district organisation"),
    ),
    "municipality": (gettext_lazy("เทศบาล"), Bilingual(th="เทศบาล", en="municipality")),
    "school-district": (
        gettext_lazy("สำนักงานเขตพื้นที่การศึกษา"),
        Bilingual(th="สำนักงานเขตพื้นที่การศึกษา", en="school district office"),
    ),
    "hospital": (gettext_lazy("โรงพยาบาล"), Bilingual(th="โรงพยาบาล", en="hospital")),
}


@transaction.atomic
def start_plan(author: Membership, kind: str, office_name: str) -> PlanVersion:
    """A draft in the office's own name, for this year. Nobody is in it yet: what is missing is shown while editing."""
    require(author, Permission.EDIT_PLAN)
    if kind not in STARTERS:
        raise InvalidInputError(_("ให้เลือกประเภทของหน่วยงาน"), code="unknown-kind")
    name = office_name.strip()
    if not name:
        raise InvalidInputError(_("ให้พิมพ์ชื่อหน่วยงาน"), code="no-name")
    file = resources.files("phrom.plans").joinpath("samples", f"start_{kind.replace('-', '_')}.yaml")
    changes = [Change("organisation/name", name), Change("year", buddhist_year(clock.now()))]
    edited = apply_changes(load_plan(file.read_text(encoding="utf-8")), changes)
    if edited.problems:
        raise InvalidInputError(edited.problems[0].message.th, code="no-name")
    lock_office(author.organisation_id)
    version = new_version(author, edited.plan)
    data = {"version": version.number, "sample_name": STARTERS[kind][1].model_dump()}
    write_entry(author.organisation_id, "plan.started", data, author=author)
    if author.organisation.name == FIRST_OFFICE_NAME:
        rename_office(author, name)
    return version
