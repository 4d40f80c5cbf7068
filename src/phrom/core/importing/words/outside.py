"""Bodies outside the office: whom to call for help, who supplies, on whom work depends."""

import re

from phrom.core.values.thai_text import key

# what no office calls its own sections
_BODY = re.compile(
    r"^(?:สถานี)?ตารวจ|สถานีตารวจ|^สภอ?\.|โรงพยาบาล|^รพ\.?(?:สต)?|^(?:สถานี|หน่วย|งาน)?ดับเพลิง(?:$|และกู้ภัย)|สถานีดับเพลิง|การไฟฟ้า|การประปา|^กฟ[ภน]|^กป[ภน]|กู้ภัย|กู้ชีพ|มูลนิธิ|"
    r"^บริษัท|^บจก|^บมจ|^หจก|ห้างหุ้นส่วน|^ธนาคาร|^ร้าน|เทศบาล|องค์การบริหารส่วน|^อบ[ตจ]|ไปรษณีย์|โทรคมนาคม|การแพทย์ฉุกเฉิน|"
    r"ป้องกันและบรรเทาสาธารณภัย|^ปภ|การรถไฟ|^ทางหลวง|แขวงทางหลวง|^ที่ว่าการอาเภอ|^ศาลากลาง|สาธารณสุข(?:จังหวัด|อาเภอ)|ชลประทาน|^วัด|"
    r"สายด่วน|^ค่าย|กรมทหาร|อุตุนิยม|^ผู้ให้บริการ|^กรมบัญชีกลาง|^ศาล(?:จังหวัด|อาญา|แพ่ง)|^เรือนจา|^ศูนย์ปภ"
)
_SAID = re.compile(
    r"(?:หน่วยงาน|บุคคล|องค์กร|ประสาน(?:งาน)?|ติดต่อ|ช่วยเหลือ|สนับสนุน|เครือข่าย).{0,12}ภายนอก|ภายนอก(?:หน่วยงาน|องค์กร)|"
    r"หน่วยงาน(?:ที่)?(?:เกี่ยวข้อง|สนับสนุน|ช่วยเหลือ|ฉุกเฉิน|เครือข่าย|ประสาน)|(?:โทร(?:ศัพท์)?|เบอร์|หมายเลข|ติดต่อ|สายด่วน|แจ้งเหตุ).{0,16}"
    r"(?:ฉุกเฉิน|ด่วน)|^สายด่วน|ขอความช่วยเหลือ|^(?:มี)?ใคร(?:จะ|ที่)?ช่วย|^(?:โทร|แจ้ง|เรียก|ถาม)(?:หา)?ใคร"
)
_LONGEST = 90  # letters of words that head a list


def is_outside(text: str) -> bool:
    """Whether a name is that of a body outside the office: the police, a hospital, the electricity authority."""
    return _BODY.search(key(text)) is not None


def heads_outside(text: str) -> bool:
    """Whether words head a list of such bodies: `หน่วยงานภายนอกที่ต้องประสาน`, `หมายเลขโทรศัพท์ฉุกเฉิน`."""
    return len(text) <= _LONGEST and _SAID.search(key(text)) is not None
