"""Bringing a plan in: a file becomes a draft, or a sentence says why not."""

from hashlib import sha256
from importlib import resources

from django.db import DataError, IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from phrom import clock
from phrom.core.importing import read_plan
from phrom.core.importing.errors import UnreadableFileError
from phrom.core.plan.document import Plan
from phrom.core.plan.problem import PlanFormatError
from phrom.core.plan.text_form import load_plan
from phrom.core.values.source import ImportReport
from phrom.errors import InvalidInputError, RefusedError
from phrom.logbook.actions import write_entry
from phrom.offices.access import Membership, require
from phrom.offices.actions import rename_office
from phrom.offices.actions.offices import FIRST_OFFICE_NAME
from phrom.offices.roles import Permission
from phrom.plans import queries
from phrom.plans.models import PlanVersion

SAMPLE_FILE = "sample_office.yaml"
MAX_PROBLEMS_SAID = 5
AT_THE_SAME_MOMENT = 10  # files whose numbers may collide before one is sent back


class AlreadyImportedError(RefusedError):
    """The same file is a version already; `number` says which."""

    code = "already-imported"

    def __init__(self, number: int) -> None:
        super().__init__(_("ไฟล์นี้นำเข้าแล้วเป็นแผนฉบับที่ %(number)s จึงไม่บันทึกซ้ำ") % {"number": number})
        self.number = number


def import_plan(author: Membership, file_name: str, data: bytes) -> PlanVersion:
    """Read a file and store it as a draft. Raises InvalidInputError, a sentence for people: then nothing is."""
    require(author, Permission.EDIT_PLAN)
    digest = sha256(data).hexdigest()
    if twin := PlanVersion.objects.filter(organisation_id=author.organisation_id, source_sha256=digest).first():
        raise AlreadyImportedError(twin.number)
    plan, report = _read(file_name, data)
    for _attempt in range(AT_THE_SAME_MOMENT):
        try:
            return _store(author, plan, report, file_name, digest)
        except IntegrityError:  # somebody else's file took the number, or this file came twice
            if twin := PlanVersion.objects.filter(organisation_id=author.organisation_id, source_sha256=digest).first():
                raise AlreadyImportedError(twin.number) from None
        except DataError as error:  # PostgreSQL keeps no U+0000
            raise InvalidInputError(_("ไฟล์นี้มีอักขระที่บันทึกไม่ได้"), code="plan-format") from error
    raise RefusedError(_("มีผู้นำแผนเข้าพร้อมกันหลายคน รอสักครู่แล้วลองอีกครั้ง"), code="busy")


def _read(file_name: str, data: bytes) -> tuple[Plan, ImportReport | None]:
    try:
        if file_name.lower().endswith((".yaml", ".yml", ".json")):
            return load_plan(_text(data), file_name), None
        result = read_plan(data, file_name)
    except UnreadableFileError as error:
        raise InvalidInputError(queries.in_language(error.sentence), code=error.code) from error
    except PlanFormatError as error:
        raise InvalidInputError(_sentences(error), code="plan-format") from error
    return result.plan, result.report


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidInputError(_("ไฟล์นี้ไม่ใช่ข้อความ UTF-8"), code="plan-format") from error


def _sentences(error: PlanFormatError) -> str:
    """The first problems of a plan's text, each with its line, in the reader's language."""
    said = [
        _("บรรทัด %(line)s: %(what)s") % {"line": problem.line, "what": problem.sentence(queries.language())}
        for problem in error.problems[:MAX_PROBLEMS_SAID]
    ]
    if (more := len(error.problems) - len(said)) > 0:
        said.append(_("และอีก %(n)s จุด") % {"n": more})
    return " · ".join(said)


@transaction.atomic
def _store(author: Membership, plan: Plan, report: ImportReport | None, file_name: str, digest: str) -> PlanVersion:
    highest = PlanVersion.objects.filter(organisation_id=author.organisation_id).aggregate(n=Max("number"))["n"] or 0
    version = PlanVersion.objects.create(
        organisation_id=author.organisation_id,
        number=highest + 1,
        document=plan.model_dump(mode="json", exclude_defaults=True),
        report=report.model_dump(mode="json") if report else None,
        source_name=file_name[:300],
        source_sha256=digest,
        created_at=clock.now(),
        created_by_id=author.user_id,
    )
    data = {"version": version.number, "file_name": version.source_name}
    write_entry(author.organisation_id, "plan.imported", data, author=author)
    if author.organisation.name == FIRST_OFFICE_NAME:
        rename_office(author, plan.organisation.name)
    return version


def load_sample_plan(author: Membership) -> PlanVersion:
    """The invented plan of the sample office, as a draft; the same one when asked again."""
    data = resources.files("phrom.plans").joinpath("samples", SAMPLE_FILE).read_bytes()
    try:
        return import_plan(author, SAMPLE_FILE, data)
    except AlreadyImportedError as error:
        return queries.version_numbered(author.organisation_id, error.number)
