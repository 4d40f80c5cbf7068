"""Head, coordinator and teams, with those who stand in and their telephones."""

from collections.abc import Callable
from dataclasses import dataclass

from tools.layouts.choices import Choices
from tools.layouts.notation import phone, table
from tools.layouts.view import Data, View
from tools.reading.document import ABOVE, LEFT, Block, Box, Paragraph

LETTERS = "กขคงจ"
WORK = ("ทีมกู้คืนบริการ", "ทีมสนับสนุนการปฏิบัติ", "ทีมสื่อสารและประชาสัมพันธ์", "ทีมเคลื่อนย้าย", "ทีมธุรการ")


@dataclass(frozen=True)
class Post:
    """A place in the plan: what it is called there, who has it and who stands in."""

    word: str
    role: Data


@dataclass(frozen=True)
class Team:
    name: str
    unit: str
    posts: list[Post]


class Words:
    """The words, and how somebody is written, of one layout."""

    def __init__(self, choices: Choices, view: View) -> None:
        self.choices, self.view = choices, view
        of = choices.of
        self.head = of(
            "teams head",
            *("หัวหน้าคณะบริหารความต่อเนื่อง", "ประธานคณะบริหารความต่อเนื่อง", "ผู้บัญชาการเหตุการณ์", "ผู้อำนวยการแผน"),
        )
        self.coordinator = of(
            "teams coordinator",
            *("ผู้ประสานงานคณะบริหารความต่อเนื่อง", "ผู้ประสานงาน", "เลขานุการและผู้ประสานงาน", "เจ้าหน้าที่ประสานงาน"),
        )
        self.role_head = of("teams role head", "บทบาท", "หน้าที่", "ตำแหน่งในทีม", "หน้าที่ตามแผน")
        self.primary = of("teams primary head", "บุคลากรหลัก", "ผู้ปฏิบัติงานหลัก", "ตัวจริง", "ชื่อ - สกุล")
        self.alternate = of("teams alternate head", "บุคลากรสำรอง", "ผู้ปฏิบัติหน้าที่แทน", "ผู้ทดแทน", "สำรอง")
        self.phone = of("teams phone head", "โทรศัพท์มือถือ", "เบอร์โทร", "หมายเลขโทรศัพท์", "มือถือ")
        self.position = of("teams position", "brackets", "none", "own line")
        ways = ("columns", "two lines", "slash", "brackets", "rows", "columns, one of numbers", "1) 2)")
        self.arranged = of("teams alternates", *ways)

    def command(self) -> list[Post]:
        team = self.view.plan["continuity_team"]
        return [Post(self.head, team["head"]), Post(self.coordinator, team["coordinator"])]

    def teams(self) -> list[Team]:
        style = self.choices.of("teams name", "ทีมที่ 1", "ทีม ก", "ชุดที่ 1", "ทีมงาน+unit", "Team 1", "its work")
        kind = "ชุด" if style.startswith("ชุด") else "ทีม"
        member = self.choices.of("teams member", "ทีมงาน", "ลูกทีม", "สมาชิก", "ผู้ปฏิบัติ")
        out = []
        for n, team in enumerate(self.view.teams, 1):
            unit = self.view.units[team["unit"]]
            name = style.replace("1", str(n)).replace("ก", LETTERS[n - 1]) if "+" not in style else f"ทีม{unit}"
            name = WORK[n - 1] if style == "its work" else name
            posts = [Post(f"หัวหน้า{kind}", team["leader"]), *(Post(member, m) for m in team["members"])]
            out.append(Team(name, unit, posts))
        return out

    def who(self, person: Data) -> str:
        name, post = self.view.full_name(person), person["position"]
        return name + {"brackets": f" ({post})", "none": "", "own line": f"\n{post}"}[self.position]

    def number(self, person: Data) -> str:
        return phone(self.choices, person["phones"][0])

    def heads(self) -> list[str]:
        if self.arranged == "columns":
            return [self.primary, self.phone, self.alternate, self.phone]
        if self.arranged == "columns, one of numbers":
            return [self.primary, self.alternate, self.phone]
        both = f"{self.primary} / {self.alternate}"
        joint = {"slash": both, "1) 2)": both, "brackets": f"{self.primary} ({self.alternate})"}
        return [joint.get(self.arranged, "ชื่อ - สกุล"), self.phone]

    def rows(self, post: Post) -> list[list[str]]:
        """One row or two, under the role and `heads`."""
        holders = self.view.holders(post.role)
        names, numbers = [self.who(p) for p in holders], [self.number(p) for p in holders]
        if self.arranged == "columns":
            return [[post.word, names[0], numbers[0], *((names[1], numbers[1]) if names[1:] else ("-", "-"))]]
        if self.arranged == "columns, one of numbers":
            return [[post.word, names[0], names[1] if names[1:] else "-", " / ".join(numbers)]]
        if self.arranged == "1) 2)":
            listed = [f"{n}) {name}" for n, name in enumerate(names, 1)]
            return [[post.word, "\n".join(listed), "\n".join(numbers)]]
        if self.arranged == "slash":
            return [[post.word, " / ".join(names), " / ".join(numbers)]]
        if self.arranged == "brackets":
            stand_in = (f"\n(สำรอง: {names[1]})", f"\n({numbers[1]})") if names[1:] else ("", "")
            return [[post.word, names[0] + stand_in[0], numbers[0] + stand_in[1]]]
        if self.arranged == "two lines":
            said = [f"{word} : {name}" for word, name in zip(("หลัก", "สำรอง"), names, strict=False)]
            return [[post.word, "\n".join(said), "\n".join(numbers)]]
        posts = (post.word, f"ผู้แทน{post.word}")
        return [list(row) for row in zip(posts, names, numbers, strict=False)]


def teams(choices: Choices, view: View) -> list[Block]:
    words = Words(choices, view)
    forms: dict[str, Callable[[Words], list[Block]]] = {
        "a table each": _tables,
        "one table, team rows": _team_rows,
        "one table, team joined down": _joined,
        "staff list": _staff,
        "lines": _lines,
        "leaders marked": _marked,
        "prose": _prose,
    }
    form = choices.of("teams form", *forms)
    command = [] if form in ("one table, team rows", "staff list") else _command(words)
    return command + forms[form](words)


def _command(words: Words) -> list[Block]:
    forms: dict[str, Callable[[], list[Block]]] = {
        "table": lambda: [table([[words.role_head, *words.heads()], *_rows(words, words.command())], 1)],
        "label : value": lambda: [Paragraph(line) for post in words.command() for line in _said(words, post)],
        "form": lambda: [table([row for post in words.command() for row in _form(words, post)], 0)],
        "appointed": lambda: [Paragraph(line) for line in _appointed(words)],
        "chart": lambda: [Paragraph(line) for post in words.command() for line in _charted(words, post)],
        "text boxes": lambda: [Box((post.word, *_box(words, post))) for post in words.command()],
    }
    return forms[words.choices.of("teams command", *forms)]()


def _rows(words: Words, posts: list[Post]) -> list[list[str]]:
    return [row for post in posts for row in words.rows(post)]


def _contact(words: Words, person: Data, joint: str = " ") -> str:
    number = f"โทร. {words.number(person).removeprefix('โทร. ')}"
    return joint.join((words.view.full_name(person), person["position"], number))


def _said(words: Words, post: Post) -> list[str]:
    one, other = words.view.holders(post.role)
    return [f"{post.word} : {_contact(words, one)}", f"    {words.alternate} : {_contact(words, other)}"]


def _box(words: Words, post: Post) -> list[str]:
    one, other = words.view.holders(post.role)
    return [_contact(words, one), f"{words.alternate} : {_contact(words, other)}"]


def _form(words: Words, post: Post) -> list[list[str]]:
    one, other = words.view.holders(post.role)
    return [[post.word, _contact(words, one, "\n")], [words.alternate, _contact(words, other, "\n")]]


def _appointed(words: Words) -> list[str]:
    """Name, post, and behind them the place in the plan, as an order of appointment says it."""
    lines = []
    for post in words.command():
        for person, place in zip(words.view.holders(post.role), (post.word, f"ผู้แทน{post.word}"), strict=False):
            number = f"โทร. {words.number(person).removeprefix('โทร. ')}"
            lines.append(f"{words.view.full_name(person)} {person['position']} {place} {number}")
    return [f"{n}. {line}" for n, line in enumerate(lines, 1)]


def _charted(words: Words, post: Post) -> list[str]:
    """The place, the name and the number on a line each, as the boxes of a chart become."""
    lines = []
    for person, place in zip(words.view.holders(post.role), (post.word, f"รอง{post.word} (ปฏิบัติหน้าที่แทน)"), strict=False):
        number = f"โทร. {words.number(person).removeprefix('โทร. ')}"
        lines += [place, f"{words.view.full_name(person)} {person['position']}", number]
    return lines


def _heading(words: Words, team: Team) -> str:
    ways = ("x : unit", "x unit", "x (unit)", "x — unit", "x สังกัด unit", "x สังกัด: unit", "x | unit")
    style = words.choices.of("teams heading", *ways)
    return team.name if team.unit in team.name else style.replace("unit", team.unit).replace("x", team.name)


def _tables(words: Words) -> list[Block]:
    inside = words.choices.of("teams title", "above the table", "first row") == "first row"
    out: list[Block] = []
    for team in words.teams():
        rows = [[words.role_head, *words.heads()], *_rows(words, team.posts)]
        title = _heading(words, team)
        if inside:
            out += [table([[title] + [LEFT] * (len(rows[0]) - 1), *rows], 2), Paragraph("")]
        else:
            out += [Paragraph(title), table(rows, 1)]
    return out


def _team_rows(words: Words) -> list[Block]:
    rows = [[words.role_head, *words.heads()], *_rows(words, words.command())]
    for team in words.teams():
        rows += [[_heading(words, team)] + [LEFT] * (len(rows[0]) - 1), *_rows(words, team.posts)]
    return [table(rows, 1)]


def _joined(words: Words) -> list[Block]:
    rows = [["ทีม", words.role_head, *words.heads()]]
    unit = words.choices.of("teams unit in the cell", "(x)", "x")
    for team in words.teams():
        rows += [
            [ABOVE if n else f"{team.name}\n{unit.replace('x', team.unit)}", *row]
            for n, row in enumerate(_rows(words, team.posts))
        ]
    return [table(rows, 1)]


def _marked(words: Words) -> list[Block]:
    """No column says who leads: a sign stands behind the leader's name."""
    sign = words.choices.of("teams sign of leaders", " (ล)", " (หัวหน้า)", " *", " (หน.)")
    rows = [["ทีม", words.primary, words.phone, words.alternate, words.phone]]
    for team in words.teams():
        for n, post in enumerate(team.posts):
            one, *other = words.view.holders(post.role)
            first = [ABOVE if n else f"{team.name}\n{team.unit}", words.view.full_name(one) + ("" if n else sign)]
            stand_in = [words.view.full_name(other[0]), words.number(other[0])] if other else ["-", "-"]
            rows.append([*first, words.number(one), *stand_in])
    return [Paragraph(f"หมายเหตุ{sign} ท้ายชื่อ หมายถึง หัวหน้าทีม"), table(rows, 1)]


def _prose(words: Words) -> list[Block]:
    """A sentence for each place of a team."""
    out: list[Block] = []
    for team in words.teams():
        out.append(Paragraph(_heading(words, team)))
        for n, post in enumerate(team.posts):
            one, *other = [
                f"{words.view.full_name(p)} (โทร. {words.number(p).removeprefix('โทร. ')})"
                for p in words.view.holders(post.role)
            ]
            stand_in = f" โดยมี {other[0]} ปฏิบัติหน้าที่แทน" if other else ""
            out.append(Paragraph(f"{n + 1}) {one} เป็น{post.word}{stand_in}"))
    return out


def _staff(words: Words) -> list[Block]:
    """Everybody in one list, the place in the plan said with the name of the team."""
    split = words.choices.of("teams names", "one column", "three columns") == "three columns"
    names = ["คำนำหน้า", "ชื่อ", "สกุล"] if split else ["ชื่อ - สกุล"]
    rows = [["ลำดับ", *names, "ตำแหน่ง", "สังกัด", words.role_head, words.phone]]
    listed = [(post, post.word, "") for post in words.command()]
    listed += [(p, f"{p.word}{_short(p, t)}", t.unit) for t in words.teams() for p in t.posts]
    for post, word, unit in listed:
        for person, said in zip(words.view.holders(post.role), (word, f"สำรอง{word}"), strict=False):
            cells = [person["title"], person["given_name"], person["family_name"]]
            name = cells if split else [words.view.full_name(person)]
            rows.append([str(len(rows)), *name, person["position"], unit or "-", said, words.number(person)])
    return [table(rows, 1)]


def _short(post: Post, team: Team) -> str:
    """The name of the team behind the word of the post, which may begin with the same word."""
    return team.name.removeprefix("ทีม").removeprefix("ชุด") if post.word.endswith(("ทีม", "ชุด")) else f" {team.name}"


def _lines(words: Words) -> list[Block]:
    out: list[Block] = []
    style = words.choices.of("teams lines", "(สำรอง: x)", "แทนโดย x", "/ x", "สำรอง x below")
    for team in words.teams():
        out.append(Paragraph(_heading(words, team)))
        for n, post in enumerate(team.posts):
            one, *other = [f"{words.view.full_name(p)} {words.number(p)}" for p in words.view.holders(post.role)]
            first = f"{post.word}: {one}" if n == 0 else f"{n}) {one}"
            if n == 1:
                out.append(Paragraph(f"{post.word} ได้แก่"))
            if not other:
                out.append(Paragraph(first))
            elif style.endswith("below"):
                out += [Paragraph(first), Paragraph(f"     {words.alternate} {other[0]}")]
            else:
                out.append(Paragraph(f"{first} {style.replace('x', other[0])}"))
    return out
