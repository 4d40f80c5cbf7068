"""A slot's name for people: `หัวหน้าทีมบริหารความต่อเนื่อง 4`."""

from phrom.core.callout.tree import CallTree
from phrom.core.values.source import Bilingual


def place_name(tree: CallTree, slot_id: str) -> Bilingual:
    """What a slot is called in pages and in the log book. KeyError for a slot that the tree does not have."""
    slot = tree.slots_by_id[slot_id]
    if slot.level == "head":
        return Bilingual(th="หัวหน้าคณะบริหารความต่อเนื่อง", en="head of the continuity team")
    if slot.level == "coordinator":
        return Bilingual(th="ผู้ประสานงานคณะบริหารความต่อเนื่อง", en="coordinator of the continuity team")
    if slot.team is None:
        return Bilingual(th="ผู้รับข้อความ", en="addressee of the text")
    team = tree.team_by_id[slot.team or ""].name
    if slot.level == "leader":
        return Bilingual(th=f"หัวหน้า{team}", en=f"leader of {team}")
    return Bilingual(th=f"ทีมงานใน{team}", en=f"member of {team}")
