"""N105: a sentence counts all teams, and there is another number of them."""

import re
from collections.abc import Iterator

from phrom.core.linting.rule import Rule, mend
from phrom.core.linting.texts import texts_of
from phrom.core.plan.document import Plan
from phrom.core.values.finding import Finding
from phrom.core.values.source import Bilingual
from phrom.core.values.thai_text import arabic_digits

# only words that mean every one of them: `จำนวน 2 ทีม` may be two rescue teams
_ALL_TEAMS = re.compile(
    r"(?:ทั้งหมด|ทั้ง|ครบทุก|ครบ|ทุกทีม\s*\(?\s*(?:จ[ำา]นวน|รวม)?|ทีมบริหารความต่อเนื่อง\s*(?:จ[ำา]นวน|ทั้ง)|หัวหน้าทีม\s*(?:จ[ำา]นวน|ทั้ง))\s*(\d{1,2})\s*(?:ทีม|ทีมฯ)"
)
_LISTED = re.compile(r"^(?:stated/|continuity_team/)")


class CountInSentence(Rule):
    code = "N105"
    severity = "warning"
    title = Bilingual(th="ข้อความนับจำนวนทีมไม่ตรงกับที่มี", en="A sentence that counts the teams wrongly")
    why = Bilingual(
        th="เมื่อขั้นตอนบอกว่าครบทั้ง 5 ทีม แต่แผนมี 4 ทีม จะไม่มีใครรู้ว่าเมื่อใดจึงครบ "
        "มักเป็นข้อความจากโครงสร้างเดิม ISO 22301:2019 ข้อ 7.5.2",
        en="Where a step waits for all five teams and there are four, nobody knows when all have answered. Often the "
        "sentence is of an old structure. ISO 22301:2019 clause 7.5.2.",
    )

    def find(self, plan: Plan) -> Iterator[Finding]:
        teams = plan.continuity_team.teams
        for path, value in texts_of(plan) if teams else ():
            if "ทีม" not in value or _LISTED.match(path):
                continue
            said = {int(number) for number in _ALL_TEAMS.findall(arabic_digits(value))}
            wrong = sorted(said - {len(teams)})
            if wrong:
                yield self.finding(
                    path,
                    others=[f"continuity_team/teams/{teams[-1].id}/name"],
                    th=f"ข้อความนี้นับ {wrong[0]} ทีม แต่แผนมี {len(teams)} ทีม",
                    en=f"This sentence counts {wrong[0]} teams; the plan has {len(teams)}",
                    mend=mend(f"แก้จำนวนเป็น {len(teams)}", f"Write {len(teams)}"),
                )
