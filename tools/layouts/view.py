"""A plan with its references followed, for those who write it out."""

from typing import Any

Data = dict[str, Any]
AREAS = {
    "premises": "อาคาร/สถานที่",
    "equipment": "วัสดุอุปกรณ์",
    "technology": "เทคโนโลยีสารสนเทศ",
    "people": "บุคลากร",
    "suppliers": "คู่ค้า/ผู้ให้บริการ",
}
LEVELS = {"critical": "สูงมาก", "high": "สูง", "medium": "ปานกลาง", "low": "ต่ำ"}


class View:
    def __init__(self, plan: Data) -> None:
        self.plan = plan
        self.units = {u["id"]: str(u["name"]) for u in plan["units"]}
        self.threats = {t["id"]: str(t["name"]) for t in plan["threats"]}
        self.people: dict[str, Data] = {p["id"]: p for p in plan["people"]}
        self.teams: list[Data] = plan["continuity_team"]["teams"]
        self._affected = {(i["threat"], i["area"]): bool(i["affected"]) for i in plan["impacts"]}

    def affected(self, threat: Data, area: str) -> bool:
        return self._affected[threat["id"], area]

    def full_name(self, person: Data) -> str:
        title = person["title"]
        joint = " " if title.endswith("ดร.") or title.startswith("ว่าที่") else ""
        return f"{title}{joint}{person['given_name']} {person['family_name']}"

    def holders(self, role: Data) -> list[Data]:
        """Who has a role and, if there is somebody, who stands in."""
        return [self.people[p] for p in (role["primary"], *role["alternates"])]

    def levels(self) -> dict[str, str]:
        """The words of the plan's scale of impact, the gravest first."""
        gravest = any(p["impact"] == "critical" for p in self.plan["processes"])
        return {key: word for key, word in LEVELS.items() if gravest or key != "critical"}

    def names(self, role: Data) -> list[str]:
        return [self.full_name(p) for p in self.holders(role)]

    def units_of(self, holder: Data) -> str:
        """The units of a process or the owners of a strategy."""
        return "\n".join(self.units[u] for u in holder.get("units") or holder["owners"])
