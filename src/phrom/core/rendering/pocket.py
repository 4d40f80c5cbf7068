"""The pocket file: one HTML file of the plan, with the reader's own duties on top, that opens on any phone.

It asks nothing of any network: style and script are inside, and the Content-Security-Policy in it allows these two and
nothing else. Locked with a passphrase, everything but the office's name is AES-256-GCM under a key from PBKDF2-HMAC-
SHA-256 (OWASP Password Storage Cheat Sheet: 600,000 rounds); the phone's own browser opens it (Web Crypto).
"""

import base64
import hashlib
import unicodedata
from collections.abc import Iterator
from html import escape

from phrom.core.plan.document import Plan, Role
from phrom.core.plan.version_code import shown, version_code
from phrom.core.rendering.holder_duties import Holder, holders_of, report_within
from phrom.core.rendering.plan_pdf import plan_blocks
from phrom.core.rendering.plan_words import ABSENT, PlanWords
from phrom.core.rendering.pocket_html import PocketWriter
from phrom.core.rendering.printing import SHORTEST_PASSPHRASE, Lock, Printing
from phrom.core.rendering.typst_pdf import TEMPLATES
from phrom.core.values.phone_number import display
from phrom.core.values.thai_date import moment_words, span_words

ROUNDS = 600_000


def render_pocket(plan: Plan, printing: Printing) -> bytes:
    """The file. Raises ValueError for a passphrase that is too short. The same input gives the same bytes."""
    write = PocketWriter(plan, printing.digits)
    say = PlanWords(plan)
    mine, everyone = _mine(plan, printing.reader, say, write), _everyone(plan, say, write)
    body = "".join((_head(plan, printing, write), *mine, *everyone, write.sections(plan_blocks(plan, to_sign=False))))
    if printing.lock is not None:
        body = _locked(body, printing.lock)
    style, script = (_template(name) for name in ("pocket.css", "pocket.js"))
    title = write.plain(f"{'(ซ้อม) ' if printing.practice else ''}{plan.title} {plan.organisation.name}")
    band = '<p class="band">การฝึกซ้อม ไม่ใช่เหตุจริง</p>' if printing.practice else ""
    made = printing.printed_at.isoformat() if printing.printed_at else ""
    allowed = f"style-src '{_hash(style)}'; script-src '{_hash(script)}'"
    policy = f"default-src 'none'; {allowed}; base-uri 'none'; form-action 'none'"
    page = (
        f'<!doctype html>\n<html lang="th" data-code="{version_code(plan)}" data-made="{escape(made)}"><head>'
        f'<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{policy}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="referrer" content="no-referrer"><meta name="robots" content="noindex">'
        '<meta name="color-scheme" content="light dark">'
        f"<title>{title}</title><style>{style}</style></head><body>{band}<h1>{title}</h1>"
        f'<p class="old" id="old" hidden>{_OLD}</p><main id="plan" tabindex="-1">{body}</main>'
        f"<script>{script}</script></body></html>\n"
    )
    return page.encode()


_OLD = "ไฟล์นี้ทำไว้เกินหกเดือนแล้ว ขอไฟล์ใหม่จากผู้ประสานงาน เบอร์โทรศัพท์อาจเปลี่ยนไป"
_WRONG = "รหัสผ่านไม่ถูกต้อง ลองใหม่ (wrong passphrase)"
_WAITING = "กำลังเปิด… (opening)"
_UNABLE = (
    "เบราว์เซอร์นี้เปิดไฟล์ที่ใส่รหัสไม่ได้ ให้บันทึกไฟล์ลงเครื่อง แล้วเปิดด้วย Chrome, Firefox หรือ Safari รุ่นใหม่ "
    "(this browser cannot open a locked file)"
)


def _template(name: str) -> str:
    return (TEMPLATES / "pocket" / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _locked(html: str, lock: Lock) -> str:
    """The form that asks for the passphrase, and what it opens."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415 - only where it is needed

    passphrase = unicodedata.normalize("NFC", lock.passphrase)
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise ValueError(f"a passphrase has at least {SHORTEST_PASSPHRASE} characters")
    key = hashlib.pbkdf2_hmac("sha256", passphrase.encode(), lock.salt, ROUNDS)
    sealed = AESGCM(key).encrypt(lock.nonce, html.encode(), None)
    salt, nonce, text = (base64.b64encode(part).decode() for part in (lock.salt, lock.nonce, sealed))
    return (
        '<form id="lock" class="lock"><p><label for="passphrase">รหัสผ่านของไฟล์นี้ (passphrase)</label></p>'
        '<input id="passphrase" type="password" autocomplete="off" required><button>เปิดแผน</button>'
        f'<p class="said" id="said" role="alert" data-wrong="{_WRONG}" data-waiting="{_WAITING}" '
        f'data-unable="{_UNABLE}"></p>'
        "<noscript><p>ต้องเปิดใช้ JavaScript จึงจะเปิดไฟล์ที่ใส่รหัสได้</p></noscript></form>"
        f'<div id="sealed" hidden data-salt="{salt}" data-nonce="{nonce}" data-rounds="{ROUNDS}">{text}</div>'
    )


def _head(plan: Plan, printing: Printing, write: PocketWriter) -> str:
    lines = [printing.version_label or ""]
    lines += [f"ทำไฟล์เมื่อ {moment_words(printing.printed_at)}"] if printing.printed_at else []
    lines += [f"โดย {printing.printed_by}"] if printing.printed_by else []
    code = f'รหัสฉบับ <span class="nb">{shown(version_code(plan))}</span>'
    return f'<p class="quiet">{" · ".join((code, *(write.text(line) for line in lines if line)))}</p>'


def _mine(plan: Plan, reader: str | None, say: PlanWords, write: PocketWriter) -> Iterator[str]:
    """The reader's own duties, in the order in which they come up."""
    if reader is None:
        return
    yield f'<section class="mine"><h2>หน้าที่ของ{write.text(say.name(reader))}</h2>'
    holder = next((holder for holder in holders_of(plan) if holder.person == reader), None)
    if holder is None:
        yield "<p>แผนไม่ได้ให้หน้าที่ไว้ในคณะบริหารความต่อเนื่อง รอรับแจ้งจากหัวหน้ากลุ่มงานของท่าน</p>"
    else:
        yield from _holder(plan, holder, say, write)
    yield "</section>"


def _holder(plan: Plan, holder: Holder, say: PlanWords, write: PocketWriter) -> Iterator[str]:
    yield f"<p>{write.text(' / '.join(holder.roles))}</p>"
    yield f"<ul>{''.join(f'<li>{write.text(duty)}</li>' for duty in holder.duties)}</ul>"
    yield from _calls("โทรแจ้งตามลำดับ", holder.calls, say, write)
    for place, calls in holder.stands_in:
        yield from _calls(f"ถ้าต้องทำแทน{place} โทรแจ้ง", calls, say, write)
    yield from _calls("แจ้งกลับไปยัง", holder.reports_to, say, write)
    within = report_within(plan)
    places = ", ".join(site.name for site in plan.sites[:3])
    if within or places:
        until = f" ภายใน {span_words(within)} นับแต่ได้รับแจ้ง" if within else ""
        yield f"<h3>รายงานตัว</h3><p>{write.text(f'{places or ABSENT}{until}')}</p>"
    if holder.steps:
        steps = (f'<label class="step"><input type="checkbox"> {write.text(step)}</label>' for step in holder.steps)
        yield f"<h3>ขั้นตอนของฉันในแผน</h3>{''.join(steps)}"


def _calls(title: str, places: tuple[tuple[str, Role], ...], say: PlanWords, write: PocketWriter) -> Iterator[str]:
    if not places:
        return
    yield f'<h3>{write.text(title)}</h3><ul class="calls">'
    for words, role in places:
        for rank, person in enumerate((role.primary, *role.alternates)):
            named = words if rank == 0 else f"สำรองลำดับที่ {rank} ถ้าคนบนไม่รับสาย"
            phones = " ".join(map(write.phone, say.phones(person))) or write.text(ABSENT)
            name = write.text(say.name(person))
            yield f'<li><span class="quiet">{write.text(named)}</span><br>{name}<br>{phones}</li>'
    yield "</ul>"


def _everyone(plan: Plan, say: PlanWords, write: PocketWriter) -> Iterator[str]:
    """Telephone numbers of all people and suppliers."""
    if not (plan.people or plan.suppliers):
        return
    yield '<details><summary>โทรศัพท์ทุกคน</summary><ul class="calls">'
    for person in plan.people:
        phones = " ".join(map(write.phone, say.phones(person.id))) or write.text(ABSENT)
        place = f'<br><span class="quiet">{write.text(person.position)}</span>' if person.position else ""
        yield f"<li>{write.text(person.full_name)}{place}<br>{phones}</li>"
    for supplier in plan.suppliers:
        phones = " ".join(write.phone(display(number)) for number in supplier.phones) or write.text(ABSENT)
        service = f'<br><span class="quiet">{write.text(supplier.service)}</span>' if supplier.service else ""
        yield f"<li>{write.text(supplier.name)}{service}<br>{phones}</li>"
    yield "</ul></details>"
