"""The chip of a log kind: a shape that is known from the other pages, and a word."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from phrom.core.log_entry.kinds import KINDS

GROUPS = {
    "decision": ("stopped", _("การตัดสินใจ")),
    "callout": ("calling", _("การแจ้งเหตุ")),
    "response": ("told", _("การปฏิบัติงาน")),
    "note": ("waiting", pgettext_lazy("log kind", "บันทึก")),
    "plan": ("frozen", _("แผน")),
    "office": ("waiting", _("บัญชีและสิทธิ")),
    "system": ("warning", _("ระบบ")),
}
_KINDS = {
    "incident.opened": ("stopped", _("เปิดเหตุการณ์")),
    "incident.closed": ("done", pgettext_lazy("log kind", "ปิดเหตุการณ์")),
    "exercise.opened": ("calling", _("เปิดการซ้อม")),
    "exercise.closed": ("done", _("ปิดการซ้อม")),
    "activation.proposed": ("calling", _("ขออนุมัติ")),
    "activation.approved": ("stopped", _("ประกาศใช้แผน")),
    "activation.rejected": ("refused", _("ไม่อนุมัติ")),
    "authority.assumed": ("handed", _("ผู้ตัดสินใจ")),
    "stand_down.proposed": ("calling", _("ขออนุมัติ")),
    "stand_down.approved": ("done", _("กลับสู่ปกติ")),
    "stand_down.rejected": ("refused", _("ไม่อนุมัติ")),
    "decision.asked": ("calling", _("ขออนุมัติ")),
    "decision.approved": ("done", pgettext_lazy("outcome", "อนุมัติ")),
    "decision.rejected": ("refused", _("ไม่อนุมัติ")),
    "manual.asked": ("calling", _("ขออนุมัติ")),
    "manual.approved": ("manual", _("ทำด้วยมือ")),
    "manual.rejected": ("refused", _("ไม่อนุมัติ")),
    "situation_report.approved": ("done", pgettext_lazy("outcome", "อนุมัติ")),
    "message.approved": ("done", pgettext_lazy("outcome", "อนุมัติ")),
    "message.sent": ("told", _("ส่งแล้ว")),
    "exercise_clock.advanced": ("practice", _("เวลาซ้อม")),
    "situation.noted": ("warning", _("สถานการณ์")),
    "task.done": ("done", _("งานเสร็จ")),
    "task.set_aside": ("refused", _("ไม่เกี่ยวข้อง")),
    "task.handed_on": ("handed", _("ส่งต่องาน")),
    "process.changed": ("warning", _("กระบวนงาน")),
    "person.reported_in": ("site", _("รายงานตัว")),
    "wellbeing.recorded": ("told", _("สถานภาพ")),
    "device_entry.kept_beside": ("warning", _("จากเครื่อง ไม่ตรงกัน")),
    "device_entry.clock_doubted": ("unsure", _("นาฬิกาเครื่อง")),
    "approval_code.issued": ("frozen", _("รหัสยืนยัน")),
    "approval_code.used": ("frozen", _("รหัสยืนยัน")),
    "call.recorded": ("sending", _("กำลังแจ้ง")),
    "call.sent": ("told", _("ส่งแล้ว")),
    "call.delivered": ("told", _("ถึงแล้ว")),
    "call.failed": ("error", _("ส่งไม่ถึง")),
    "call.uncertain": ("unsure", _("ไม่แน่ใจ")),
    "call.acknowledged": ("done", _("รับทราบ")),
    "call.refused": ("refused", _("มาไม่ได้")),
    "call.listed_for_caller": ("calling", _("รอคนโทร")),
    "call.reported_by_caller": ("calling", _("คนโทร")),
    "call.noted_by_caller": ("calling", _("คนโทร")),
    "call.handed_to_alternate": ("handed", _("ส่งต่อผู้แทน")),
    "call.taken_back": ("handed", _("กลับมาเอง")),
    "call.unreachable": ("unreachable", _("ติดต่อไม่ได้")),
    "team.completed": ("done", _("ทีมครบ")),
    "leader.told": ("told", _("แจ้งหัวหน้าทีม")),
    "callout.finished": ("done", _("แจ้งครบ")),
    "callout.stopped": ("stopped", _("หยุดแจ้ง")),
    "callout.stumbled": ("warning", _("ระบบสะดุด")),
    "channel.failed": ("warning", _("ช่องทางขัดข้อง")),
    "channel.puzzled": ("warning", _("คำที่ไม่รู้จัก")),
    "channel.works": ("done", _("ช่องทางกลับมา")),
    "audit.alarm": ("warning", _("ตรวจพบปัญหา")),
    "audit.cleared": ("done", _("ปัญหาหมดไป")),
    "audit.repaired": ("done", _("พบและแก้แล้ว")),
    "code.guess_limited": ("warning", _("รหัสผิด")),
    "code.guessed_from_many": ("warning", _("รหัสผิด")),
    "entry.corrected": ("warning", _("แก้รายการ")),
}


def chip_of(kind: str) -> tuple[str, str]:
    """State (web/shapes.py) and word."""
    state, word = _KINDS.get(kind) or GROUPS[KINDS[kind].group]
    return state, str(word)
