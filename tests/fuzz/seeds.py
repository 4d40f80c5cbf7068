"""Sound plans in every format, which the mutations begin from: a small one, and by name those that reading is measured
on; `own` is the program's own workbook, filled."""

import functools
from pathlib import Path

from tools.reading import as_excel, as_odt, as_pdf, as_text, as_word
from tools.reading.cases import Case
from tools.reading.document import Document, parse

from phrom.core.importing import read_plan
from phrom.core.plan.text_form import dump_plan
from phrom.core.rendering.plan_xlsx import render_plan_xlsx
from phrom.core.rendering.printing import Printing

FORMATS = ("txt", "docx", "odt", "pdf", "xlsx", "yaml", "json")

OWN = "own"

SMALL = """%% header: แผนบริหารความต่อเนื่อง
%% footer: หน้า {page}
แผนบริหารความต่อเนื่อง
สำนักงานสมมุติจังหวัดทดลอง
พ.ศ. 2567
วัตถุประสงค์
#. เพื่อให้บริการได้ต่อเนื่อง
#. เพื่อลดผลกระทบ
[[ หัวหน้าคณะ ¶ นายหนึ่ง สมมุติ ]]
การประเมินภัยคุกคาม
@table 2
ภัยคุกคาม | ผลกระทบ | < | <
^ | อาคาร | สารสนเทศ | บุคลากร
อุทกภัย | {tick} | / | -
โรคระบาด |  |  | ✓
@end
การวิเคราะห์ผลกระทบทางธุรกิจ (BIA)
@table
ลำดับ | กระบวนงาน | หน่วยงาน | ระดับผลกระทบ | MTPD | RTO
1 | งานสารบรรณ | ฝ่ายบริหารทั่วไป | สูง | ไม่เกิน 24 ชม. | ๔ ชั่วโมง
2 | งานการเงิน | กลุ่มงานการเงิน | ปานกลาง | 1-2 วัน | -
@end
ทรัพยากรที่จำเป็น
@table
กระบวนงาน | สถานที่ | วัสดุอุปกรณ์ | สารสนเทศ | บุคลากร | คู่ค้า
1. งานสารบรรณ | 2 คน | - โน้ตบุ๊ก 1 เครื่อง¶- เครื่องพิมพ์ | ระบบสารบรรณ | 2 คน | -
@end
กลยุทธ์
ด้านอาคาร/สถานที่
- ใช้ห้องประชุมสำรอง
ผู้รับผิดชอบ : ฝ่ายบริหารทั่วไป
คณะบริหารความต่อเนื่อง
@table 2
บทบาท | บุคลากรหลัก | < | บุคลากรสำรอง | <
^ | ชื่อ | โทรศัพท์ | ชื่อ | โทรศัพท์
หัวหน้าคณะบริหารความต่อเนื่อง | นายหนึ่ง สมมุติ | 081-000-1901 | นางสอง ทดลอง | ๐๘๑-๐๐๐-๑๙๐๒
ผู้ประสานงาน | น.ส.สาม ตัวอย่าง | 0 2000 1903 ต่อ 11 | ว่าที่ ร.ต.สี่ จำลอง | 1669
หัวหน้าทีมที่ 1 ฝ่ายบริหารทั่วไป | นายห้า แบบอย่าง | 081 000 1905 | นายหก ต้นแบบ | -
@end
ขั้นตอนการบริหารความต่อเนื่อง
วันที่ 1 (ภายใน 24 ชั่วโมง)
@table
ลำดับ | ขั้นตอน | ผู้รับผิดชอบ
1 | แจ้งเหตุตามผัง Call Tree | ผู้ประสานงาน
2 | ประเมินความเสียหาย | หัวหน้าทีมที่ 1
@end
กรณีอุทกภัย
เมื่อเริ่มมีเหตุการณ์
- ติดตามระดับน้ำ
เมื่อเข้าสู่สภาวะวิกฤต
- ย้ายไปสถานที่สำรองภายใน 24 ชั่วโมง
เมื่อกลับสู่สภาวะปกติ
- ทำความสะอาด
"""


@functools.cache
def seed(kind: str, plan: str = "") -> bytes:
    """A plan as a file of a format: the small one, or a named one."""
    if plan == OWN:
        return render_plan_xlsx(read_plan(seed("txt"), "plan.txt").plan, Printing(cache_dir=Path("unused")))
    document = Case(plan).document if plan else parse(SMALL)
    return _file(document, kind)


def _file(document: Document, kind: str) -> bytes:
    if kind == "txt":
        return as_text.text_of(document).encode()
    if kind == "docx":
        return as_word.docx_of(document)
    if kind == "odt":
        return as_odt.odt_of(document)
    if kind == "pdf":
        return as_pdf.pdf_of(document)
    if kind == "xlsx":
        return as_excel.xlsx_of(document)
    plan = read_plan(as_text.text_of(document).encode(), "plan.txt").plan
    return (dump_plan(plan) if kind == "yaml" else plan.model_dump_json(exclude_defaults=True, indent=1)).encode()
