"""Template tags of the page frame: mode, theme, navigation, and addresses of style sheets and scripts."""

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from django import template
from django.contrib.staticfiles import finders
from django.template.context import Context
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from phrom.web.display import THEME_COOKIE, THEMES

register = template.Library()
MODES = ("everyday", "real", "practice")

# address name, words, short words for a narrow screen, icon, the flag of `can` that shows it
_LINKS = (
    ("home", gettext_noop("หน้าแรก"), gettext_noop("หน้าแรก"), "house", "view_home"),
    ("plan", gettext_noop("แผน"), gettext_noop("แผน"), "file-text", "view_plan"),
    ("practice-new", gettext_noop("ซ้อม"), gettext_noop("ซ้อม"), "megaphone", "start_practice"),
    ("accounts", gettext_noop("บุคคลและสิทธิ"), gettext_noop("บุคคล"), "users", "manage_accounts"),
    ("log", gettext_noop("สมุดบันทึก"), gettext_noop("บันทึก"), "book-open", "view_log"),
)


@cache
def _digest(path: str) -> str:
    found = finders.find(path)
    return hashlib.sha256(Path(str(found)).read_bytes()).hexdigest()[:10] if found else ""


@register.simple_tag
@cache
def asset(path: str) -> str:
    """The address of a static file, changed whenever its content changes, so that no browser keeps an old one."""
    return f"{static(path)}?v={_digest(path)}"


@register.simple_tag(takes_context=True)
def page_mode(context: Context) -> str:
    """everyday, real or practice: `mode` of the context, else the mode of `incident_nav`."""
    nav = context.get("incident_nav") or {}
    mode = context.get("mode") or (nav.get("mode") if isinstance(nav, dict) else getattr(nav, "mode", None))
    return mode if mode in MODES else "everyday"


@register.simple_tag(takes_context=True)
def chosen_theme(context: Context) -> str:
    """`light` or `dark` if the person chose one, else empty: the device decides."""
    request = context.get("request")
    theme = request.COOKIES.get(THEME_COOKIE, "") if request is not None else ""
    return theme if theme in THEMES else ""


def _is_current(path: str, url: str) -> bool:
    return path == url or (url != "/" and path.startswith(url))


@register.simple_tag(takes_context=True)
def nav_links(context: Context) -> list[dict[str, Any]]:
    """The links of the header and of the tabs below: the incident's in an incident, else the office's.

    A link without an address yet, or which the person's role may not open, is left out. The longest address that
    the present path begins with is the current one.
    """
    nav = context.get("incident_nav")
    request = context.get("request")
    links = _given_links(nav) if nav else _office_links(context.get("can") or {})
    path = request.path if request is not None else ""
    fitting = [link for link in links if _is_current(path, link["url"])]
    current = max(fitting, key=lambda link: len(link["url"]), default=None)
    for link in links:
        link["current"] = link is current
    return links


def _given_links(nav: Any) -> list[dict[str, Any]]:
    given = nav["links"] if isinstance(nav, dict) else nav.links
    return [{"short": link["label"], "icon": "circle", **link} for link in given]


def _office_links(can: dict[str, bool]) -> list[dict[str, Any]]:
    links = []
    for name, label, short, icon, flag in _LINKS:
        if not can.get(flag):
            continue
        try:
            url = reverse(name)
        except NoReverseMatch:
            continue
        links.append({"url": url, "label": _(label), "short": _(short), "icon": icon})
    return links
