"""The English catalogue: collect message ids (Thai) from code and templates, merge, compile. Needs no GNU gettext.

python -m tools.messages          merge new ids into the catalogue (their English left empty) and compile it
"""

import io
import os
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src/phrom"
CATALOGUE = SOURCE / "locale/en/LC_MESSAGES/django.po"
DJANGO_IN_THAI = SOURCE / "locale/th/LC_MESSAGES/django.po"  # mends gaps of Django's own Thai; written by hand
KEYWORDS = DEFAULT_KEYWORDS | {
    "gettext_noop": None,
    "gettext_lazy": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
}

NO_DATE = datetime(2000, 1, 1, tzinfo=UTC)

MessageId = str | tuple[str, ...]


def message_ids() -> Iterator[tuple[MessageId, str, str | None]]:
    """Every message id in the source with the file that holds it and its context."""
    from django.utils.translation.template import templatize  # noqa: PLC0415 - needs settings

    for path in sorted(SOURCE.rglob("*")):
        if path.suffix not in (".py", ".html", ".txt") or "core" in path.relative_to(SOURCE).parts:
            continue
        text = path.read_text(encoding="utf-8")
        if path.suffix != ".py":
            # templatize leaves calls such as _('…') among filler letters; on one line they read as Python
            text = re.sub(r"\n\s*", " ", templatize(text, origin=str(path))).strip()
        for _line, message, _comments, context in extract("python", io.BytesIO(text.encode()), KEYWORDS):
            yield (message if isinstance(message, str) else tuple(message)), str(path.relative_to(ROOT)), context


def collected() -> Catalog:
    """A catalogue of everything that the source asks for, without translations."""
    catalogue = Catalog(locale="en", project="Phrom", charset="utf-8")
    for message, file, context in message_ids():
        catalogue.add(message, locations=[(file, 0)], context=context)
    return catalogue


def kept(path: Path = CATALOGUE) -> Catalog:
    """The catalogue as it stands in the file."""
    if not path.exists():
        return Catalog(locale="en", project="Phrom", charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=path.parts[-3])


def compiled(catalogue: Catalog) -> bytes:
    """The same bytes for the same texts, whenever it is done."""
    catalogue.creation_date = catalogue.revision_date = NO_DATE
    out = io.BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "phrom.settings")
    import django  # noqa: PLC0415 - after the settings are named

    django.setup()
    catalogue, wanted = kept(), collected()
    catalogue.update(wanted, no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    for message in catalogue:
        message.flags.discard("fuzzy")  # set where a text has got a plural; its English would not be compiled
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    out = io.BytesIO()
    write_po(out, catalogue, width=120, sort_output=True, omit_header=False, no_location=False, include_lineno=False)
    CATALOGUE.write_bytes(re.sub(rb'"(POT-Creation-Date|PO-Revision-Date|Generated-By)[^\n]*\n', b"", out.getvalue()))
    for path in (CATALOGUE, DJANGO_IN_THAI):
        path.with_suffix(".mo").write_bytes(compiled(kept(path)))
    missing = [m.id for m in catalogue if m.id and not _translated(m)]
    print(f"{len(catalogue)} messages, {len(missing)} without English")
    return 0


def _translated(message: object) -> bool:
    string = getattr(message, "string", "")
    return all(string) if isinstance(string, tuple) else bool(string)


if __name__ == "__main__":
    sys.exit(main())
