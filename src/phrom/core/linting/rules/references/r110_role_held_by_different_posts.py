"""R110: the plan's sentences give one place of the team to different posts."""

import re
from collections import defaultdict
from collections.abc import Iterator

from phrom.core.linting.rule import Rule, mend
from phrom.core.linting.steps import steps_of
from phrom.core.linting.wording import listed
from phrom.core.plan.document import Plan
from phrom.core.values.finding import Finding
from phrom.core.values.person_name import find_title
from phrom.core.values.source import Bilingual
from phrom.core.values.thai_text import key, tidy

_PLACES = (
    (
        Bilingual(th="ผู้ประสานงานคณะบริหารความต่อเนื่อง", en="the coordinator"),
        re.compile(r"ผู้ประสาน(?:งาน)?(?:คณะ|ทีม)?(?:บริหารความต่อเนื่อง|ฯ)?\s*[(（](?P<post>[^()（）]{3,60})[)）]"),
    ),
    (
        Bilingual(th="หัวหน้าคณะบริหารความต่อเนื่อง", en="the head of the continuity team"),
        re.compile(r"หัวหน้าคณะ(?:บริหารความต่อเนื่อง|ฯ)?\s*[(（](?P<post>[^()（）]{3,60})[)）]"),
    ),
)
_SHORT = (
    (re.compile(r"^หน\.?\s*"), "หัวหน้า"),
    (re.compile(r"^ผอ\.?\s*"), "ผู้อำนวยการ"),
    (re.compile(r"บห\.?$"), "บริหารทั่วไป"),
)


class RoleHeldByDifferentPosts(Rule):
    code = "R110"
    severity = "warning"
    title = Bilingual(th="หน้าที่เดียวกันระบุต่างตำแหน่งกันในขั้นตอน", en="One role given to different posts")
    why = Bilingual(
        th="ในคืนที่เกิดเหตุสองคนจะคิดว่าเป็นหน้าที่ของตน หรือไม่มีใครทำ ISO 22301:2019 ข้อ 5.3 ให้กำหนดผู้รับผิดชอบให้ชัดเจน",
        en="In the night two people will think the duty theirs, or nobody does it. ISO 22301:2019 clause 5.3 "
        "asks for roles that are clear.",
    )

    def find(self, plan: Plan) -> Iterator[Finding]:
        for place, pattern in _PLACES:
            said: dict[str, list[str]] = defaultdict(list)
            words: dict[str, str] = {}
            for path, step in steps_of(plan):
                for text, where in ((step.text, f"{path}/text"), (step.responsible_text or "", f"{path}/responsible")):
                    for match in pattern.finditer(text):
                        post = tidy(match["post"])
                        if find_title(post) is None:
                            said[_meant(post)].append(where)
                            words.setdefault(_meant(post), post)
            if len(said) < 2:
                continue
            fewest = sorted(said.values(), key=len)
            paths = [path for paths in fewest for path in paths]
            yield self.finding(
                paths[0],
                others=paths[1:],
                th=f"{place.th}ถูกระบุต่างกัน: {listed(list(words.values())).th}",
                en=f"{place.en} is given as {listed(list(words.values())).en}",
                mend=mend("ใช้ตำแหน่งเดียวกันทุกแห่งตามโครงสร้างของทีม", "Use one post everywhere, as the team has it"),
            )


def _meant(post: str) -> str:
    """The post without short forms and blanks: `หน.ฝ่าย บห.` is หัวหน้าฝ่ายบริหารทั่วไป."""
    for short, whole in _SHORT:
        post = short.sub(whole, post)
    return key(post)
