"""Lay out the templates of pages: lines of at most 120 columns where the page allows it, indented by what holds what.

python -m tools.templates           lay out every template anew
python -m tools.templates --check   name those that are laid out otherwise, and fail
python -m tools.templates FILE …    only these

A line is broken only where white space says nothing: beside an element that stands on lines of its own, between two
attributes, or where there is white space already. Thai is written without blanks, so a break anywhere else would be
seen on the page as a gap in the middle of a sentence; the usual formatters put it there.
"""

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
WIDTH = 120
STEP = "  "

# Elements beside which white space is not seen: by what they are, or because our forms lay them out on a grid.
OWN_LINES = frozenset(
    "html head body title meta link script style div section p ul ol li h1 h2 h3 h4 h5 h6 form table thead tbody tfoot"  # noqa: SIM905
    " tr td th caption colgroup col dl dt dd details summary fieldset legend nav header footer main aside article"
    " figure figcaption blockquote hr br option optgroup label input select textarea button path g rect circle line"
    " text".split()
)
TRIMMED_INSIDE = OWN_LINES | {"svg"}  # white space at their ends is not seen
VOID = frozenset(["br", "circle", "col", "hr", "img", "input", "line", "link", "meta", "path", "rect", "source", "wbr"])
RAW = frozenset(["pre", "script", "style", "textarea"])  # every blank inside counts
# Our own tags that write such elements, and tags that write nothing at all.
OWN_LINE_TAGS = frozenset(
    ["clock_row", "confirm", "decide", "empty", "fields", "figure", "finding", "headline", "person", "prog", "section"]
)
WRITES_NOTHING = frozenset(["csrf_token", "extends", "load"])
BRANCHES = frozenset(["elif", "else", "empty"])

INSIDE = r"\{%.*?%\}|\{\{.*?\}\}"
QUOTED = rf'"(?:{INSIDE}|[^"])*"|\'(?:{INSIDE}|[^\'])*\''
TOKEN = re.compile(
    r"(?P<translated>\{% blocktranslate\b.*?\{% endblocktranslate %\})|(?P<tag>\{%.*?%\})|(?P<value>\{\{.*?\}\})"
    rf"|(?P<note>\{{#.*?#\}}|<!--.*?-->)|(?P<html></?!?[a-zA-Z](?:{INSIDE}|{QUOTED}|[^>\"'])*>)"
    r"|(?P<text>(?:(?!\{[%{#]|</?[a-zA-Z!]).)+)",
    re.DOTALL,
)
OPENING = re.compile(rf"<(?:{INSIDE}|{QUOTED}|[^>\"'])*>", re.DOTALL)
TRIMMED = re.compile(r"(\{% blocktranslate.*?%\})\s*(.*?)\s*(\{% endblock.*)", re.DOTALL)
BLANKS = re.compile(rf"({INSIDE}|{QUOTED})|\s+", re.DOTALL)


class UnbalancedError(ValueError):
    """A template whose tags do not close in the order in which they opened; it is left as it is."""


@dataclass
class Node:
    """A piece of a template. `branches` holds what stands inside: one list for an element, more for if … else.

    `words` are the tags themselves: the opening one, those between the branches, the closing one.
    """

    kind: str  # text, value, tag, html, raw
    words: list[str]
    name: str = ""
    branches: list[list["Node"]] = field(default_factory=list)
    blank_before: bool = False
    blank_at_end: list[bool] = field(default_factory=list)  # of each branch
    alone: bool = False  # on lines of its own, whatever it is

    @property
    def silent(self) -> bool:
        """Whether it writes nothing that is seen."""
        first = self.words[0]
        if self.kind == "html":
            return self.name == "input" and 'type="hidden"' in first
        return (
            self.name in WRITES_NOTHING
            or self.kind == "note"
            or (self.kind == "tag" and not self.branches and bool(re.search(r"\bas \w+ %\}$", first)))
            or (self.kind == "translated" and " asvar " in first)
        )

    @property
    def own_line(self) -> bool:
        return (
            self.alone
            or (self.kind in ("html", "raw") and self.name in OWN_LINES)
            or (self.kind == "tag" and self.name in OWN_LINE_TAGS)
        )

    def edge(self, last: bool) -> str:
        """What stands at its start (or end): "own" (a line of its own), "seen" (text), or "" (nothing)."""
        if self.silent:
            return ""
        if self.own_line:
            return "own"
        if self.kind == "tag" and self.name == "include":
            return edge_of_included(self.words[0], last)
        if self.kind == "tag" and self.branches:
            edges = {first_seen(branch, last) for branch in self.branches}
            return "seen" if "seen" in edges else "own" if "own" in edges else ""
        return "seen"


@cache
def edge_of_included(tag: str, last: bool) -> str:
    """What an included template starts (or ends) with; a template that is chosen by a value may start with text."""
    name = re.match(r'\{% include "([^"]+)"', tag)
    found = next((ROOT / "src/phrom").glob(f"*/templates/{name[1]}"), None) if name else None
    try:
        return first_seen(parse(found.read_text(encoding="utf-8")), last) if found else "seen"
    except UnbalancedError:
        return "seen"


def first_seen(nodes: list[Node], last: bool) -> str:
    for node in reversed(nodes) if last else nodes:
        if edge := node.edge(last):
            return edge
    return ""


def tokens(text: str) -> Iterator[tuple[str, str]]:
    at = 0
    while at < len(text):
        match = TOKEN.match(text, at)
        if match is None:
            raise UnbalancedError(text[at : at + 40])
        kind, word = str(match.lastgroup), match[0]
        name = re.match(r"<([a-zA-Z]+)", word) if kind == "html" else None
        if name and name[1] in RAW:
            end = text.find(f"</{name[1]}>", at) + len(name[1]) + 3
            kind, word = "raw", text[at:end]
        yield kind, word
        at += len(word)


def parse(text: str) -> list[Node]:
    """The template as a tree. Raises UnbalancedError."""
    closing = set(re.findall(r"\{% end(\w+)", text))
    root = Node("root", [], branches=[[]])
    stack, blank = [root], False
    for kind, word in tokens(text):
        if kind == "text":
            if word.strip():
                stack[-1].branches[-1].append(Node("text", [word.strip()], blank_before=blank or word[0].isspace()))
            blank = word[-1].isspace()
            continue
        name = "".join(re.findall(r"^(?:\{% |</?)(\w+)", word))
        ends = word.startswith("</") or (kind == "tag" and name.startswith("end"))
        if ends or (kind == "tag" and name in BRANCHES and (name != "empty" or word == "{% empty %}")):
            close_branch(stack, kind, name.removeprefix("end") if ends else "", word, blank)
        else:
            node = Node(kind, [word], name, blank_before=blank)
            stack[-1].branches[-1].append(node)
            if (kind == "tag" and name in closing) or (
                kind == "html" and name not in VOID and word[-2] != "/" and word[1] != "!"
            ):
                node.branches.append([])
                stack.append(node)
        blank = False
    if len(stack) > 1:
        raise UnbalancedError(f"{stack[-1].words[0]} is not closed")
    nodes = root.branches[0]
    if any(node.name == "extends" for node in nodes):  # then nothing but the blocks is written
        for node in nodes:
            node.alone = True
    return nodes


def close_branch(stack: list[Node], kind: str, name: str, word: str, blank: bool) -> None:
    """End what was opened last, or, without a name, begin its next branch. Raises UnbalancedError."""
    holder = stack[-1]
    if name and (holder.kind != kind or holder.name != name):
        raise UnbalancedError(f"{word} closes {holder.words[:1]}")
    holder.blank_at_end.append(blank)
    holder.words.append(word)
    if name:
        stack.pop()
    else:
        holder.branches.append([])


def free(left: str, right: str) -> bool:
    """Whether white space between two edges is not seen."""
    return "own" in (left, right)


@dataclass
class Piece:
    """A stretch without a break in it; `gap` says what may come before it: "", " " or "free"."""

    gap: str
    text: str


def pieces_of(nodes: list[Node], before: str, after: str) -> list[Piece]:
    """The nodes as one stream for filling lines. `before` and `after`: the edges around them."""
    stream: list[Piece] = []
    for i, node in enumerate(nodes):
        left = first_seen(nodes[:i], last=True) or before
        right = first_seen(nodes[i + 1 :], last=False) or after
        opens = node.edge(False) or right
        gap = " " if node.blank_before else "free" if free(left, opens) else ""
        stream.extend(pieces_of_one(node, gap, left, right))
    return stream


def pieces_of_one(node: Node, gap: str, left: str, right: str) -> list[Piece]:
    if not node.branches:
        return words_of(node, gap)
    if node.kind == "html":
        left = right = "own" if node.name in TRIMMED_INSIDE else "seen"
    elif node.own_line:
        left = right = "own"
    elif node.name == "for":
        left = first_seen(node.branches[0], last=True)
        right = first_seen(node.branches[0], last=False)
    stream = split_words(node.words[0], gap)
    for branch, closing, at_end in zip(node.branches, node.words[1:], node.blank_at_end, strict=True):
        stream.extend(pieces_of(branch, left, right))
        end = " " if at_end else "free" if free(first_seen(branch, last=True) or left, right) else ""
        stream.extend(split_words(closing, end))
    return stream


def words_of(node: Node, gap: str) -> list[Piece]:
    if node.kind == "raw":
        end = next(m.end() for m in OPENING.finditer(node.words[0]))
        start = split_words(node.words[0][:end], gap)
        start[-1].text += node.words[0][end:]
        return start
    if node.kind == "note" or (node.kind == "translated" and " trimmed" not in node.words[0]):
        return [Piece(gap, node.words[0])]
    if node.kind == "translated":  # trimmed: what stands at the ends of its lines is not in the message
        [(opening, inside, closing)] = TRIMMED.findall(node.words[0])
        return [Piece(gap, opening), *split_words(inside, "free", everywhere=True), Piece("free", closing)]
    return split_words(node.words[0], gap, everywhere=node.kind == "text")


def split_words(word: str, gap: str, everywhere: bool = False) -> list[Piece]:
    """Break at the white space between attributes, or in text; never inside quotes or template tags."""
    if word.startswith("{") and not everywhere:
        return [Piece(gap, word)]
    parts, start = [], 0
    gaps = [match for match in BLANKS.finditer(word) if match[1] is None]
    if word.startswith("<"):
        gaps = gaps[1:]  # the first attribute stays with its element's name
    for match in gaps:
        parts.append(word[start : match.start()])
        start = match.end()
    parts.append(word[start:])
    return [Piece(gap if i == 0 else " ", part) for i, part in enumerate(parts)]


def fill(stream: list[Piece], indent: str) -> list[str]:
    """Lines as full as they may be; those after the first are indented one step more."""
    lines: list[str] = []
    line = indent
    fresh = True
    for number, piece in enumerate(stream):
        unbroken = piece.text
        for following in stream[number + 1 :]:
            if following.gap:
                break
            unbroken += following.text
        blank = " " if piece.gap == " " else ""
        first_line = unbroken.split("\n")[0]
        if piece.gap and not fresh and len(line) + len(blank) + len(first_line) > WIDTH:
            lines.append(line)
            line, fresh = indent + STEP, True
        line += ("" if fresh else blank) + piece.text
        fresh = False
    if line.strip() or not lines:
        lines.append(line)
    return [line if "\n" in line else line.rstrip() for line in lines]


def flat(node: Node, left: str, right: str) -> str:
    """The node on one line."""
    text = ""
    for piece in pieces_of_one(node, "", left, right):
        text += (" " if piece.gap == " " and text else "") + piece.text
    return text


def has_own_lines(node: Node) -> bool:
    return any(child.own_line or has_own_lines(child) for branch in node.branches for child in branch)


def lay_out(nodes: list[Node], indent: str, before: str, after: str) -> list[str]:
    """Lines of the nodes: a new one at each gap in which white space is not seen."""
    lines: list[str] = []
    run: list[Node] = []
    left = before

    def flush(right: str) -> None:
        nonlocal left
        if run:
            lines.extend(lay_out_run(run, indent, left, right))
            left = first_seen(run, last=True) or left
            run.clear()

    for i, node in enumerate(nodes):
        so_far = first_seen(run, last=True) or left
        opens = node.edge(False) or first_seen(nodes[i + 1 :], last=False) or after
        if free(so_far, opens):
            flush(opens)
        run.append(node)
    flush(after)
    return lines


def lay_out_run(run: list[Node], indent: str, left: str, right: str) -> list[str]:
    if len(run) == 1 and may_unfold(run[0], left, right):
        node = run[0]
        whole = indent + flat(node, left, right)
        deep = has_own_lines(node) and (node.kind != "html" or sum(len(b) for b in node.branches) > 1)
        if len(whole) <= WIDTH and "\n" not in whole and not (deep and len(whole) > WIDTH * 2 // 3):
            return [whole]
        return unfold(node, indent, left, right)
    return fill(pieces_of(run, left, right), indent)


def may_unfold(node: Node, left: str, right: str) -> bool:
    """Whether what it holds may stand on lines of its own."""
    if not node.branches:
        return False
    if node.own_line or (node.kind == "html" and node.name in TRIMMED_INSIDE):
        return True
    if node.kind == "html":
        left = right = "seen"
    if node.name == "for":
        inner = node.branches[0]
        return free(first_seen(inner, last=True), first_seen(inner, last=False))
    return all(
        not branch or (free(left, first_seen(branch, last=False)) and free(first_seen(branch, last=True), right))
        for branch in node.branches
    )


def unfold(node: Node, indent: str, left: str, right: str) -> list[str]:
    if node.kind == "html" or node.own_line:
        left = right = "own" if node.own_line or node.name in TRIMMED_INSIDE else "seen"
    lines = fill(split_words(node.words[0], ""), indent)
    for branch, closing in zip(node.branches, node.words[1:], strict=True):
        inner = "own" if node.name == "for" else ""
        lines.extend(lay_out(branch, indent + STEP, inner or left, inner or right))
        lines.append(indent + closing)
    return lines


def laid_out(text: str) -> str:
    """The template laid out. Raises UnbalancedError."""
    return "\n".join(lay_out(parse(text), "", "own", "own")) + "\n"


def main(arguments: list[str]) -> int:
    check = "--check" in arguments
    given = [Path(a) for a in arguments if a != "--check"]
    paths = given or sorted((ROOT / "src/phrom").rglob("templates/**/*.html"))
    otherwise = 0
    for path in paths:
        text = path.read_text(encoding="utf-8")
        try:
            new = laid_out(text)
        except UnbalancedError as problem:
            print(f"{path}: left as it is: {problem}")
            continue
        if new != text:
            otherwise += 1
            if check:
                print(f"{path}: laid out otherwise than tools/templates.py does")
            else:
                path.write_text(new, encoding="utf-8")
    return 1 if check and otherwise else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
