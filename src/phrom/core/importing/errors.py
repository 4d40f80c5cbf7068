"""Why a file cannot be read as a plan: a stable code and a sentence for the person who brought it."""

from phrom.core.values.source import Bilingual

_SAVE_AS = ("บันทึกเป็น .docx หรือ .txt แล้วนำเข้าใหม่", "Save it as .docx or .txt and bring it again.")

SENTENCES: dict[str, Bilingual] = {
    "empty": Bilingual(th="ไฟล์นี้ว่างเปล่า ไม่มีข้อความให้อ่าน", en="This file is empty: there is no text to read."),
    "too-large": Bilingual(
        th="ไฟล์ใหญ่เกิน 25 เมกะไบต์ ให้ลดขนาดภาพในไฟล์ แล้วนำเข้าใหม่",
        en="This file is larger than 25 MB. Make its pictures smaller and bring it again.",
    ),
    "encrypted": Bilingual(
        th="ไฟล์นี้ใส่รหัสผ่านไว้ ให้เอารหัสผ่านออกในโปรแกรมที่ใช้ทำไฟล์ แล้วนำเข้าใหม่",
        en="This file is protected by a password. Remove the password where it was made and bring it again.",
    ),
    "old-word": Bilingual(
        th=f"ไฟล์นี้เป็น Word รุ่นเก่า (.doc) ให้เปิดด้วย Word แล้ว{_SAVE_AS[0]}",
        en=f"This is an old Word file (.doc). Open it in Word. {_SAVE_AS[1]}",
    ),
    "old-excel": Bilingual(
        th="ไฟล์นี้เป็น Excel รุ่นเก่า (.xls) ให้เปิดด้วย Excel แล้วบันทึกเป็น .xlsx แล้วนำเข้าใหม่",
        en="This is an old Excel file (.xls). Open it in Excel, save it as .xlsx and bring it again.",
    ),
    "truncated": Bilingual(
        th="ไฟล์นี้ขาดหรือเสียหาย ให้คัดลอกไฟล์ต้นฉบับมาใหม่",
        en="This file is cut off or damaged. Copy the original again.",
    ),
    "macros": Bilingual(
        th="ไฟล์นี้มีแมโคร จึงไม่รับเพื่อความปลอดภัย ให้บันทึกเป็น .docx แบบไม่มีแมโคร",
        en="This file contains macros and is not accepted, for safety. Save it as .docx without macros.",
    ),
    "zip-bomb": Bilingual(
        th="ไฟล์นี้ขยายแล้วใหญ่ผิดปกติ จึงไม่รับเพื่อความปลอดภัย",
        en="This file unpacks to an unreasonable size and is not accepted, for safety.",
    ),
    "unsafe": Bilingual(
        th="ไฟล์นี้มีส่วนที่โปรแกรมสำนักงานไม่เขียนเอง จึงไม่รับเพื่อความปลอดภัย ให้เปิดแล้วบันทึกใหม่ก่อนนำเข้า",
        en="This file has parts that no office program writes and is not accepted. Open it and save it again.",
    ),
    "too-long": Bilingual(
        th="ไฟล์นี้มีหน้า แถว หรือช่องตารางมากเกินกว่าจะเป็นแผนเล่มเดียว ให้แยกเฉพาะแผนออกมา แล้วนำเข้าใหม่",
        en="This file has more pages, rows or cells than one plan can have. Keep only the plan and bring it again.",
    ),
    "wrong-name": Bilingual(
        th="เนื้อไฟล์ไม่ตรงกับนามสกุลไฟล์ ให้ตรวจว่าเลือกไฟล์ถูกต้อง แล้วบันทึกเป็น .docx หรือ .txt",
        en="What is in this file is not what its name says. Check that it is the right file; save it as .docx or .txt.",
    ),
    "scanned": Bilingual(
        th="PDF นี้เป็นภาพสแกน ไม่มีข้อความให้อ่าน ให้นำเข้าไฟล์ Word ต้นฉบับแทน",
        en="This PDF is made of scanned pictures: there is no text to read. Bring the Word file that it was made from.",
    ),
    "spoilt-thai": Bilingual(
        th="ข้อความไทยใน PDF นี้เสียไปแล้ว (มักเกิดจากการพิมพ์จากเบราว์เซอร์) ให้นำเข้าไฟล์ Word ต้นฉบับแทน",
        en="The Thai text in this PDF is corrupted, as when a browser prints. Bring the Word file it was made from.",
    ),
    "unknown-kind": Bilingual(
        th=f"ไฟล์นี้ไม่ใช่เอกสารที่อ่านเป็นแผนได้ ให้{_SAVE_AS[0]}",
        en=f"This file is no document that can be read as a plan. {_SAVE_AS[1]}",
    ),
    "not-thai": Bilingual(
        th="เอกสารนี้ไม่ได้เขียนเป็นภาษาไทย จึงอ่านเป็นแผนบริหารความต่อเนื่องไม่ได้",
        en="This document is not written in Thai, so it cannot be read as a continuity plan.",
    ),
    "unfilled": Bilingual(
        th="ไฟล์ Excel นี้ยังไม่ได้กรอก อย่างน้อยให้กรอกชื่อหน่วยงานในชีต “หน่วยงาน” แล้วนำเข้าใหม่",
        en="This workbook has not been filled in. Give at least the office's name on the sheet “หน่วยงาน”.",
    ),
    "not-a-plan": Bilingual(
        th="ไม่พบหัวข้อของแผนบริหารความต่อเนื่องในเอกสารนี้ ให้ตรวจว่าเลือกไฟล์ถูกต้อง",
        en="No section of a continuity plan was found in this document. Check that it is the right file.",
    ),
}


class UnreadableFileError(Exception):
    """The file gives no plan. `code` is stable; `sentence` says why and what to do, in Thai and English."""

    def __init__(self, code: str) -> None:
        self.code = code
        self.sentence = SENTENCES[code]
        super().__init__(f"{code}: {self.sentence.en}")
