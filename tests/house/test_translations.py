"""No text for people without its translation, and no stale compiled catalogue."""

import re

from tools.messages import CATALOGUE, DJANGO_IN_THAI, collected, compiled, kept

THAI = re.compile(r"[\u0e00-\u0e7f]")
PLACE = re.compile(r"%\((\w+)\)[sd]|%[sd]")


def _texts(message: str | tuple[str, ...] | list[str] | None) -> list[str]:
    return [message or ""] if message is None or isinstance(message, str) else list(message)


def test_every_message_has_its_english_and_none_is_left_over() -> None:
    wanted = {(m.context, str(m.id)) for m in collected() if m.id}
    have = {(m.context, str(m.id)) for m in kept() if m.id and all(_texts(m.string))}
    assert sorted(str(m) for m in wanted - have) == []
    assert sorted(str(m) for m in have - wanted) == []


def test_english_keeps_the_places_of_values_and_holds_no_thai() -> None:
    for message in kept():
        if not message.id:
            continue
        for text in _texts(message.string):
            assert sorted(PLACE.findall(text)) == sorted(PLACE.findall(_texts(message.id)[0])), message.id
            # names of Thai terms may stand in brackets behind their English
            assert not THAI.search(re.sub(r"\([^)]*\)", "", text)) or "ไทย" in text, (message.id, text)


def test_the_compiled_catalogues_are_those_of_the_texts() -> None:
    for path in (CATALOGUE, DJANGO_IN_THAI):
        assert path.with_suffix(".mo").read_bytes() == compiled(kept(path))


def test_what_stands_in_the_catalogue_is_what_pages_say() -> None:
    """A text marked as doubtful is not compiled: its English pages would be Thai."""
    assert [m.id for m in kept() if m.id and m.fuzzy] == []


COUNTED = re.compile(
    r"(?<!of )(?<!of the )(?<!at most )(?<!From 1 to )%\(\w+\)s "
    r"(people|messages|tasks|processes|offices|entries|places|teams|minutes|times)\b"
)


def test_english_says_no_1_people() -> None:
    """A number that may be 1 has both forms, or a sentence that fits every number."""
    single = [m for m in kept() if m.id and isinstance(m.string, str)]
    assert [m.string for m in single if COUNTED.search(str(m.string))] == []
