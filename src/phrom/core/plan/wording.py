"""Short words for the parts of a plan, in both languages: its fields, its things, and the words that it is made of."""

from phrom.core.values.source import Bilingual


def _words(lines: str) -> dict[str, Bilingual]:
    """Lines of `key | Thai | English`."""
    found = {}
    for line in lines.strip().splitlines():
        name, th, en = (part.strip() for part in line.split("|"))
        found[name] = Bilingual(th=th, en=en)
    return found


AREAS = _words("""
premises | อาคาร/สถานที่ปฏิบัติงาน | premises
equipment | วัสดุอุปกรณ์ที่สำคัญ | equipment
technology | เทคโนโลยีสารสนเทศและข้อมูล | technology
people | บุคลากรหลัก | people
suppliers | คู่ค้า/ผู้ให้บริการ | suppliers
""")

GROUPS = _words("""
head | หัวหน้าคณะบริหารความต่อเนื่อง | the head of the continuity team
coordinator | ผู้ประสานงาน | the coordinator
team-leaders | หัวหน้าทีมทุกทีม | all team leaders
teams | ทุกทีม | all teams
""")

WORDS = AREAS | _words("""
critical | วิกฤต | critical
high | สูง | high
medium | ปานกลาง | medium
low | ต่ำ | low
on-site | ในบริเวณที่ทำการ | on the office's own grounds
off-site | นอกที่ทำการ | elsewhere
home | ปฏิบัติงานจากบ้าน | at home
told | หลังได้รับแจ้ง | after being told
incident | หลังเกิดเหตุ | after the incident
stand-down | หลังกลับสู่ภาวะปกติ | after stand-down
power-restored | หลังไฟฟ้ากลับมา | after power is back
in-use | ใช้แล้ว | in use
planned | มีแผนจะใช้ | planned
""")

# by the list that holds them
THINGS = _words("""
units | กลุ่มงาน/ฝ่าย | unit
people | บุคลากร | person
teams | ทีม | team
members | ทีมงาน | team member
threats | ภัยคุกคาม | threat
impacts | ผลของภัย | impact
processes | กระบวนงาน | process
strategies | กลยุทธ์ด้าน | strategy for
sites | สถานที่ปฏิบัติงานสำรอง | alternate site
suppliers | คู่ค้า/ผู้ให้บริการ | supplier
response | ห้วงเวลา | phase
steps | ขั้นตอน | step
scenarios | กรณี | the procedure for
onset | ขั้นตอนเมื่อเริ่มมีเหตุการณ์ | onset step
crisis | ขั้นตอนเมื่อเข้าสู่สภาวะวิกฤต | crisis step
recovery | ขั้นตอนเมื่อกลับสู่สภาวะปกติ | recovery step
targets | เป้าหมาย | target
checklist | ข้อในแบบตรวจสอบ | checklist item
digital_services | ระบบดิจิทัล | digital service
""")

FIELDS = _words("""
year | ปีของแผน | year of the plan
parent | ต้นสังกัด | department above
address | ที่ตั้ง | address
staff_count | จำนวนบุคลากร | number of staff
purposes | วัตถุประสงค์ | purposes
assumptions | ข้อสมมติฐาน | assumptions
name | ชื่อ | name
title | คำนำหน้า | title
given_name | ชื่อตัว | given name
family_name | นามสกุล | family name
position | ตำแหน่ง | position
unit | กลุ่มงาน/ฝ่าย | unit
units | กลุ่มงาน/ฝ่าย | units
phones | โทรศัพท์ | telephone
phones_text | โทรศัพท์ตามที่เขียน | telephone as written
email | อีเมล | e-mail address
line_id | LINE | LINE
primary | บุคลากรหลักของตำแหน่ง | holder of the place
alternates | บุคลากรสำรอง | alternates
leader | หัวหน้า | leader
members | ทีมงาน | members
people | บุคลากร | people
teams | ทีม | teams
threats | ภัยคุกคาม | threats
impacts | ผลกระทบของภัย | threat matrix
processes | กระบวนงาน | processes
strategies | กลยุทธ์ | strategies
sites | สถานที่ปฏิบัติงานสำรอง | alternate sites
suppliers | คู่ค้า/ผู้ให้บริการ | suppliers
response | ห้วงเวลา | phases
scenarios | ขั้นตอนตามเหตุการณ์ | procedures
steps | ขั้นตอน | steps
onset | ขั้นตอนเมื่อเริ่มมีเหตุการณ์ | onset steps
crisis | ขั้นตอนเมื่อเข้าสู่สภาวะวิกฤต | crisis steps
recovery | ขั้นตอนเมื่อกลับสู่สภาวะปกติ | recovery steps
targets | เป้าหมาย | targets
checklist | แบบตรวจสอบความครบถ้วน | checklist
digital_services | ระบบดิจิทัล | digital services
affected | ผลกระทบ | impact
impact | ระดับผลกระทบ | impact level
impact_text | ระดับผลกระทบตามที่เขียน | impact level as written
mtpd | MTPD | MTPD
mtpd_text | MTPD ตามที่เขียน | MTPD as written
rto | RTO | RTO
rpo | RPO | RPO
mbco | ระดับบริการขั้นต่ำ | minimum service level
depends_on | งานที่ต้องพึ่งพา | processes needed
premises | อาคาร/สถานที่ปฏิบัติงาน | premises
equipment | วัสดุอุปกรณ์ที่สำคัญ | equipment
technology | เทคโนโลยีสารสนเทศและข้อมูล | technology
quantity | จำนวน | quantity
quantity_text | จำนวนตามเวลาที่เขียน | quantity by time, as written
requirements | ทรัพยากรที่หน่วยงานต้องใช้โดยรวม | what the office needs as a whole
owners | ผู้รับผิดชอบ | owners
actions | แนวทาง | actions
where | ที่ตั้ง | place
capacity | จำนวนที่รับได้ | capacity
exposed_to | ภัยที่กระทบพร้อมกัน | threats it is exposed to
service | สินค้าหรือบริการ | service
starts | เวลาเริ่ม | start
ends | เวลาสิ้นสุด | end
rule | ข้อที่ต้องถือปฏิบัติ | what holds throughout
text | ข้อความ | words
details | รายละเอียด | details
responsible | ผู้รับผิดชอบ | who is responsible
responsible_text | ผู้รับผิดชอบตามที่เขียน | who is responsible, as written
within | กำหนดเวลา | time allowed
after | จุดเริ่มนับเวลา | counted from
item | เลขข้อ | number
answer | คำตอบ | answer
task | งาน | task
systems | ระบบ | systems
status | สถานะ | status
infrastructure_service | การบริการโครงสร้างพื้นฐาน | infrastructure service
maximum_interruption | หยุดชะงักได้ไม่เกิน | longest interruption
missions | พันธกิจ | missions
authorities | อำนาจหน้าที่ | authorities
""")
