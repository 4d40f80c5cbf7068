"""Title, year, office, purposes, assumptions and the counts that the text claims."""

import re
from dataclasses import dataclass

from phrom.core.importing.blocks import Line
from phrom.core.importing.draft import Draft
from phrom.core.importing.facts.office_labels import OfficeLabels
from phrom.core.importing.facts.outline import Section
from phrom.core.importing.words.marks import has_bullet, numbering, without_numbering
from phrom.core.plan.document import Organisation, Stated
from phrom.core.values.source import Bilingual
from phrom.core.values.thai_text import arabic_digits, key, tidy

_OFFICE = re.compile(
    r"^(?:สำนักงาน|สํานักงาน|สานักงาน|ที่ทำการ|ที่ทําการ|ด่าน|หน่วย(?!งาน)|องค์การ|เทศบาล|โรงพยาบาล|โรงเรียน|มหาวิทยาลัย|วิทยาลัย|ที่ว่าการ|อำเภอ|จังหวัด|กรม|ศูนย์|สถาบัน|"
    r"สถานี|การไฟฟ้า|การประปา|เมืองพัทยา|กรุงเทพมหานคร|กอง|ศาลากลาง|รพ\.|อบต\.|อบจ\.|สพป\.|สพม\.|สำนัก|เรือนจำ|"
    r"ศาล|ธนาคาร|บริษัท)"
)
_PARENT = re.compile(r"(?:กรม|กระทรวง|สำนักงาน(?:ปลัด|คณะกรรมการ)|สังกัด)")
_PLACE = re.compile(r"^(?:ตำบล|ตําบล|อำเภอ|อําเภอ|เขต|ถนน|เลขที่|ต\.|อ\.)")
_TITLE = re.compile(r"^แผน.{0,40}(?:ความต่อเนื่อง|ต่อเนื่อง|bcp)", re.IGNORECASE)
_PLAN = re.compile(r"^แผน\S.{3,90}$")  # on the cover: `แผนประคองกิจการ`, `แผนบริหารความพร้อมต่อสภาวะวิกฤต`
_MONTH_AND_YEAR = re.compile(
    r"^(?:\d{1,2}\s+)?(?:มกราคม|กุมภาพันธ์|มีนาคม|เมษายน|พฤษภาคม|มิถุนายน|กรกฎาคม|สิงหาคม|กันยายน|ตุลาคม|พฤศจิกายน|ธันวาคม)\s+"
    r"(?:พ\.\s?ศ\.?\s*)?(2[45]\d\d)$"
)
_YEAR = re.compile(
    r"(?:ประจำปีงบประมาณ|ประจำปี|ปีงบประมาณ|ปีการศึกษา|พ\.\s?ศ\.?|พุทธศักราช|ปี)\s*(?:พ\.\s?ศ\.?)?\s*[:：]?\s*(2[45]\d\d)"
)
_YEAR_LAST = re.compile(_YEAR.pattern + r"[\s).]*$")
# years of no plan, kept as they are written: that they cannot be is for whoever checks the plan to say
_YEAR_TO_COME = re.compile(_YEAR_LAST.pattern.replace("2[45]", "2[6-9]"))
_CHRISTIAN_YEAR = re.compile(_YEAR_LAST.pattern.replace("2[45]", "20"))
_ADDRESS = re.compile(
    r"(?:ตั้งอยู่|สำนักงานตั้ง|(?<!สถาน)ที่ตั้ง(?!ปกติ|เดิม))\s*(?:ที่|ณ|เลขที่)?\s*[:：]?\s*"
    r"(?P<address>.+?)(?=\s+(?:ซึ่ง|มีบุคลากร|มีเจ้า|มีข้าราชการ|มีจำนวน|(?:หมายเลข)?โทรศัพท์|โทร\.|และมี|มีพื้นที่|สายด่วน)|$)"
)
_WHERE = re.compile(r"\d|[๐-๙]|ถนน|ซอย|หมู่|ตำบล|ตําบล|อำเภอ|อําเภอ|จังหวัด|อาคาร|ศาลากลาง|ริม|บริเวณ|ต\.|อ\.")
_STAFF = re.compile(
    r"(?:บุคลากร|ข้าราชการ|พนักงาน|เจ้าหน้าที่|ลูกจ้าง|อัตรากำลัง)[^.]{0,120}?(?:รวม|ทั้งสิ้น|จำนวน|จานวน|จํานวน|"
    r"ทั้งหมด)+[^0-9]{0,16}(\d{1,5})\s*(?:คน|อัตรา)|มี(?:บุคลากร|ข้าราชการ|เจ้าหน้าที่|พนักงาน)\s*(\d{1,5})\s*(?:คน|อัตรา)"
)
_COUNTS = (
    (
        "teams",
        re.compile(
            r"(?:จำนวน|จํานวน|จานวน|รวม|ทั้งหมด|มี|ออกเป็น)?\s*(?<![\d.])(?<!ที่)(?<!ที่ )(\d{1,2})\s*(?:\([ก-๎]+\)\s*)?"
            r"(?:ทีม|ชุด\s*/|ชุดปฏิบัติ|ชุดทำงาน|คณะทำงาน)|(?:ทีม|ชุดปฏิบัติการ|คณะทำงาน|ชุดทำงาน).{0,60}?"
            r"(?:จำนวน|จํานวน|จานวน|รวม|ทั้งหมด|ทั้งสิ้น|มี|เป็น|ออกเป็น)\s*(?P<sets>\d{1,2})\s*(?:\([ก-๎]+\)\s*)?(?:ชุด|คณะ)(?!ที่)"
        ),
    ),
    ("scenarios", re.compile(r"(\d{1,2})\s*(?:กรณี|สถานการณ์|เหตุการณ์|ภัย(?!พิ))")),
    (
        "processes",
        re.compile(
            r"(\d{1,3})\s*(?:กระบวนงาน|กระบวนการ|งานสำคัญ)|งาน(?:สำคัญ|หลัก|เร่งด่วน)\D{0,12}?\s*(\d{1,3})\s*งาน(?![ก-๎])"
        ),
    ),
)
# a title counts where the number and its word end it: `แผนเผชิญเหตุ 3 กรณี`, not `กรณีที่ 3 ภัยแล้ง`
_COUNTED_IN_TITLE = {
    name: re.compile(rf"[\s(](?:จำนวน\s*)?(\d{{1,2}})\s*(?:{words})\s*[:：)]*\s*$")
    for name, words in (
        ("teams", "ทีม|ชุด"),
        ("scenarios", "กรณี|สถานการณ์|เหตุการณ์|ภัย"),
        ("processes", "กระบวนงาน|กระบวนการ|งานสำคัญ"),
    )
}
_LEADS_IN = re.compile(r"(?:ดังนี้|ดังต่อไปนี้|ได้แก่|ตามตาราง\S{0,12})\s*:?\s*$")  # a sentence that stands as the title
_NEAR = 4  # lines between the title and the office's name
_FIRST_LINES = Bilingual(th="อ่านจากบรรทัดแรก ๆ ของเอกสาร", en="Read from the first lines of the document.")


@dataclass(frozen=True)
class FrontMatter:
    title: str
    year: int | None
    organisation: Organisation


def read_front(cover: list[Line], prose: list[Line], labels: OfficeLabels, draft: Draft, file_name: str) -> FrontMatter:
    """Title, year and office from the cover and the introduction; the file's name where there is no title. What a
    label stands before (`labels`) is told by it."""
    title_line = (
        next((x for x in cover if _TITLE.match(x.text)), None)
        or next((x for x in cover if _PLAN.match(x.text)), None)
        or next((x for x in prose if _TITLE.match(x.text) and len(x.text) < 120), None)
    )
    title = title_line.text if title_line else re.sub(r"\.\w{2,4}$", "", file_name) or "แผนบริหารความต่อเนื่อง"
    if title_line:
        draft.read("title", [title_line], title)
    year = labels.number("year") or _year(cover, prose[:12], draft)
    return FrontMatter(title, year, _office(cover, prose, title_line, labels, draft))


def _year(cover: list[Line], prose: list[Line], draft: Draft) -> int | None:
    """The year said on the cover or soon after it, or that of the month on the cover: where it ends its line first."""
    for pattern, lines in (
        (_YEAR_LAST, cover),
        (_MONTH_AND_YEAR, cover),
        (_YEAR_TO_COME, cover),
        (_YEAR, [*cover, *prose]),
        (_CHRISTIAN_YEAR, cover),
    ):
        for line in lines:
            match = pattern.search(arabic_digits(line.text).strip())
            if match and len(line.text) < 160:
                draft.read("year", [line], match[0])
                return int(match[1])
    return None


def _office(
    cover: list[Line], prose: list[Line], title_line: Line | None, labels: OfficeLabels, draft: Draft
) -> Organisation:
    name, line = (labels.said["name"], None) if "name" in labels.said else _office_name(cover, prose, title_line)
    if line is not None:
        draft.read("organisation/name", [line], name)
    parent = labels.said.get("parent") or _parent(cover, prose, name, draft)
    address = labels.said.get("address") or _address(cover, prose, name, draft)
    staff = labels.number("staff_count") or _staff(cover, prose, draft)
    return Organisation(name=name, parent=parent, address=address, staff_count=staff)


def _parent(cover: list[Line], prose: list[Line], name: str, draft: Draft) -> str | None:
    found = next((x for x in (*cover, *prose) if _is_parent(x.text, name)), None)
    if found is not None:
        draft.read("organisation/parent", [found])
    return found.text if found else None


def _staff(cover: list[Line], prose: list[Line], draft: Draft) -> int | None:
    for x in (*cover, *prose):
        match = _STAFF.search(arabic_digits(x.text))
        if match:
            draft.read("organisation/staff_count", [x], match[0][-40:])
            return int(match[1] or match[2])
    return None


def _office_name(cover: list[Line], prose: list[Line], title_line: Line | None) -> tuple[str, Line | None]:
    after = [x for x in cover if title_line is None or x.number >= title_line.number] or cover
    for line in (*after, *cover, *prose):
        words = _without_year(line.text)
        if (
            _OFFICE.match(words)
            and len(words) <= 90
            and not (_PLACE.match(words) and line is not cover[-1] and words.startswith("อำเภอ"))
        ):
            head = re.split(r"\s+(?:มี|ตั้งอยู่|จึง|ได้|เป็น|อำเภอ\S|อําเภอ\S)", words)[0]
            return tidy(head), line
    below = next((x for x in after if x is not title_line and _may_name_office(x.text)), None)
    if title_line is not None and below is not None and below.number - title_line.number <= _NEAR:
        return tidy(_without_year(below.text)), below
    if title_line is not None:
        match = re.search(
            r"(?:ของ|แก่)?\s*((?:สำนักงาน|องค์การบริหาร|เทศบาล|โรงพยาบาล|โรงเรียน|มหาวิทยาลัย|กรม|ศูนย์|สถาบัน)\S.*)$",
            title_line.text,
        )
        if match:
            return tidy(_without_year(match[1])), title_line
    return "ไม่ระบุหน่วยงาน", None


def _may_name_office(text: str) -> bool:
    """A line of the cover that is no title, year, place or remark: below the title stands whose plan it is."""
    words = _without_year(text)
    return (
        4 <= len(key(words)) <= 80
        and not _TITLE.match(text)
        and not _PLACE.match(words)
        and words[0] not in '(["“'
        and not re.search(r"[:：]|ฉบับ|ปรับปรุง|ประจำปี|ครั้งที่|จัดทำโดย", words)
        and "ก" <= words[0] <= "๎"
    )


def _without_year(text: str) -> str:
    return tidy(re.sub(r"\s*(?:ประจำ)?(?:ปีงบประมาณ|ปี)?\s*(?:พ\.\s?ศ\.?)?\s*[2๒][45๔๕][\d๐-๙]{2}\s*$", "", text))


def _is_parent(text: str, name: str) -> bool:
    return (
        bool(_PARENT.match(text))
        and len(text) <= 90
        and key(text) != key(name)
        and not re.search(r"\d{4}|จึง|ตาม", arabic_digits(text))
    )


def _address(cover: list[Line], prose: list[Line], name: str, draft: Draft) -> str | None:
    for line in prose:
        match = _ADDRESS.search(line.text)
        if match and 6 <= len(match["address"]) <= 220 and _WHERE.search(match["address"]):
            draft.read("organisation/address", [line], match["address"])
            return tidy(match["address"])
    place = next((x for x in cover if _PLACE.match(x.text) and key(x.text) != key(name) and len(x.text) < 120), None)
    if place is not None:
        draft.read("organisation/address", [place], place.text)
        return place.text
    return None


def read_list(section: Section, name: str, draft: Draft) -> tuple[str, ...]:
    """The items of a section such as purposes: its numbered or bulleted lines; a bare line goes on with the item."""
    lines = section.paragraphs
    marked = [numbering(line.text) is not None or has_bullet(line.text) for line in lines]
    items: list[str] = []
    for line, mark in zip(lines, marked, strict=True):
        if not mark and not items:
            if any(marked) or _lead_in(line.text):
                continue
            items.append(line.text)
        elif mark or not any(marked):
            items.append(without_numbering(line.text))
        elif len(line.text) < 400 and line.number - lines[lines.index(line) - 1].number <= 1:
            items[-1] += f" {line.text}"
        else:
            continue
        draft.read(f"{name}/{len(items) - 1}", [line])
    return tuple(items)


def _lead_in(text: str) -> bool:
    return bool(re.search(r"(?:ดังนี้|ดังต่อไปนี้|ได้แก่|ประกอบด้วย)\s*:?$", text))


def read_stated(sections: list[Section], draft: Draft) -> Stated:
    """Counts that sentences claim (`จำนวน 5 ทีม`), each from the part of the plan that is about it."""
    parts = {
        "teams": {"team", "intro", "cover"},
        "scenarios": {"scenarios", "intro"},
        "processes": {"bia", "intro", "requirements"},
    }
    found: dict[str, int] = {}
    for name, pattern in _COUNTS:
        about = [section for section in sections if section.kind in parts[name]]
        titles = [line for section in about for line in section.headings]
        sentences = [line for section in about for line in section.paragraphs if _is_sentence(line.text)]
        for line in (*sentences, *(title for title in titles if _LEADS_IN.search(title.text))):
            _state(found, name, pattern.search(arabic_digits(line.text)), line, draft)
        for line in titles:
            title = without_numbering(arabic_digits(line.text))
            _state(found, name, _COUNTED_IN_TITLE[name].search(title), line, draft)
    return Stated(**found)


def _is_sentence(text: str) -> bool:
    return (len(text) > 25 and numbering(text) is None) or "จำนวน" in text or "จานวน" in text


def _state(found: dict[str, int], name: str, match: re.Match[str] | None, line: Line, draft: Draft) -> None:
    """The first count of its kind is the one that the plan states."""
    count = int(next((group for group in match.groups() if group), 0)) if match else 0
    if match and name not in found and count > 0:
        found[name] = count
        draft.read(f"stated/{name}", [line], match[0].strip())
