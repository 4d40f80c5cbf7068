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
LEVELS = {"high": "สูง", "medium": "ปานกลาง", "low": "ต่ำ"}


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

    def person(self, role: Data) -> Data:
        return self.people[role["primary"]]

    def stand_in(self, role: Data) -> Data:
        return self.people[role["alternates"][0]]

    def name(self, role: Data) -> str:
        return self.full_name(self.person(role))

    def alternate(self, role: Data) -> str:
        return self.full_name(self.stand_in(role))

    def units_of(self, holder: Data) -> str:
        """The units of a process or the owners of a strategy."""
        return "\n".join(self.units[u] for u in holder.get("units") or holder["owners"])
