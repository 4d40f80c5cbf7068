"""The rule reference, written from the rules themselves: `python -m phrom.core.linting.reference`."""

import sys

from phrom.core.linting.linter import all_rules
from phrom.core.linting.rule import FAMILIES, Rule

_SEVERITY_TH = {"error": "ข้อผิดพลาด", "warning": "ข้อควรระวัง", "advice": "ข้อแนะนำ"}
_HEAD = """\
# Rules / กฎการตรวจแผน

Generated from the code by `python -m phrom.core.linting.reference`; do not edit. \
{count} rules in {families} families. The severity is the worst that a rule gives.

สร้างจากโปรแกรม ห้ามแก้ด้วยมือ มี {count} กฎใน {families} หมวด ระดับที่แสดงคือระดับสูงสุดของกฎนั้น
"""


def rule_reference() -> str:
    """The page `docs/reference/rules.md`, in Markdown, both languages."""
    rules = all_rules()
    parts = [_HEAD.format(count=len(rules), families=len(FAMILIES))]
    for family, name in FAMILIES.items():
        own = [rule for rule in rules if rule.family == family]
        parts.append(f"\n## {name.en} / {name.th}\n")
        parts.extend(_entry(rule) for rule in own)
    return "".join(parts)


def _entry(rule: Rule) -> str:
    return (
        f"\n### {rule.code} {rule.title.en} / {rule.title.th}\n\n"
        f"*{rule.severity} / {_SEVERITY_TH[rule.severity]}*\n\n{rule.why.en}\n\n{rule.why.th}\n"
    )


if __name__ == "__main__":
    sys.stdout.write(rule_reference())
