"""Blocks and texts as plain HTML for the pocket file. Every text is escaped in one place, `PocketWriter.text`."""

from html import escape

from phrom.core.plan.document import Plan
from phrom.core.rendering.blocks import Block, Cell, Chart, Heading, Listing, Mark, Paragraph, Signatures, Table
from phrom.core.rendering.typst_pdf import TextWriter
from phrom.core.values.phone_number import find_numbers
from phrom.core.values.thai_breaking import thai_html
from phrom.core.values.thai_number import Digits

_SIGNS: dict[Mark, str] = {"tick": "✓", "ticked": "☑", "box": "☐", "dash": "–"}


class PocketWriter:
    """A plan's texts and blocks → HTML."""

    def __init__(self, plan: Plan, digits: Digits) -> None:
        self._plain = TextWriter(plan, digits).plain
        self._keep = tuple(person.full_name for person in plan.people if len(person.full_name) <= 30)

    def text(self, text: str) -> str:
        """Escaped, with names and numbers kept on one line."""
        return thai_html(self._plain(text), escape, self._keep)

    def plain(self, text: str) -> str:
        """For attributes and the title."""
        return escape(self._plain(text))

    def phone(self, shown: str) -> str:
        """A number to be dialled by a touch; what is no number stays words."""
        found = find_numbers(shown)
        if len(found) != 1:
            return self.text(shown)
        number, _, extension = found[0].number.partition(";ext=")
        dialled = f"{number},{extension}" if extension else number
        return f'<a class="tel" href="tel:{escape(dialled)}">{self.plain(shown)}</a>'

    def sections(self, blocks: list[Block]) -> str:
        """Each first-level heading as a part that folds."""
        out: list[str] = []
        for block in blocks:
            if isinstance(block, Heading) and block.level == 1:
                out.append("</details>" if out else "")
                out.append(f"<details><summary>{self.text(block.text)}</summary>")
            else:
                out.append(self._block(block))
        return "".join([*out, "</details>" if out else ""])

    def _block(self, block: Block) -> str:
        if isinstance(block, Heading):
            return f"<h3>{self.text(block.text)}</h3>"
        if isinstance(block, Paragraph):
            quiet = ' class="quiet"' if block.quiet else ""
            return f"<p{quiet}>{self.text(block.text)}</p>"
        if isinstance(block, Listing):
            kind = "ol" if block.numbered else "ul"
            return f"<{kind}>{''.join(f'<li>{self.text(item)}</li>' for item in block.items)}</{kind}>"
        if isinstance(block, Signatures):
            return ""  # a telephone is not signed
        if isinstance(block, Chart):
            boxes = (*block.above, *block.teams)
            lines = (f"<li><b>{self.text(box.role)}</b> {' '.join(map(self.text, box.names))}</li>" for box in boxes)
            return f"<ul>{''.join(lines)}</ul>"
        return self._table(block)

    def _table(self, table: Table) -> str:
        """On a narrow screen each row becomes a card whose lines bear the column's heading."""
        labels = _labels(table.head)
        head = "".join(f"<tr>{''.join(self._cell(cell, 'th') for cell in row)}</tr>" for row in table.head)
        rows = []
        for row in table.rows:
            known = labels if len(row) == len(labels) else [""] * len(row)
            cells = (self._cell(cell, "td", label) for cell, label in zip(row, known, strict=True))
            rows.append(f"<tr>{''.join(cells)}</tr>")
        return f'<table class="cards"><thead>{head}</thead><tbody>{"".join(rows)}</tbody></table>'

    def _cell(self, cell: Cell, tag: str, label: str = "") -> str:
        spans = f' colspan="{cell.colspan}"' if cell.colspan > 1 else ""
        spans += f' rowspan="{cell.rowspan}"' if cell.rowspan > 1 else ""
        spans += ' class="middle"' if cell.centred else ""
        spans += f' data-label="{self.plain(label)}"' if label else ""
        lines = [self.text(line) for line in cell.lines]
        if cell.mark is not None:
            lines = [_SIGNS[cell.mark]]
        inside = f"<ul>{''.join(f'<li>{line}</li>' for line in lines)}</ul>" if cell.bullets else "<br>".join(lines)
        return f"<{tag}{spans}>{f'<b>{inside}</b>' if cell.strong and tag == 'td' else inside}</{tag}>"


def _labels(head: tuple[tuple[Cell, ...], ...]) -> list[str]:
    """The heading of each column: of one that spans several, what stands below it."""
    titles: list[str] = []
    below = iter(head[1]) if len(head) > 1 else iter(())
    for cell in head[0] if head else ():
        if cell.colspan > 1:
            titles += [" ".join(next(below, Cell()).lines) for _ in range(cell.colspan)]
        else:
            titles.append(" ".join(cell.lines))
    return titles
