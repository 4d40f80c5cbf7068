"""T113: an infrastructure service is promised to be interrupted for another time than the MTPD of its process."""

import re
from collections.abc import Iterator

from phrom.core.linting.rule import Rule, mend
from phrom.core.linting.wording import spoken
from phrom.core.plan.document import Plan
from phrom.core.values.finding import Finding
from phrom.core.values.source import Bilingual
from phrom.core.values.thai_text import key

# services that people cannot live without, by the words that stand for the same one
_SERVICES = tuple(
    re.compile(words)
    for words in (
        r"ประปา", r"กระแสไฟฟ้า|จ่ายไฟ|จำหน่ายไฟฟ้า", r"ขยะ|มูลฝอย", r"แพทย์ฉุกเฉิน|EMS|1669|๑๖๖๙", r"ดับเพลิง|อัคคีภัย",
        r"ระบายน้ำ", r"โทรคมนาคม|สัญญาณโทรศัพท์", r"ขนส่งสาธารณะ|เดินรถ", r"ท่าอากาศยาน|ทางวิ่ง", r"ออกซิเจน",
    )
)  # fmt: skip
_SHORTEST_NAME = 8  # letters of a name that stands whole in the other


class ServiceAndProcessDiffer(Rule):
    code = "T113"
    severity = "warning"
    title = Bilingual(
        th="บริการโครงสร้างพื้นฐานกับกระบวนงานหยุดได้ไม่เท่ากัน",
        en="An infrastructure service and its process differ in how long they may stand still",
    )
    why = Bilingual(
        th="แบบตรวจสอบข้อ 3.3 แจ้งสำนักงาน ก.พ.ร. ว่าบริการที่จำเป็นต่อการดำรงชีวิตหยุดได้ไม่เกินเท่าใด ถ้าไม่ตรงกับ BIA "
        "จะไม่รู้ว่าต้องกู้คืนให้ทันเวลาใด ISO 22301:2019 ข้อ 8.2.2 ให้กำหนดเวลาที่ยอมรับได้ของแต่ละกิจกรรม",
        en="Item 3.3 of the completeness form promises how long a service people live by may stop. If the BIA "
        "says another time nobody knows which to meet. ISO 22301:2019 clause 8.2.2 asks for one time per activity.",
    )

    def find(self, plan: Plan) -> Iterator[Finding]:
        service = plan.infrastructure_service
        if service is None or service.maximum_interruption is None:
            return
        promised = service.maximum_interruption
        for process in plan.processes:
            if process.mtpd is None or process.mtpd == promised or not _same(service.text, process.name):
                continue
            yield self.finding(
                "infrastructure_service/maximum_interruption",
                others=["infrastructure_service/text", f"processes/{process.id}/mtpd"],
                th=f"แบบตรวจสอบระบุว่าบริการหยุดได้ไม่เกิน {spoken(promised).th} แต่ “{process.name}” หยุดได้ "
                f"{spoken(process.mtpd).th}",
                en=f"The form allows the service {spoken(promised).en} of interruption, yet “{process.name}” may stand "
                f"still for {spoken(process.mtpd).en}",
                mend=mend("ใช้เวลาที่สั้นกว่าให้ตรงกันทั้งสองที่", "Use the shorter time in both places"),
            )


def _same(service: str, process: str) -> bool:
    """Whether a process gives the service: the same utility, or the one's name stands whole in the other."""
    if any(words.search(service) and words.search(process) for words in _SERVICES):
        return True
    one, other = key(service), key(process)
    return min(len(one), len(other)) >= _SHORTEST_NAME and (one in other or other in one)
