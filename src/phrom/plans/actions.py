"""Bringing a plan in, submitting and approving it."""

from hashlib import sha256
from importlib import resources

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import get_language
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
from phrom.offices.roles import Permission
from phrom.plans import queries
from phrom.plans.models import PlanVersion

SAMPLE_FILE = "sample_office.yaml"


class AlreadyImportedError(RefusedError):
    """The same file is a version already; `number` says which."""

    code = "already-imported"

    def __init__(self, number: int) -> None:
        super().__init__(_("ไฟล์นี้นำเข้าแล้วเป็นแผนฉบับที่ %(number)s จึงไม่บันทึกซ้ำ") % {"number": number})
        self.number = number


def import_plan(author: Membership, file_name: str, data: bytes) -> PlanVersion:
    """Read a file and store it as a draft. Raises InvalidInputError with a sentence for people; then nothing is stored."""
    require(author, Permission.EDIT_PLAN)
    digest = sha256(data).hexdigest()
    if twin := PlanVersion.objects.filter(organisation_id=author.organisation_id, source_sha256=digest).first():
        raise AlreadyImportedError(twin.number)
    plan, report = _read(file_name, data)
    try:
        return _store(author, plan, report, file_name, digest)
    except IntegrityError:  # the same file, sent twice at the same moment
        twin = PlanVersion.objects.filter(organisation_id=author.organisation_id, source_sha256=digest).first()
        if twin is None:
            raise
        raise AlreadyImportedError(twin.number) from None


def _read(file_name: str, data: bytes) -> tuple[Plan, ImportReport | None]:
    try:
        if file_name.lower().endswith((".yaml", ".yml", ".json")):
            return load_plan(_text(data), file_name), None
        result = read_plan(data, file_name)
    except UnreadableFileError as error:
        raise InvalidInputError(_in_language(error.sentence.th, error.sentence.en), code=error.code) from error
    except PlanFormatError as error:
        raise InvalidInputError(str(error), code="plan-format") from error
    return result.plan, result.report


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidInputError(_("ไฟล์นี้ไม่ใช่ข้อความ UTF-8"), code="plan-format") from error


def _in_language(th: str, en: str) -> str:
    return en if (get_language() or "th").startswith("en") else th


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
    write_entry(
        author.organisation_id, "plan.imported", {"version": version.number, "file": file_name[:300]}, author=author
    )
    return version


@transaction.atomic
def submit_plan(author: Membership, number: int) -> PlanVersion:
    """Ask for approval. Submitting a submitted version again changes nothing."""
    require(author, Permission.EDIT_PLAN)
    version = _locked(author.organisation_id, number)
    if version.state == PlanVersion.State.SUBMITTED:
        return version
    if version.state != PlanVersion.State.DRAFT:
        raise RefusedError(_("แผนฉบับนี้ไม่ใช่ร่าง"), code="not-a-draft")
    version.state, version.submitted_at = PlanVersion.State.SUBMITTED, clock.now()
    version.submitted_by_id = author.user_id
    version.save(update_fields=["state", "submitted_at", "submitted_by"])
    write_entry(author.organisation_id, "plan.submitted", {"version": number}, author=author)
    return version


@transaction.atomic
def approve_plan(approver: Membership, number: int) -> PlanVersion:
    """Another person than who submitted puts a version in force; the one before is superseded. Twice is once."""
    require(approver, Permission.APPROVE_PLAN)
    version = _locked(approver.organisation_id, number)
    if version.state == PlanVersion.State.APPROVED:
        return version
    if version.state != PlanVersion.State.SUBMITTED:
        raise RefusedError(_("แผนฉบับนี้ยังไม่ได้เสนอขออนุมัติ"), code="not-submitted")
    if version.submitted_by_id == approver.user_id:
        raise RefusedError(_("ผู้เสนอแผนอนุมัติแผนของตนเองไม่ได้ ต้องเป็นอีกคนหนึ่ง"), code="same-person")
    PlanVersion.objects.filter(organisation_id=approver.organisation_id, state=PlanVersion.State.APPROVED).update(
        state=PlanVersion.State.SUPERSEDED
    )
    version.state, version.approved_at = PlanVersion.State.APPROVED, clock.now()
    version.approved_by_id = approver.user_id
    version.save(update_fields=["state", "approved_at", "approved_by"])
    write_entry(approver.organisation_id, "plan.approved", {"version": number}, author=approver)
    return version


def load_sample_plan(author: Membership) -> PlanVersion:
    """The invented plan of the sample office, as a draft; the same one when asked again."""
    data = resources.files("phrom.plans").joinpath("samples", SAMPLE_FILE).read_bytes()
    try:
        return import_plan(author, SAMPLE_FILE, data)
    except AlreadyImportedError as error:
        return queries.version_numbered(author.organisation_id, error.number)


def _locked(organisation_id: int, number: int) -> PlanVersion:
    version = queries.version_numbered(organisation_id, number)
    return PlanVersion.objects.select_for_update().get(pk=version.pk)
