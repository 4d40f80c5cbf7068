"""The one place where a refusal becomes a page, a message in a live page, or JSON; and the pages for our own faults.

The pages for faults use neither the database nor the session, so that they appear when those are what is broken.
"""

import logging
import secrets
from collections.abc import Callable
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from phrom.errors import NotFoundError, RefusedError

log = logging.getLogger(__name__)

_TITLES = {
    403: gettext_noop("ท่านไม่มีสิทธิเปิดหน้านี้"),
    404: gettext_noop("ไม่พบหน้านี้"),
    409: gettext_noop("ยังทำรายการนี้ไม่ได้"),
    413: gettext_noop("ไฟล์ใหญ่เกินไป"),
    422: gettext_noop("ข้อมูลที่ส่งมาใช้ไม่ได้"),
    429: gettext_noop("ลองบ่อยเกินไป"),
}


def _wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")


def _way_back(request: HttpRequest) -> str:
    """The page that the person came from, if it is one of ours and not this one; else the first page."""
    referer = request.headers.get("Referer", "")
    own = f"{request.scheme}://{request.get_host()}"
    if referer.startswith(own + "/"):
        path = referer.removeprefix(own)
        if path.partition("?")[0] != request.path:
            return path
    return "/"


def answer_refusal(request: HttpRequest, refusal: RefusedError) -> HttpResponse:
    """JSON for programs, a toast for a live page, else a page with one way back."""
    if _wants_json(request):
        return JsonResponse({"code": refusal.code, "message": refusal.message}, status=refusal.status)
    context: dict[str, Any] = {
        "title": _(_TITLES.get(refusal.status, _TITLES[409])),
        "message": refusal.message,
        "back": _way_back(request),
    }
    if getattr(request, "htmx", False):
        response = render(request, "web/refusal_toast.html", context, status=refusal.status)
        response["HX-Retarget"] = "#main"
        response["HX-Reswap"] = "afterbegin"
        return response
    return render(request, "web/refusal.html", context, status=refusal.status)


class _RefusalsAsAnswers:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if isinstance(response, HttpResponseNotAllowed) and not response.content:
            # an address of a button was opened, from the browser's history perhaps: a blank page says nothing
            said = answer_refusal(request, RefusedError(_("หน้านี้เปิดได้จากปุ่มเท่านั้น ยังไม่มีสิ่งใดถูกบันทึก"), code="by-button"))
            said.status_code, said["Allow"] = response.status_code, response["Allow"]
            return said
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return answer_refusal(request, exception) if isinstance(exception, RefusedError) else None


refusals_as_answers = _RefusalsAsAnswers  # middleware


def _plain(template: str, status: int, context: dict[str, Any]) -> HttpResponse:
    return HttpResponse(render_to_string(template, context), status=status)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Handler for addresses that lead nowhere."""
    return answer_refusal(request, NotFoundError(_("อาจพิมพ์ที่อยู่ผิด หรือสิ่งนี้ถูกย้ายไปแล้ว")))


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _plain("web/fault.html", 403, {"title": _(_TITLES[403]), "message": _("กลับไปหน้าแรกแล้วลองอีกครั้ง")})


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig):
        message = _("สิ่งที่ส่งมาใหญ่เกินกว่าที่ระบบรับ ยังไม่มีสิ่งใดถูกบันทึก")
        return _plain("web/fault.html", 413, {"title": _(_TITLES[413]), "message": message})
    return _plain("web/fault.html", 400, {"title": _(_TITLES[422]), "message": _("กลับไปหน้าก่อน แล้วส่งอีกครั้ง")})


def csrf_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form is older than the sign-in, or came from elsewhere. Nothing was done."""
    message = _("หน้านี้เปิดไว้นานเกินไป ยังไม่มีสิ่งใดถูกบันทึก กลับไปหน้าก่อน โหลดใหม่ แล้วส่งอีกครั้ง")
    if _wants_json(request):
        return JsonResponse({"code": "csrf", "message": message}, status=403)
    return _plain("web/fault.html", 403, {"title": _("ส่งแบบฟอร์มไม่สำเร็จ"), "message": message})


def our_fault(request: HttpRequest) -> HttpResponse:
    """500. The code on the page is in the program's log beside the fault, for the IT person."""
    code = f"P-{secrets.randbelow(10**6):06d}"
    log.error("fault %s at %s %s", code, request.method, request.path)
    if _wants_json(request):
        return JsonResponse({"code": "fault", "fault": code}, status=500)
    return _plain("web/fault.html", 500, {"title": _("ระบบขัดข้อง ข้อมูลของท่านยังอยู่"), "code": code})
