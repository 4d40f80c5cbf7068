"""A provider as settings describe it, for SMS or voice: they differ in addresses, words, forms, not in what they do."""

import hmac
import json
import re
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from typing import Any, get_args
from urllib.parse import urlsplit

from phrom.channels.contract import FinalState, OutgoingMessage
from phrom.channels.server_address import address_of

# No standard has words for this; these are what gateways say. A gateway's own are added by its settings.
NO_SUCH_NUMBER = (
    "INVALID NUMBER",
    "INVALID MSISDN",
    "INVALID DESTINATION",
    "UNKNOWN SUBSCRIBER",
    "NO SUCH NUMBER",
    "UNALLOCATED NUMBER",
)
KINDS = ("json", "form", "query")
_PLACE = re.compile(r"(\{(?:to|to_digits|to_local|key|text)\})")
_HEADER_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")  # RFC 9110, 5.6.2


class WrongSettingError(Exception):
    """A setting that cannot be understood; its name and why, never its value."""


@dataclass(frozen=True)
class GatewaySettings:
    """As they stand in the environment, under names that begin with `prefix`."""

    prefix: str = "PHROM_SMS"
    url: str = ""
    method: str = "POST"
    kind: str = "json"
    body: str = '{"to": "{to}", "text": "{text}", "key": "{key}"}'
    headers: str = "{}"
    answer_path: str = ""
    id_path: str = ""
    states: str = "{}"
    no_such_number: str = "[]"
    repeatable: bool = False
    most_segments: str = "10"
    secret: str = ""
    signature: str = ""
    receipt_fields: str = '{"id": "id", "key": "key", "state": "status"}'
    reply_fields: str = '{"from": "from", "text": "text"}'
    health_url: str = ""
    balance_path: str = ""


@dataclass(frozen=True)
class Gateway:
    """Understood. `states`: the gateway's words, upper case, to ours."""

    url: str
    method: str
    kind: str
    body: Any
    headers: Mapping[str, str]
    answer_path: str
    id_path: str
    states: Mapping[str, FinalState]
    no_such_number: frozenset[str]
    repeatable: bool
    most_segments: int
    secret: str
    signature: str  # the header in which the provider signs what it tells; empty: it shows the secret itself
    receipt_fields: Mapping[str, str]
    reply_fields: Mapping[str, str]
    health_url: str
    balance_path: str

    @property
    def account(self) -> str:
        """Whose account it is, without any secret."""
        return urlsplit(self.url).hostname or ""

    def state_of(self, word: object) -> FinalState | None:
        """Our state for a gateway's word; None if it stands in no table."""
        return self.states.get(_word(word)) or ("failed_permanent" if self.says_no_such_number(word) else None)

    def says_no_such_number(self, word: object) -> bool:
        """Whether a gateway's word means that nobody has this number."""
        return _word(word) in self.no_such_number


def _word(word: object) -> str:
    return str(word).strip().upper().replace("_", " ").replace("-", " ")


def gateway_of(settings: GatewaySettings, words: Mapping[str, FinalState]) -> Gateway:
    """`words`: those that need not be described. Raises WrongSettingError."""
    name = settings.prefix
    if not settings.url:
        raise WrongSettingError(f"{name}_URL is not set")
    for setting, url in ((f"{name}_URL", settings.url), (f"{name}_HEALTH_URL", settings.health_url)):
        if url and address_of(url, "http", "https") is None:
            raise WrongSettingError(f"{setting} is no http address")
    if not (settings.method.isascii() and settings.method.isalpha()):
        raise WrongSettingError(f"{name}_METHOD is no method of HTTP")
    if settings.kind not in KINDS:
        raise WrongSettingError(f"{name}_KIND is none of {', '.join(KINDS)}")
    if not (settings.most_segments.isascii() and settings.most_segments.isdigit()):
        raise WrongSettingError(f"{name}_MOST_SEGMENTS is no number")
    body = _object(f"{name}_BODY", settings.body)
    for needed in ("{to", "{text}", *(["{key}"] if settings.repeatable else [])):
        if needed not in settings.body:
            raise WrongSettingError(f"{name}_BODY has no {needed.rstrip('}')}}}")
    return Gateway(
        url=settings.url,
        method=settings.method.upper(),
        kind=settings.kind,
        body=body,
        headers=_headers(f"{name}_HEADERS", settings.headers),
        answer_path=settings.answer_path,
        id_path=settings.id_path,
        states=dict(words) | _states(f"{name}_STATES", settings.states),
        no_such_number=frozenset((*NO_SUCH_NUMBER, *_list(f"{name}_NO_SUCH_NUMBER", settings.no_such_number))),
        repeatable=settings.repeatable,
        most_segments=int(settings.most_segments),
        secret=settings.secret,
        signature=_header_name(f"{name}_SIGNATURE", settings.signature),
        receipt_fields=_words(f"{name}_RECEIPT", settings.receipt_fields),
        reply_fields=_words(f"{name}_REPLY", settings.reply_fields),
        health_url=settings.health_url,
        balance_path=settings.balance_path,
    )


def filled(template: Any, message: OutgoingMessage) -> Any:
    """The template with its places filled: `{to}` +66812345678, `{to_digits}` 66812345678, `{to_local}` 0812345678,
    `{text}`, `{key}`. Places are filled after the JSON was read, so that no text can change its form, and at once, so
    that nothing in a text is taken for a place."""
    return _filled(template, _places(message))


def _places(message: OutgoingMessage) -> dict[str, str]:
    digits = message.address.removeprefix("+")
    return {
        "{to}": message.address,
        "{to_digits}": digits,
        "{to_local}": "0" + digits.removeprefix("66") if digits.startswith("66") else digits,
        "{key}": message.repeat_key,
        "{text}": message.text,
    }


def _filled(template: Any, places: Mapping[str, str]) -> Any:
    if isinstance(template, dict):
        return {name: _filled(value, places) for name, value in template.items()}
    if isinstance(template, list):
        return [_filled(value, places) for value in template]
    if not isinstance(template, str):
        return template
    return "".join([places.get(part, part) for part in _parts(template)])


@lru_cache(maxsize=256)
def _parts(template: str) -> list[str]:
    """What stands between the places, and the places: the same for every message."""
    return _PLACE.split(template)


def at_path(document: Any, path: str) -> Any:
    """The value at a dotted path (`data.0.status`); None if there is none."""
    for name in path.split("."):
        if isinstance(document, list) and name.isascii() and name.isdigit() and int(name) < len(document):
            document = document[int(name)]
        elif isinstance(document, dict) and name in document:
            document = document[name]
        else:
            return None
    return document


def _object(setting: str, text: str) -> dict[str, Any]:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        raise WrongSettingError(f"{setting} is no JSON") from None
    if not isinstance(value, dict):
        raise WrongSettingError(f"{setting} is no JSON object")
    return value


def _words(setting: str, text: str) -> dict[str, str]:
    value = _object(setting, text)
    if not all(isinstance(each, str) for each in value.values()):
        raise WrongSettingError(f"{setting} holds something that is no text")
    return value


def _headers(setting: str, text: str) -> dict[str, str]:
    headers = _words(setting, text)
    if not all(_HEADER_NAME.fullmatch(name) and value.isprintable() for name, value in headers.items()):
        raise WrongSettingError(f"{setting} holds something that is no header")
    return headers


def _header_name(setting: str, text: str) -> str:
    if text and not _HEADER_NAME.fullmatch(text):
        raise WrongSettingError(f"{setting} is no name of a header")
    return text


def _list(setting: str, text: str) -> list[str]:
    try:
        words = json.loads(text)
    except (ValueError, RecursionError):
        raise WrongSettingError(f"{setting} is no JSON") from None
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        raise WrongSettingError(f"{setting} is no list of texts")
    return [_word(word) for word in words]


def _states(setting: str, text: str) -> dict[str, FinalState]:
    known = get_args(FinalState)
    words = _words(setting, text)
    if not set(words.values()) <= set(known):
        raise WrongSettingError(f"{setting}: only {', '.join(known)}")
    return {_word(word): state for word, state in words.items()}  # type: ignore[misc]


def fields_of(document: Any, fields: Mapping[str, str]) -> dict[str, str]:
    """The named fields of something that came in, as texts; a missing one is empty, half a letter a question mark."""
    found = {name: at_path(document, path) for name, path in fields.items()}
    return {name: _whole(str(value)) if isinstance(value, str | int) else "" for name, value in found.items()}


def _whole(text: str) -> str:
    return text.encode(errors="replace").decode()


def signed(gateway: Gateway, body: bytes, signature: str) -> bool:
    """Whether the provider signed these very bytes: HMAC-SHA256 with the shared secret, in hex or base64, as `sha256=…`
    or bare. An empty body proves nothing: its signature fits any query. In constant time."""
    if not body or not gateway.secret:
        return False
    digest = hmac.new(gateway.secret.encode(), body, sha256).digest()
    given = signature.strip().removeprefix("sha256=").encode("utf-8", errors="replace")
    in_hex = hmac.compare_digest(given.lower(), digest.hex().encode())
    return hmac.compare_digest(given, b64encode(digest)) or in_hex


def trusted(gateway: Gateway | None, token: str) -> bool:
    """Whether the token is the shared secret; never if none is set. In constant time."""
    if gateway is None or not gateway.secret:
        return False
    return hmac.compare_digest(token.encode("utf-8", errors="replace"), gateway.secret.encode())
