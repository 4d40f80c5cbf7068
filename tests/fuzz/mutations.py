"""Ways to spoil a file: its bytes, the parts of its package, the elements of its XML, the lines of its text.

A mutation is a name and three numbers, so that a generator can draw it, shrink it and write it down; `spoilt` does a
list of them, one after another. What cannot be done to a file (no package, no XML) leaves it as it is.
"""

import io
import random
import re
import zipfile
import zlib
from collections.abc import Callable, Sequence

from lxml import etree

Mutation = tuple[str, float, float, int]

ODD = (
    *("", " ", "\t", "\n", "\x0b", "\x0c", "\x00", "\ufeff", "\u200b", "\u202e", "\ud7ff", "\U0001f600"),
    *("ำ", "\u0e4d", "\uf0fc", "฿", "๙" * 40, "9" * 400, "-1", "1e308", "NaN", "PT-5H", "P99999999999W"),
    *("|" * 300, "/" * 300, "(" * 300, "ก" * 5000, "นาย " * 500, "081-000-0001 " * 200, "- \n" * 400, "\t\n" * 400),
    *("&x;", "<a>", "]]>", "{{ }}", "!!python/object/apply:os.system [id]", "&a [*a]", "? : -", "%PDF-1.7", "PK\x03"),
)
NUMBERS = ("0", "-1", "65536", "2147483648", "99999999999", "1e9", "x", "")


def spoilt(data: bytes, mutations: Sequence[Mutation]) -> bytes:
    """`data` after each mutation in turn."""
    for name, a, b, n in mutations:
        data = WAYS[name](data, a, b, n)
    return data


def ways_for(kind: str) -> tuple[str, ...]:
    """The mutations that mean something for a format."""
    plain = ("flip", "cut", "insert", "repeat", "swap", "odd")
    if kind == "pdf":
        return (*plain, "number", "number")
    if kind not in ("docx", "odt", "xlsx"):
        return (*plain, *_called("line"))
    return ("flip", "cut", *_called("part"), *_called("xml") * 3)  # without a byte a package is soon refused


def _called(what: str) -> tuple[str, ...]:
    return tuple(way for way in WAYS if way.startswith(what))


def drawn(chance: random.Random, kind: str) -> list[Mutation]:
    """One to six mutations, drawn."""
    names = ways_for(kind)
    count = chance.choice((1, 1, 1, 2, 2, 3, 6))
    return [(chance.choice(names), chance.random(), chance.random(), chance.randrange(1 << 16)) for _ in range(count)]


def _at(data: Sequence[object], share: float) -> int:
    return min(int(share * (len(data) + 1)), len(data))


def _flip(data: bytes, a: float, b: float, n: int) -> bytes:
    at = _at(data, a)
    return data[:at] + bytes((n & 255,)) + data[at + 1 :]


def _cut(data: bytes, a: float, b: float, n: int) -> bytes:
    at = _at(data, a)
    return data[:at] + (b"" if n % 3 == 0 else data[at + int(b * min(4000, len(data))) :])


def _insert(data: bytes, a: float, b: float, n: int) -> bytes:
    at = _at(data, a)
    return data[:at] + random.Random(n).randbytes(1 + int(b * 64)) + data[at:]  # noqa: S311 - not a secret


def _repeat(data: bytes, a: float, b: float, n: int) -> bytes:
    at, length = _at(data, a), 1 + int(b * 400)
    return data[:at] + data[at : at + length] * (2 + n % 60) + data[at + length :]


def _swap(data: bytes, a: float, b: float, n: int) -> bytes:
    at, other, length = *sorted((_at(data, a), _at(data, b))), 1 + n % 200
    other = max(other, at + length)
    return (
        data[:at]
        + data[other : other + length]
        + data[at + length : other]
        + data[at : at + length]
        + data[other + length :]
    )


def _odd(data: bytes, a: float, b: float, n: int) -> bytes:
    at = _at(data, a)
    return data[:at] + ODD[n % len(ODD)].encode() + data[at:]


def _number(data: bytes, a: float, b: float, n: int) -> bytes:
    places = list(re.finditer(rb"\d+", data))
    if not places:
        return data
    place = places[min(int(a * len(places)), len(places) - 1)]
    return data[: place.start()] + NUMBERS[n % len(NUMBERS)].encode() + data[place.end() :]


def _lines(change: Callable[[list[str], int, int, int], None]) -> Callable[[bytes, float, float, int], bytes]:
    def changed(data: bytes, a: float, b: float, n: int) -> bytes:
        lines = data.decode("utf-8", errors="replace").split("\n")
        change(lines, _at(lines[1:], a), _at(lines[1:], b), n)
        return "\n".join(lines).encode("utf-8", errors="replace")

    return changed


def _line_drop(lines: list[str], at: int, other: int, n: int) -> None:
    del lines[at : at + 1 + n % 20]


def _line_move(lines: list[str], at: int, other: int, n: int) -> None:
    taken = lines[at : at + 1 + n % 12]
    del lines[at : at + len(taken)]
    lines[other:other] = taken


def _line_again(lines: list[str], at: int, other: int, n: int) -> None:
    lines[other:other] = lines[at : at + 1 + n % 8] * (1 + n % 30)


def _line_odd(lines: list[str], at: int, other: int, n: int) -> None:
    if lines:
        at = min(at, len(lines) - 1)
        cut = min(len(lines[at]), n % 40)
        lines[at] = lines[at][:cut] + ODD[n % len(ODD)] + lines[at][cut:]


def _line_deeper(lines: list[str], at: int, other: int, n: int) -> None:
    for i in range(at, min(len(lines), at + 1 + n % 30)):
        lines[i] = (" " * (n % 7) or "\t") + lines[i]


def _package(
    change: Callable[[dict[str, bytes], str, float, int], None],
) -> Callable[[bytes, float, float, int], bytes]:
    def changed(data: bytes, a: float, b: float, n: int) -> bytes:
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as package:
                parts = {name: package.read(name) for name in package.namelist()}
        except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError, RuntimeError):
            return data
        if not parts:
            return data
        # the part that holds the text comes up as often as all others together
        names = sorted(parts) + [p for p in parts if p.endswith(("document.xml", "content.xml", "sheet1.xml"))] * len(
            parts
        )
        change(parts, names[min(int(a * len(names)), len(names) - 1)], b, n)
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
            for name, content in parts.items():
                package.writestr(name, content, zipfile.ZIP_STORED if name == "mimetype" else None)
        return out.getvalue()

    return changed


def _part_drop(parts: dict[str, bytes], name: str, b: float, n: int) -> None:
    del parts[name]


def _part_rename(parts: dict[str, bytes], name: str, b: float, n: int) -> None:
    names = ("../../etc/passwd", "/etc/cron.d/x", "word\\document.xml", name.upper(), name + "\x00.xml", "ก" * 200)
    parts[names[n % len(names)]] = parts.pop(name)


def _part_swap(parts: dict[str, bytes], name: str, b: float, n: int) -> None:
    other = sorted(parts)[n % len(parts)]
    parts[name], parts[other] = parts[other], parts[name]


def _part_bytes(parts: dict[str, bytes], name: str, b: float, n: int) -> None:
    way = (_flip, _cut, _insert, _repeat, _odd, _number)[n % 6]
    parts[name] = way(parts[name], b, (n % 997) / 997, n)


def _part_empty(parts: dict[str, bytes], name: str, b: float, n: int) -> None:
    parts[name] = b"" if n % 2 else b" " * (n * 64)


def _xml(change: Callable[[etree._Element, random.Random], None]) -> Callable[[bytes, float, float, int], bytes]:
    def one(parts: dict[str, bytes], name: str, b: float, n: int) -> None:
        try:
            root = etree.fromstring(parts[name], etree.XMLParser(resolve_entities=False, no_network=True))
        except etree.XMLSyntaxError:
            return
        elements = list(root.iter("*"))
        change(elements[min(int(b * len(elements)), len(elements) - 1)], random.Random(n))  # noqa: S311
        parts[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8")

    return _package(one)


def _xml_drop(element: etree._Element, chance: random.Random) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _xml_again(element: etree._Element, chance: random.Random) -> None:
    parent = element.getparent()
    if parent is not None:
        size = len(list(element.iter()))
        for _ in range(min(chance.choice((1, 3, 40)), 4000 // size + 1)):
            parent.append(etree.fromstring(etree.tostring(element)))


def _xml_deeper(element: etree._Element, chance: random.Random) -> None:
    copied = etree.fromstring(etree.tostring(element))
    for _ in range(chance.choice((1, 5, 60))):
        outer = etree.Element(element.tag)
        outer.append(copied)
        copied = outer
    element.append(copied)


def _xml_move(element: etree._Element, chance: random.Random) -> None:
    elements = list(element.getroottree().getroot().iter("*"))
    target = chance.choice(elements)
    if element not in (target, *target.iterancestors()):
        target.append(element)


def _xml_attribute(element: etree._Element, chance: random.Random) -> None:
    holders = [e for e in element.getroottree().getroot().iter("*") if e.attrib]
    if holders:
        holder = chance.choice(holders)
        holder.set(chance.choice(list(holder.attrib)), chance.choice(NUMBERS))


def _xml_text(element: etree._Element, chance: random.Random) -> None:
    said = chance.choice([odd for odd in ODD if "\x00" not in odd and "\x0b" not in odd and "\x0c" not in odd])
    element.text = (element.text or "") + "".join(ch for ch in said if ch >= " " or ch in "\t\n")


def _xml_tag(element: etree._Element, chance: random.Random) -> None:
    elements = list(element.getroottree().getroot().iter("*"))
    element.tag = chance.choice(elements).tag


WAYS: dict[str, Callable[[bytes, float, float, int], bytes]] = {
    "flip": _flip,
    "cut": _cut,
    "insert": _insert,
    "repeat": _repeat,
    "swap": _swap,
    "odd": _odd,
    "number": _number,
    "line drop": _lines(_line_drop),
    "line move": _lines(_line_move),
    "line again": _lines(_line_again),
    "line odd": _lines(_line_odd),
    "line deeper": _lines(_line_deeper),
    "part drop": _package(_part_drop),
    "part rename": _package(_part_rename),
    "part swap": _package(_part_swap),
    "part bytes": _package(_part_bytes),
    "part empty": _package(_part_empty),
    "xml drop": _xml(_xml_drop),
    "xml again": _xml(_xml_again),
    "xml deeper": _xml(_xml_deeper),
    "xml move": _xml(_xml_move),
    "xml attribute": _xml(_xml_attribute),
    "xml text": _xml(_xml_text),
    "xml tag": _xml(_xml_tag),
}
