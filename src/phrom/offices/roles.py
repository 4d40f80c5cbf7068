"""Who may do what. One table; every view and every action names the permission that it needs."""

from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop


class Role(StrEnum):
    COORDINATOR = "coordinator"
    HEAD = "head"
    LEADER = "leader"
    MEMBER = "member"
    AUDITOR = "auditor"


class Permission(StrEnum):
    VIEW_HOME = "view-home"
    VIEW_PLAN = "view-plan"
    EDIT_PLAN = "edit-plan"
    APPROVE_PLAN = "approve-plan"
    EXPORT_PLAN = "export-plan"
    VIEW_NUMBERS = "view-numbers"  # telephone numbers unmasked
    START_PRACTICE = "start-practice"
    PROPOSE_ACTIVATION = "propose-activation"
    APPROVE_ACTIVATION = "approve-activation"
    VIEW_INCIDENT = "view-incident"
    ASK_DECISION = "ask-decision"
    DO_TASKS = "do-tasks"  # one's own and one's team's
    DIRECT_RESPONSE = "direct-response"  # anybody's tasks, processes, people
    VIEW_DAMAGE = "view-damage"  # damage and its photographs, which may show people
    VIEW_WELLBEING = "view-wellbeing"  # who is injured, dead, not found: leaders see their own team's
    ANSWER_PRACTICE_PHONES = "answer-practice-phones"
    CALL_PEOPLE = "call-people"  # the caller's list and its results
    VIEW_LOG = "view-log"
    WRITE_LOG = "write-log"
    MANAGE_ACCOUNTS = "manage-accounts"


_EVERYONE = {Permission.VIEW_HOME, Permission.VIEW_PLAN, Permission.VIEW_INCIDENT}
_LEADER = _EVERYONE | {
    Permission.CALL_PEOPLE,
    Permission.VIEW_LOG,
    Permission.WRITE_LOG,
    Permission.ANSWER_PRACTICE_PHONES,
    Permission.ASK_DECISION,
    Permission.DO_TASKS,
    Permission.VIEW_WELLBEING,
    Permission.VIEW_DAMAGE,
}
PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.COORDINATOR: frozenset(set(Permission) - {Permission.APPROVE_PLAN, Permission.APPROVE_ACTIVATION}),
    Role.HEAD: frozenset(set(Permission) - {Permission.EDIT_PLAN, Permission.MANAGE_ACCOUNTS}),
    Role.LEADER: frozenset(_LEADER),
    Role.MEMBER: frozenset(_EVERYONE | {Permission.WRITE_LOG, Permission.DO_TASKS}),
    Role.AUDITOR: frozenset(_EVERYONE | {Permission.VIEW_LOG, Permission.EXPORT_PLAN, Permission.VIEW_DAMAGE}),
}


def may(role: Role, permission: Permission) -> bool:
    return permission in PERMISSIONS[role]


_WORDS = {
    Role.COORDINATOR: (gettext_noop("ผู้ประสานงาน"), gettext_noop("ดูแลแผน บัญชีผู้ใช้ และการแจ้งเหตุทั้งหมด")),
    Role.HEAD: (gettext_noop("หัวหน้า"), gettext_noop("อนุมัติแผนและการประกาศใช้แผน")),
    Role.LEADER: (gettext_noop("หัวหน้าทีม"), gettext_noop("โทรหาทีมของตน บันทึกเหตุการณ์")),
    Role.MEMBER: (gettext_noop("ทีมงาน"), gettext_noop("ดูแผนและเหตุการณ์ บันทึกเหตุการณ์")),
    Role.AUDITOR: (gettext_noop("ผู้ตรวจ"), gettext_noop("ดูแผนและสมุดบันทึก ไม่แก้ไข")),
}


def role_words(role: Role) -> str:
    return _(_WORDS[role][0])


def role_remark(role: Role) -> str:
    """What the role may do, in a line."""
    return _(_WORDS[role][1])
