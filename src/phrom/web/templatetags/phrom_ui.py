"""Template tags and filters of the components; `docs/develop/pages.md` shows each with its markup."""

from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from django import template
from django.template.base import FilterExpression, Parser, Template, Token
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from phrom import clock
from phrom.web import words
from phrom.web.shapes import CHIPS, SHAPES
from phrom.web.shared import READERS_TOKEN, Shared
from phrom.web.thai_text import unbroken

register = template.Library()


_once: Shared[str] = Shared(2000)


class _OnceNode(template.Node):
    def __init__(self, name: str, alike: FilterExpression, inside: template.NodeList) -> None:
        self.name, self.alike, self.inside = name, alike, inside

    def render(self, context: Context) -> str:
        alike = self.alike.resolve(context, ignore_failures=True)
        if not alike:
            return str(self.inside.render(context))
        found = _once.get(f"{self.name} {alike}", lambda: self._for_everybody(context))
        return found.replace(READERS_TOKEN, str(context["csrf_token"])) if READERS_TOKEN in found else found

    def _for_everybody(self, context: Context) -> str:
        with context.push(csrf_token=READERS_TOKEN):
            return str(self.inside.render(context))


@register.tag
def once(parser: Parser, token: Token) -> _OnceNode:
    """{% once "name" alike %}…{% endonce %}: put into words once for all readers for whom `alike` is the same, a text
    that names everything on which this part depends but the CSRF token; without such a text, for each page anew."""
    _tag, name, alike = token.split_contents()
    inside = parser.parse(("endonce",))
    parser.delete_first_token()
    return _OnceNode(name.strip('"'), parser.compile_filter(alike), inside)


@register.filter(name="thai")
def thai(text: object) -> SafeString:
    """Escape a text and keep together what may not be parted at a line's end: names, numbers with units, terms."""
    return unbroken("" if text is None else str(text))


@register.filter
def given_name(name: str) -> str:
    """Title and given name, for the header: นายอำนวย บัวอินทร์ → นายอำนวย."""
    head, _, _family = name.strip().rpartition(" ")
    return head or name


@register.filter
def thai_day(day: date | None) -> str:
    return words.day_words(day) if day else ""


@register.filter
def clock_time(moment: datetime | None) -> str:
    return words.time_words(moment) if moment else ""


@register.filter
def thai_moment(moment: datetime | None) -> str:
    return words.moment_words(moment) if moment else ""


def _span(length: timedelta | float) -> timedelta:
    return length if isinstance(length, timedelta) else timedelta(seconds=float(length))


@register.filter
def span(length: timedelta | float | None) -> str:
    """A length of time (timedelta, or seconds) in full words, for headlines."""
    return "" if length is None else words.span_words(_span(length))


@register.filter
def short_span(length: timedelta | float | None) -> str:
    return "" if length is None else words.span_words(_span(length), short=True)


@register.simple_tag
def present_moment(ahead: timedelta | None = None) -> SafeString:
    """Day and time for the band; a narrow screen shows the time alone, and a script keeps it going. `ahead`: by how
    much an exercise's clock is before the real one; its day is shown on narrow screens too, being another one."""
    now = clock.now() + (ahead or timedelta(0))
    day, time = words.day_words(now), words.time_words(now)
    if ahead:
        seconds = int(ahead.total_seconds())
        return format_html('{} {} <span data-now data-ahead="{}">{}</span>', gettext("เวลาซ้อม"), day, seconds, time)
    return format_html('<span class="wide-only">{} &nbsp;</span><span data-now>{}</span>', day, time)


@register.simple_tag
def phone(number: str, may_see: bool = False) -> SafeString:
    """A telephone number; masked unless `may_see`."""
    shown = words.phone_words(number) if may_see else words.masked_phone_words(number)
    return format_html('<span class="num">{}</span>', shown)


@register.simple_tag
def shape(name: str) -> SafeString:
    """One shape, without a word: put the word beside it."""
    svg = f'<svg class="i" viewBox="0 0 16 16" aria-hidden="true"><path d="{SHAPES[name]}"/></svg>'
    return mark_safe(svg)  # noqa: S308 - from the table of shapes


@register.simple_tag
@cache
def icon(name: str, size: int = 22) -> SafeString:
    """A line icon of the lucide set, for navigation and buttons; drawn once. States have shapes instead."""
    svg = Template("{% load lucide %}{% lucide name size=size class='i' aria_hidden='true' %}")
    return svg.render(Context({"name": name, "size": size}))


@register.simple_tag
def chip(state: str, text: str, box: bool = False) -> SafeString:
    """Shape, word and colour of a state; the states are listed in `phrom.web.shapes.CHIPS`."""
    name, colour = CHIPS[state]
    classes = " ".join(c for c in ("chip", colour, "box" if box else "") if c)
    return format_html('<span class="{}">{}<span>{}</span></span>', classes, shape(name), unbroken(text))


@register.inclusion_tag("web/parts/practice_chip.html", takes_context=True)
def practice_mark(context: Context, practice: bool | None = None) -> dict[str, Any]:
    """The dashed chip ซ้อม, for every row of a practice; `practice` defaults to the mode of the page."""
    from phrom.web.templatetags.phrom_frame import page_mode  # noqa: PLC0415 - the two libraries know each other here only

    return {"practice": page_mode(context) == "practice" if practice is None else practice}


@register.inclusion_tag("web/parts/headline.html")
def headline(fact: str, why: str = "", button: str = "", href: str = "", under: str = "") -> dict[str, Any]:
    """One fact (h1), why, one next action, and one line under it."""
    return {"fact": fact, "why": why, "button": button, "href": href, "under": under}


@register.inclusion_tag("web/parts/figure.html")
def figure(label: str, value: object, remark: str = "", problem: bool = False, href: str = "") -> dict[str, Any]:
    """One figure of a `<ul class="figs">`."""
    return {"label": label, "value": value, "remark": remark, "problem": problem, "href": href}


@register.inclusion_tag("web/parts/person.html", takes_context=True)
def person(context: Context, name: str, role: str, state: str, state_text: str, how: str = "") -> dict[str, Any]:
    """One `<li>` of people: name as written, role, what was tried and when, state."""
    mark = practice_mark(context)["practice"]
    return {"name": name, "role": role, "how": how, "state": state, "state_text": state_text, "practice": mark}


@register.inclusion_tag("web/parts/clock.html")
def clock_row(
    name: str,
    state: str,
    state_text: str,
    used: float,
    left: str,
    of: str,
    deadline: datetime | None = None,
    started: datetime | None = None,
    who: str = "",
) -> dict[str, Any]:
    """One `<li>` of processes; `who` runs it. `used`: part of the MTPD used, 0..1. With `deadline` and `started` the
    row counts on in the browser; without them it stands (manual, restored) and `left` says since when."""
    percent = round(min(max(used, 0), 1) * 100)
    colour = {"stopped": "bad" if used > 0.75 else "", "manual": "warn"}.get(state, "ok")
    return {
        "name": name, "state": state, "state_text": state_text, "percent": percent, "width": round(percent * 0.985, 1),
        "colour": colour, "hot": state == "stopped" and used > 0.75, "left": left, "of": of,
        "deadline": deadline, "started": started, "who": who,
    }  # fmt: skip


@register.inclusion_tag("web/parts/empty.html")
def empty(what_for: str, first: str, button: str = "", href: str = "") -> dict[str, Any]:
    """An empty list: what it is for, what to do first, one button."""
    return {"what_for": what_for, "first": first, "button": button, "href": href}


@register.inclusion_tag("web/parts/prog.html")
def prog(text: str, done: int, total: int, after: str = "") -> dict[str, Any]:
    """Progress in words and as a bar."""
    percent = round(100 * done / total) if total else 0
    return {"text": text, "percent": percent, "after": after}


@register.inclusion_tag("web/parts/fields.html")
def fields(form: Any, problem: str = "") -> dict[str, Any]:
    """Every field of a Django form: label, hint, error between label and field; on top, where there are errors,
    `problem` (what did not happen) and each error with a link to its field."""
    return {"form": form, "problem": problem}


@register.simple_block_tag
def section(content: str, title: str, end: str = "", href: str = "", ident: str = "") -> SafeString:
    """A section under its ruled heading; `end` is a remark, with `href` a link, at the right of the heading."""
    right = (
        format_html('<a href="{}"><span>{}</span></a>', href, unbroken(end))
        if href
        else (format_html('<span class="end mute">{}</span>', unbroken(end)) if end else "")
    )
    head = format_html('<div class="sec-head"><h2>{}</h2>{}</div>', unbroken(title), right)
    mark = format_html(' id="{}"', ident) if ident else ""
    return format_html("<section{}>{}{}</section>", mark, head, mark_safe(content))  # noqa: S308 - a rendered block


@register.simple_block_tag
def finding(content: str, severity: str, what: str) -> SafeString:
    """A finding beside its field: severity with shape, what is wrong; inside the block why, and the ways to mend."""
    state, colour, word = SEVERITIES[severity]()
    return format_html(
        '<div class="finding {}"><p>{}</p><h4>{}</h4>{}</div>',
        colour, chip(state, word), unbroken(what), mark_safe(content),  # noqa: S308 - a rendered block
    )  # fmt: skip


def _severity(state: str, colour: str, word: str) -> Any:
    from django.utils.translation import gettext  # noqa: PLC0415 - translated when shown

    return lambda: (state, colour, gettext(word))


SEVERITIES = {
    "error": _severity("error", "bad", "ข้อผิด"),
    "warning": _severity("warning", "warn", "ข้อเตือน"),
    "advice": _severity("waiting", "", "ข้อแนะนำ"),
}


@register.simple_block_tag
def decide(content: str, title: str, since: str = "", ident: str = "") -> SafeString:
    """A decision card: what is asked, since when; inside the block effect, who may decide next, two buttons."""
    mark = format_html(' id="{}"', ident) if ident else ""
    waits = format_html('<p class="fine mute">{}</p>', unbroken(since)) if since else ""
    return format_html(
        '<div class="decide"{}>{}<h3>{}</h3>{}</div>',
        mark,
        waits,
        unbroken(title),
        mark_safe(content),  # noqa: S308
    )


@register.simple_block_tag
def confirm(content: str, title: str) -> SafeString:
    """The frame of an act that cannot be undone: inside the block what happens to whom, a tick, the two buttons."""
    return format_html(
        '<div class="confirm stack"><h3>{}</h3>{}</div>',
        unbroken(title),
        mark_safe(content),  # noqa: S308
    )
