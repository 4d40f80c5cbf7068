"""Answers that come in: the code typed at the office's known address, by anybody who has a message; and what providers
hand on, LINE signed, SMS and voice providers with a shared secret. Providers are answered only after the commit."""

import json
import logging
from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote_to_bytes

from asgiref.sync import async_to_sync
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from phrom.callouts.actions import acknowledge_together, link_by_code, note_friend, take_receipt, take_reply
from phrom.callouts.actions.answers import Answer
from phrom.callouts.queries import Recipient, facts_of
from phrom.channels.contract import NoAnswerError, Reply
from phrom.channels.described import DescribedChannel
from phrom.channels.gateway import Gateway, signed, trusted
from phrom.channels.registry import line_channel, sms_channel, voice_channel
from phrom.channels.sms.webhook import receipt_in, reply_in
from phrom.channels.voice.webhook import told_in
from phrom.core.rendering.message_text import CallFacts
from phrom.core.values.duration import Duration
from phrom.core.values.thai_bytes import in_thai
from phrom.errors import AWAY, DeliveryError, RefusedError
from phrom.offices.access import open_to_all
from phrom.web.offline import kept_on_device
from phrom.web.prepared import prepared_page
from phrom.web.words import moment_words

logger = logging.getLogger(__name__)
MOST_FIELDS = 100  # of a gateway's form or query


@kept_on_device
@never_cache
@require_http_methods(["GET", "POST"])
@open_to_all
def answer(request: HttpRequest) -> HttpResponse:
    """One field, two buttons; then who was heard, and what to do now. Guessing is limited by the client's address."""
    typed = request.POST.get("code", "")
    if request.method == "GET":
        return render(request, "callouts/answer.html", {"typed": ""})
    said: Answer = "refused" if request.POST.get("said") == "refused" else "acknowledged"
    try:
        recipient = acknowledge_together(typed, source=request.META.get("REMOTE_ADDR", ""), said=said)
    except RefusedError as refusal:
        context = {"typed": typed[:60], "problem": refusal.message}
        return render(request, "callouts/answer.html", context, status=refusal.status)
    return _heard(request, recipient, typed, refused=said == "refused")


def _heard(request: HttpRequest, recipient: Recipient, typed: str, *, refused: bool) -> HttpResponse:
    facts, practice = facts_of(recipient.callout), recipient.callout.practice
    texts = {
        "name": _short_name(recipient.name),
        "office": facts.office,
        "threat": facts.threat or "",
        "place": facts.report_at or "",
        "until": _until(facts),
        "typed": escape(typed[:60]),
    }

    def context(texts: Mapping[str, str]) -> dict[str, Any]:
        mode = "practice" if practice else "real"
        nav = {"mode": mode, "title": texts["threat"], "facts": "", "links": []}
        return {**texts, "incident_nav": nav, "refused": refused, "practice": practice}

    return prepared_page(request, "callouts/answered.html", f"{practice} {refused}", texts, context)


def _short_name(name: str) -> str:
    """Title and given name: enough to know that one was heard, not enough for a guesser."""
    head, _blank, _family = name.strip().rpartition(" ")
    return head or name


def _until(facts: CallFacts) -> str:
    within = facts.report_within
    if within is None or facts.happened_at is None:
        return ""
    span = within.timedelta if isinstance(within, Duration) else within
    return _("ก่อน %(moment)s") % {"moment": moment_words(facts.happened_at + span)}


@csrf_exempt
@require_POST
@open_to_all
def line_webhook(request: HttpRequest) -> HttpResponse:
    """LINE hands on what people pressed or typed. Unsigned: nothing is read. Strangers are politely ignored."""
    channel = line_channel()
    if channel.problem():
        return _said(404, "LINE is not set up")
    replies = channel.replies(request.body, request.META.get("HTTP_X_LINE_SIGNATURE", ""))
    if replies is None:
        return _said(403, "not signed")
    stumbled = [reply for reply in replies if not _heard_by_line(reply)]
    return _said(500, "try again") if stumbled else _said(200, "ok")


def _heard_by_line(reply: Reply) -> bool:
    """False where it made us stumble: the others of its batch count, and LINE hands all of them on again."""
    try:
        if reply.friend is not None:
            note_friend(reply)
        elif (way := link_by_code(reply)) is None:
            take_reply(reply, via="line")
        else:
            _welcome(reply, way.person_name)
    except AWAY:
        raise
    except Exception:
        logger.exception("a reply by LINE could not be heard; the others of its batch are")
        return False
    return True


def _welcome(reply: Reply, name: str) -> None:
    """Say that the account is linked; it is, also where this cannot be said."""
    words = _("%(name)s จะได้รับการแจ้งเหตุของหน่วยงานทาง LINE นี้ เมื่อได้รับข้อความ กดรับทราบ") % {"name": _short_name(name)}
    try:
        async_to_sync(line_channel().answer)(reply, words)
    except (DeliveryError, NoAnswerError) as error:
        logger.info("a linked LINE account could not be answered: %s", error)


@csrf_exempt
@require_http_methods(["GET", "POST"])
@open_to_all
def sms_receipt(request: HttpRequest) -> HttpResponse:
    """A gateway says what became of a message. One that we do not know is answered 404, so that it may ask again."""
    gateway, refusal = _gateway(request, sms_channel())
    if gateway is None:
        return refusal
    receipt = receipt_in(gateway, _told(request, gateway))
    if receipt is None:
        return _said(404, "unknown message or state")
    take_receipt(receipt)
    return _said(200, "ok")


@csrf_exempt
@require_http_methods(["GET", "POST"])
@open_to_all
def sms_reply(request: HttpRequest) -> HttpResponse:
    """A gateway hands on what somebody sent back. What is no answer to us is politely ignored."""
    gateway, refusal = _gateway(request, sms_channel())
    if gateway is None:
        return refusal
    if reply := reply_in(gateway, _told(request, gateway)):
        take_reply(reply, via="sms")
    return _said(200, "ok")


@csrf_exempt
@require_http_methods(["GET", "POST"])
@open_to_all
def voice_event(request: HttpRequest) -> HttpResponse:
    """A voice provider says how far a call has come, or which key was pressed. A call that we do not know is answered
    404, so that it may ask again."""
    gateway, refusal = _gateway(request, voice_channel())
    if gateway is None:
        return refusal
    told = told_in(gateway, _told(request, gateway))
    if told is None:
        return _said(404, "unknown call or state")
    if told.receipt:
        take_receipt(told.receipt)
    if told.reply:
        take_reply(told.reply, via="voice")
    return _said(200, "ok")


def _gateway(request: HttpRequest, channel: DescribedChannel) -> tuple[Gateway | None, HttpResponse]:
    """The gateway that asks; without one, how it is refused. It signs what it tells where the settings name a header
    for that; else it shows the secret, as a header or in the query, which, unlike a path, our logs do not hold."""
    gateway = channel.gateway
    if gateway is None or not gateway.secret:
        return None, _said(404, f"{channel.name} is not set up")
    if gateway.signature:
        known = signed(gateway, request.body, request.headers.get(gateway.signature, ""))
    else:
        shown: str = request.META.get("HTTP_AUTHORIZATION", "")
        token = shown.removeprefix("Bearer ") or request.GET.get("token", "")
        known = trusted(gateway, token)
    if not known:
        return None, _said(403, "not trusted")
    return gateway, _said(200, "ok")


def _told(request: HttpRequest, gateway: Gateway) -> Any:
    """What a gateway says, in whatever form it has: JSON, a form, a query (of one that signs only the body counts); in
    UTF-8, or as older ones do in the Thai encoding of Windows. Unreadable is empty."""
    if request.content_type == "application/json":
        return _document(request.body)
    if request.content_type == "multipart/form-data":
        return ({} if gateway.signature else request.GET.dict()) | request.POST.dict()
    query = b"" if gateway.signature else request.META.get("QUERY_STRING", "").encode("latin-1", errors="replace")
    body = request.body if request.content_type == "application/x-www-form-urlencoded" else b""
    return _fields(query) | _fields(body)


def _document(body: bytes) -> Any:
    """JSON in UTF-8, -16 or -32, with a mark of it or without, else in the Thai encoding; unreadable is empty."""
    for as_it_may_be in (bytes, in_thai):
        try:
            return json.loads(as_it_may_be(body))
        except (ValueError, RecursionError):
            continue
    return {}


def _fields(query: bytes) -> dict[str, str]:
    pairs = [pair.partition(b"=") for pair in query.split(b"&")[:MOST_FIELDS] if pair]
    return {
        in_thai(unquote_to_bytes(name.replace(b"+", b" "))): in_thai(unquote_to_bytes(value.replace(b"+", b" ")))
        for name, _equals, value in pairs
    }


def _said(status: int, words: str) -> HttpResponse:
    return HttpResponse(words, status=status, content_type="text/plain")
