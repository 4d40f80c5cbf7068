"""What a page says to people: its text without the markup that keeps Thai words whole."""

import html
import re
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

_TAGS = re.compile(r"<(script|style|svg)\b.*?</\1>|<!--.*?-->", re.DOTALL)


def words_on(response: Any) -> str:
    text = re.sub(r"</?(?:span|b|wbr)\b[^>]*>", "", _TAGS.sub("", response.content.decode()))
    text = html.unescape(re.sub(r"<[^>]+>", " ", text)).replace("\u00a0", " ")
    return re.sub(r"\s+", " ", text)


def send_plan(client: Client, name: str, data: bytes, **more: Any) -> Any:
    return client.post("/plan/import/", {"file": SimpleUploadedFile(name, data)}, **more)
