"""Is the page in my hand still in force? By the code on it, typed or in a photograph; without an account."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from phrom.core.plan.version_code import shown
from phrom.offices.access import open_to_all
from phrom.plans import queries
from phrom.plans.forms import PaperForm, SizeLimit
from phrom.plans.queries import Paper
from phrom.web.words import day_words

_CHIPS = {"current": "done", "draft": "waiting", "changed": "late", "superseded": "refused", "unknown": "waiting"}


@open_to_all
@csrf_exempt  # only until the limit stands: `_check` asks for the token
@never_cache
@require_http_methods(["GET", "POST"])
def paper_check(request: HttpRequest) -> HttpResponse:
    if request.method == "GET":
        return render(request, "plans/paper.html", {"form": PaperForm()})
    limit = SizeLimit(request)
    request.upload_handlers.insert(0, limit)
    return _check(request, limit)


@csrf_protect
def _check(request: HttpRequest, limit: SizeLimit) -> HttpResponse:
    form = PaperForm(request.POST, request.FILES)
    if limit.exceeded:
        form.errors.clear()
        form.add_error("picture", _("ภาพใหญ่เกิน 25 เมกะไบต์ ให้ถ่ายใหม่ให้เล็กลง หรือพิมพ์รหัส"))
        return render(request, "plans/paper.html", {"form": form}, status=413)
    if not form.is_valid():
        return render(request, "plans/paper.html", {"form": form}, status=422)
    paper = queries.paper_of(form.cleaned_data["printed"])
    context = {
        "form": PaperForm(),
        "paper": paper,
        "fact": _fact(paper),
        "what": _what(paper),
        "chip": _CHIPS[paper.state],
        "code": shown(paper.code),
    }
    return render(request, "plans/paper.html", context)


def _fact(paper: Paper) -> str:
    """The one sentence."""
    if paper.state == "current":
        return _("เอกสารนี้ยังใช้อยู่")
    if paper.state == "draft":
        return _("เอกสารนี้เป็นร่าง ยังไม่อนุมัติ")
    if paper.state == "changed":
        return _("แผนถูกแก้ไขหลังพิมพ์เอกสารนี้")
    if paper.state == "superseded" and paper.since and paper.now:
        words = {"day": day_words(paper.since), "number": paper.now.number}
        return _("เอกสารนี้เลิกใช้แล้วตั้งแต่ %(day)s ฉบับที่ %(number)s ใช้แทน") % words
    if paper.state == "superseded":
        return _("เอกสารนี้เลิกใช้แล้ว")
    return _("ไม่รู้จักรหัสนี้")


def _what(paper: Paper) -> str:
    """What to do with the page."""
    if paper.state == "current":
        return _("เนื้อหาตรงกับแผนฉบับที่มีผลใช้ในขณะนี้")
    if paper.state == "draft":
        return _("อย่าใช้เมื่อเกิดเหตุ ให้ใช้ฉบับที่อนุมัติแล้ว")
    if paper.state == "unknown":
        return _("อาจพิมพ์จากเครื่องอื่น หรือพิมพ์จากไฟล์โดยตรง ให้ถามผู้ประสานงานของหน่วยงาน")
    return _("ทำลายหรือคืนผู้ประสานงาน แล้วขอฉบับใหม่")
