"""What each field of the plan document means, in Thai and English.

One text for the JSON Schema, the format's documentation and hints in forms. Keyed `Class.field`; a test proves that
no field is without a note.
"""

from phrom.core.values.source import Bilingual


def _notes(lines: str) -> dict[str, Bilingual]:
    """Lines of `Class.field | English | Thai`."""
    notes: dict[str, Bilingual] = {}
    for line in lines.strip().splitlines():
        name, en, th = (part.strip() for part in line.split("|"))
        notes[name] = Bilingual(th=th, en=en)
    return notes


FIELD_NOTES = _notes("""
Plan.format | The form of this document and its version | รูปแบบของเอกสารและรุ่น
Plan.title | Title as on the cover | ชื่อแผนตามหน้าปก
Plan.year | Year that the plan is for, Buddhist Era | ปีของแผน (พ.ศ.)
Plan.organisation | The office whose plan it is | หน่วยงานเจ้าของแผน
Plan.purposes | Purposes, a sentence each | วัตถุประสงค์ ข้อละหนึ่งรายการ
Plan.assumptions | Assumptions that the plan rests on | ข้อสมมติฐานของแผน
Plan.units | Groups and sections inside the office | กลุ่มงาน/ฝ่ายในหน่วยงาน
Plan.people | Everybody named in the plan, each once | ทุกคนที่มีชื่อในแผน คนละหนึ่งรายการ
Plan.continuity_team | Head, coordinator and teams | คณะบริหารความต่อเนื่อง
Plan.threats | Threats that the plan considers | ความเสี่ยงและภัยคุกคาม
Plan.impacts | Threat matrix, cell by cell; no cell means not assessed | ตารางภัย ช่องละหนึ่งรายการ ไม่มีแปลว่ายังไม่ประเมิน
Plan.processes | The BIA: activities that the office must keep going | การวิเคราะห์ผลกระทบ: กระบวนงานที่ต้องทำต่อเนื่อง
Plan.requirements | What the office needs as a whole, by area | ทรัพยากรที่หน่วยงานต้องใช้โดยรวม แยกตามด้าน
Plan.strategies | How a lost resource area is replaced | กลยุทธ์ความต่อเนื่องในแต่ละด้าน
Plan.sites | Alternate sites, in order of preference | สถานที่ปฏิบัติงานสำรอง เรียงตามลำดับที่เลือกใช้
Plan.suppliers | Suppliers and service providers | คู่ค้า/ผู้ให้บริการ
Plan.response | Phased checklists of the response | ขั้นตอนตอบสนองตามห้วงเวลา
Plan.scenarios | One procedure per threat | ขั้นตอนของแต่ละภัย ภัยละหนึ่งชุด
Plan.stated | Counts that the text claims, to be compared with what is listed | จำนวนที่ข้อความระบุไว้ ใช้เทียบกับรายการจริง
Plan.checklist | Completeness form (BCP Checklist) | แบบตรวจสอบความครบถ้วน (BCP Checklist)
Plan.digital_services | Digital systems in use and planned | ระบบดิจิทัลที่ใช้อยู่และที่วางแผนไว้
Plan.infrastructure_service | Service that the public cannot live without | การบริการโครงสร้างพื้นฐานที่จำเป็นต่อประชาชน
Plan.strategy_map | The one-page BCP Strategy Map | แผนผังกลยุทธ์ (BCP Strategy Map)
Organisation.name | Full name of the office | ชื่อเต็มของหน่วยงาน
Organisation.parent | Department or ministry above it | หน่วยงานต้นสังกัด
Organisation.address | Where the office stands | ที่ตั้งของที่ทำการ
Organisation.staff_count | Number of people who work there | จำนวนบุคลากรทั้งหมด (คน)
Unit.id | Id, unique in the whole plan | รหัส ไม่ซ้ำกันทั้งแผน
Unit.name | Full name of the unit | ชื่อเต็มของกลุ่มงาน/ฝ่าย
Person.id | Id, unique in the whole plan | รหัส ไม่ซ้ำกันทั้งแผน
Person.title | Title or rank as written | คำนำหน้าหรือยศตามที่เขียน
Person.given_name | Given name | ชื่อ
Person.family_name | Family name | นามสกุล
Person.position | Position in the office | ตำแหน่งในหน่วยงาน
Person.unit | Id of the unit that the person belongs to | รหัสกลุ่มงาน/ฝ่ายที่สังกัด
Person.phones | Numbers in E.164 (+66810000003) or short numbers | หมายเลขแบบ E.164 (+66810000003) หรือเลขหมายสั้น
Person.phones_text | Numbers as the source wrote them, good or bad | หมายเลขตามที่ต้นฉบับเขียน รวมที่ใช้ไม่ได้
Person.email | E-mail address | อีเมล
Person.line_id | LINE user id | รหัสผู้ใช้ LINE
Role.primary | Id of the person who holds the place | รหัสบุคลากรหลัก
Role.alternates | Ids of those who stand in, in order | รหัสบุคลากรสำรอง เรียงตามลำดับ
Team.id | Id, unique in the whole plan | รหัส ไม่ซ้ำกันทั้งแผน
Team.name | Name of the team | ชื่อทีม
Team.unit | Id of the unit that the team stands for | รหัสกลุ่มงาน/ฝ่ายของทีม
Team.leader | Leader and alternates | หัวหน้าทีมและบุคลากรสำรอง
Team.members | Members, each with alternates | ทีมงาน แต่ละคนมีบุคลากรสำรองได้
ContinuityTeam.head | Approves activation, manual processing and stand-down | หัวหน้าคณะบริหารความต่อเนื่อง ผู้ประกาศใช้แผน
ContinuityTeam.coordinator | Proposes activation and runs the call tree | ผู้ประสานงานคณะบริหารความต่อเนื่อง
ContinuityTeam.teams | The teams | ทีมบริหารความต่อเนื่อง
Threat.id | Id, unique in the whole plan | รหัส ไม่ซ้ำกันทั้งแผน
Threat.name | Name of the threat | ชื่อภัย
Impact.threat | Id of the threat | รหัสภัย
Impact.area | Resource area | ด้านทรัพยากร
Impact.affected | Whether the threat takes the area away | ภัยนี้กระทบทรัพยากรด้านนี้หรือไม่
Requirement.name | What is needed | สิ่งที่ต้องใช้
Requirement.quantity | How many | จำนวน
Requirement.unit | The counting word | หน่วยนับ
Requirement.quantity_text | How many by when, in the source's own words | จำนวนตามเวลา ตามที่ต้นฉบับเขียน
Requirements.premises | Places and seats | อาคาร/สถานที่ปฏิบัติงาน
Requirements.equipment | Equipment and materials | วัสดุอุปกรณ์ที่สำคัญ
Requirements.technology | Systems, connections and data | เทคโนโลยีสารสนเทศและข้อมูลที่สำคัญ
Requirements.people | People | บุคลากรหลัก
Requirements.suppliers | Suppliers and providers | คู่ค้า/ผู้ให้บริการ
Process.id | Id, unique in the whole plan | รหัส ไม่ซ้ำกันทั้งแผน
Process.name | Name of the process | ชื่อกระบวนงาน
Process.units | Ids of the units responsible | รหัสกลุ่มงาน/ฝ่ายที่รับผิดชอบ
Process.impact | Impact level | ระดับผลกระทบ
Process.impact_text | The level in the source's own words | ระดับผลกระทบตามที่ต้นฉบับเขียน
Process.mtpd | Maximum tolerable period of disruption | ระยะเวลาที่ยอมให้งานสะดุดหยุดชะงัก
Process.mtpd_text | The period in the source's own words | ระยะเวลาตามที่ต้นฉบับเขียน
Process.rto | Recovery time objective, within the MTPD | ระยะเวลาเป้าหมายในการฟื้นคืนสภาพ ต้องไม่เกิน MTPD
Process.rpo | Recovery point objective | ปริมาณข้อมูลที่ยอมให้สูญหาย (เป็นเวลา)
Process.mbco | Minimum business continuity objective | ระดับบริการขั้นต่ำที่ยอมรับได้
Process.depends_on | Ids of processes that this one needs | รหัสกระบวนงานที่งานนี้พึ่งพา
Process.requirements | The minimum that the process needs, by area | ทรัพยากรขั้นต่ำ แยกตามด้าน
Strategy.area | Resource area | ด้านทรัพยากร
Strategy.owners | Ids of the units that make it ready | รหัสกลุ่มงาน/ฝ่ายที่รับผิดชอบ
Strategy.actions | What is done, a sentence each | แนวทาง ข้อละหนึ่งรายการ
Site.id | Id, unique in the whole plan | รหัส ไม่ซ้ำกันทั้งแผน
Site.name | Name of the place | ชื่อสถานที่
Site.where | On the office's own grounds, elsewhere, or at home | ในพื้นที่เดิม นอกพื้นที่ หรือที่บ้าน
Site.capacity | How many people can work there | รองรับได้กี่คน
Site.exposed_to | Ids of threats that hit it together with the office | รหัสภัยที่กระทบสถานที่นี้พร้อมกับที่ทำการ
Supplier.id | Id, unique in the whole plan | รหัส ไม่ซ้ำกันทั้งแผน
Supplier.name | Name of the supplier | ชื่อคู่ค้า/ผู้ให้บริการ
Supplier.service | What it provides | สินค้าหรือบริการ
Supplier.phones | Numbers in E.164 or short numbers | หมายเลขโทรศัพท์
Supplier.alternates | Ids of suppliers that can take its place | รหัสคู่ค้าที่แทนกันได้
Step.id | Id, unique in the whole plan | รหัส ไม่ซ้ำกันทั้งแผน
Step.text | What is to be done | สิ่งที่ต้องทำ
Step.details | Sub-items | รายละเอียดย่อย
Step.responsible | head, coordinator, team-leaders, teams, or an id (unit, team, person) | คำกลุ่ม หรือรหัสกลุ่มงาน ทีม บุคคล
Step.responsible_text | Who is responsible in the source's own words | ผู้รับผิดชอบตามที่ต้นฉบับเขียน
ResponsePhase.id | Id, unique in the whole plan | รหัส ไม่ซ้ำกันทั้งแผน
ResponsePhase.name | Name of the phase | ชื่อห้วงเวลา
ResponsePhase.starts | When it starts, from the incident | เริ่มเมื่อใด นับจากเกิดเหตุ
ResponsePhase.ends | When it ends; absent means at stand-down | สิ้นสุดเมื่อใด ไม่ระบุแปลว่าจนกลับสู่ภาวะปกติ
ResponsePhase.rule | What holds for everything done in the phase | ข้อที่ต้องถือปฏิบัติตลอดห้วงเวลา
ResponsePhase.steps | Steps of the checklist | ขั้นตอนและกิจกรรม
Target.id | Id, unique in the whole plan | รหัส ไม่ซ้ำกันทั้งแผน
Target.text | The promise in the plan's words | ข้อความเป้าหมาย
Target.within | Within how long | ภายในเวลาเท่าใด
Target.after | Counted from: told, incident, stand-down, power-restored | นับจาก: ได้รับแจ้ง เกิดเหตุ กลับสู่ปกติ หรือไฟฟ้ากลับมา
Scenario.threat | Id of the threat | รหัสภัย
Scenario.onset | Steps when it begins | ขั้นตอนเมื่อเริ่มมีเหตุการณ์
Scenario.crisis | Steps when it has become a crisis | ขั้นตอนเมื่อเข้าสู่สภาวะวิกฤต
Scenario.recovery | Steps on the way back to normal | ขั้นตอนเมื่อกลับสู่สภาวะปกติ
Scenario.targets | Every promise with a time in it | เป้าหมายทุกข้อที่มีเวลากำกับ
Stated.teams | Number of teams that the text claims | จำนวนทีมที่ข้อความระบุ
Stated.scenarios | Number of scenarios that the text claims | จำนวนกรณี (ภัย) ที่ข้อความระบุ
Stated.processes | Number of processes that the text claims | จำนวนกระบวนงานที่ข้อความระบุ
ChecklistItem.item | Number of the line, such as "2.5" | เลขข้อ เช่น "2.5"
ChecklistItem.text | The line's words | ข้อความ
ChecklistItem.answer | true for there is, false for there is not | true คือมี false คือไม่มี
DigitalService.task | The task it serves | ภารกิจ/งาน
DigitalService.systems | Names of the systems | ชื่อระบบ
DigitalService.status | In use, or planned | ใช้อยู่ หรือวางแผนไว้
InfrastructureService.text | The service | การบริการ
InfrastructureService.maximum_interruption | Longest interruption promised | หยุดชะงักได้ไม่เกิน
AreaTexts.premises | Texts on premises | ด้านอาคาร/สถานที่
AreaTexts.equipment | Texts on equipment | ด้านวัสดุอุปกรณ์
AreaTexts.technology | Texts on technology | ด้านเทคโนโลยีสารสนเทศ
AreaTexts.people | Texts on people | ด้านบุคลากร
AreaTexts.suppliers | Texts on suppliers | ด้านคู่ค้า/ผู้ให้บริการ
StrategyMap.missions | Missions of the office | พันธกิจ
StrategyMap.authorities | Its authorities and duties | อำนาจหน้าที่
StrategyMap.systems | Important systems | ระบบงาน/เทคโนโลยีที่สำคัญ
StrategyMap.strategies | Continuity strategies by area | กลยุทธ์ความต่อเนื่องที่สำคัญ แยกตามด้าน
""")
