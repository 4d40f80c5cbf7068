"""Bringing a plan in: a file becomes a draft, or a sentence says why not."""

import time
from dataclasses import dataclass
from hashlib import sha256
from importlib import resources

from django.db import DataError, IntegrityError, transaction
from django.utils.translation import gettext as _

from phrom import clock
from phrom.core.importing import read_plan
from phrom.core.importing.errors import UnreadableFileError
from phrom.core.plan.comparison import differences
from phrom.core.plan.document import Plan
from phrom.core.plan.problem import PlanFormatError
from phrom.core.plan.stable_ids import renamed_path, with_ids_of
from phrom.core.plan.text_form import load_plan
from phrom.core.plan.tree import plain_plan
from phrom.core.values.source import ImportReport
from phrom.errors import InvalidInputError, RefusedError
from phrom.logbook.actions import write_entry
from phrom.offices.access import Membership, require
from phrom.offices.actions import rename_office
from phrom.offices.actions.offices import FIRST_OFFICE_NAME
from phrom.offices.roles import Permission
from phrom.plans import queries
from phrom.plans.models import PlanVersion, SecondReading

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
    brought = _read(file_name, data)
    for _attempt in range(AT_THE_SAME_MOMENT):
        try:
            return _store(author, brought, file_name, digest)
        except IntegrityError:  # somebody else's file took the number, or this file came twice
            if twin := PlanVersion.objects.filter(organisation_id=author.organisation_id, source_sha256=digest).first():
                raise AlreadyImportedError(twin.number) from None
        except DataError as error:  # PostgreSQL keeps no U+0000
            raise InvalidInputError(_("ไฟล์นี้มีอักขระที่บันทึกไม่ได้"), code="plan-format") from error
    raise RefusedError(_("มีผู้นำแผนเข้าพร้อมกันหลายคน รอสักครู่แล้วลองอีกครั้ง"), code="busy")


@dataclass(frozen=True)
class _Brought:
    """What a file says. Without a report it is the program's own YAML or JSON, whose ids are meant."""

    plan: Plan
    report: ImportReport | None

    def after(self, before: Plan) -> "_Brought":
        """The same with the ids of the plan that the office had before."""
        if self.report is None:
            return self
        plan, names = with_ids_of(self.plan, before)
        readings = tuple(
            reading.model_copy(update={"path": renamed_path(reading.path, names)}) for reading in self.report.readings
        )
        return _Brought(plan, self.report.model_copy(update={"readings": readings}))


def _read(file_name: str, data: bytes) -> _Brought:
    begun = time.perf_counter()
    try:
        if file_name.lower().endswith((".yaml", ".yml", ".json")):
            return _Brought(load_plan(_text(data), file_name), None)
        result = read_plan(data, file_name)
    except UnreadableFileError as error:
        raise InvalidInputError(queries.in_language(error.sentence), code=error.code) from error
    except PlanFormatError as error:
        raise InvalidInputError(_sentences(error), code="plan-format") from error
    return _Brought(result.plan, result.report.model_copy(update={"seconds": round(time.perf_counter() - begun, 3)}))


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
def _store(author: Membership, brought: _Brought, file_name: str, digest: str) -> PlanVersion:
    before = queries.newest_version(author.organisation_id)
    earlier = queries.plan_of(before) if before else None
    known = brought.after(earlier) if earlier else brought
    document = plain_plan(known.plan)
    version = PlanVersion.objects.create(
        organisation_id=author.organisation_id,
        number=before.number + 1 if before else 1,
        document=document,
        report=known.report.model_dump(mode="json") if known.report else None,
        source_name=file_name[:300],
        source_sha256=digest,
        based_on=before,
        created_at=clock.now(),
        created_by_id=author.user_id,
    )
    if earlier is not None and differences(earlier, known.plan):
        SecondReading.objects.create(version=version, document=document)
    data = {"version": version.number, "file_name": version.source_name}
    write_entry(author.organisation_id, "plan.imported", data, author=author)
    if author.organisation.name == FIRST_OFFICE_NAME:
        rename_office(author, known.plan.organisation.name)
    return version


def load_sample_plan(author: Membership) -> PlanVersion:
    """The invented plan of the sample office, as a draft; the same one when asked again."""
    data = resources.files("phrom.plans").joinpath("samples", SAMPLE_FILE).read_bytes()
    try:
        return import_plan(author, SAMPLE_FILE, data)
    except AlreadyImportedError as error:
        return queries.version_numbered(author.organisation_id, error.number)
