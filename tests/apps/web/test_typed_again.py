"""A refused form comes back with everything that was typed."""

from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from phrom.web.typed_again import typed_again

PAGE = """<!doctype html>
<html><body><p>ก่อน</p>
<details class="fold">
  <summary>แจ้งแล้ว</summary>
  <form method="post">
    <input type="hidden" name="csrfmiddlewaretoken" value="t"><input type="hidden" name="key" value="a">
    <div class="field">
      <label for="way">ทางใด</label>
      <input id="way" name="way" maxlength="300" required>
    </div>
    <textarea name="said" rows="2"></textarea>
    <select name="days"><option value="0" selected>วันนี้</option><option value="1">พรุ่งนี้</option></select>
    <input type="checkbox" name="who" value="1" checked><input type="checkbox" name="who" value="2">
    <input name="code" value=""><input type="file" name="picture">
    <details><summary>เวลา</summary><input name="at" value="เดิม"/></details>
    <button name="act" value="told">แจ้งแล้ว</button><button name="act" value="missed">ติดต่อไม่ได้</button>
  </form>
</details>
<form method="post">
  <input type="hidden" name="key" value="b"><input name="way"><textarea name="said"></textarea>
  <button name="act" value="told">แจ้งแล้ว</button>
</form>
<p>หลัง</p></body></html>
"""


def fields(page: str, form: int = 0) -> dict[str, object]:
    return dict(html.fromstring(page).forms[form].fields)


def test_everything_typed_stands_in_the_form_that_was_sent_and_in_no_other() -> None:
    typed = {"key": ["a"], "way": ['โทร "ด่วน" <b>'], "said": ["บรรทัด 1\r\nบรรทัด 2 &amp;"], "days": ["1"], "who": ["2"]}
    page = typed_again(PAGE, typed | {"at": ["99:99"], "act": ["told"], "csrfmiddlewaretoken": ["t"]})
    found = fields(page)
    assert found["way"] == 'โทร "ด่วน" <b>'
    assert str(found["said"]).split() == ["บรรทัด", "1", "บรรทัด", "2", "&amp;"]
    assert (found["days"], found["at"]) == ("1", "99:99")
    assert html.fromstring(page).forms[0].xpath(".//input[@checked]/@value") == ["2"]
    assert fields(page, 1)["way"] is None
    assert page.startswith("<!doctype html>\n<html><body><p>ก่อน</p>")
    assert page.endswith("<p>หลัง</p></body></html>\n")


def test_what_was_folded_away_is_open_where_something_was_typed() -> None:
    page = typed_again(PAGE, {"key": ["a"], "way": [""], "at": ["07:00"]})
    assert page.count('<details class="fold" open>') == 1
    assert "<details open><summary>เวลา" in page
    assert "<details><summary>เวลา" in typed_again(PAGE, {"key": ["a"], "way": ["โทร"], "at": [""]})


def test_the_fault_stands_beside_its_field_and_is_read_out_with_it() -> None:
    page = typed_again(PAGE, {"key": ["a"], "way": [""]}, "way", "โปรดเขียน")
    (way,) = html.fromstring(page).xpath("//input[@id='way']")
    assert way.get("aria-describedby") == "way-fault"
    assert way.getparent().get("class") == "field bad"
    assert way.getprevious().text_content() == "โปรดเขียน"
    select = typed_again(PAGE, {"key": ["a"], "days": ["7"]}, "days", "เลือกวัน")
    assert 'id="days-fault">เลือกวัน</p><select' in select


def test_secrets_are_typed_anew() -> None:
    assert not fields(typed_again(PAGE, {"key": ["a"], "way": ["x"], "code": ["123456"]}))["code"]


def test_a_page_without_the_form_or_with_two_alike_comes_back_as_it_is() -> None:
    two = '<form><input name="a"></form><form><input name="a"></form>'
    assert typed_again(two, {"a": ["x"]}) == two
    assert typed_again(PAGE, {"key": ["c"], "way": ["x"]}) == PAGE
    assert typed_again("<p>ไม่มีแบบฟอร์ม", {"a": ["x"]}) == "<p>ไม่มีแบบฟอร์ม"
    assert typed_again(two, {}) == two


def test_the_button_that_was_pressed_tells_two_forms_apart() -> None:
    one = '<form><input name="a"><button name="act" value="{}"></form>'
    two = one.format(1) + one.format(2)
    page = typed_again(two, {"a": ["x"], "act": ["2"]})
    assert (fields(page, 0)["a"], fields(page, 1)["a"]) == (None, "x")


anything = st.text(st.characters(exclude_categories=("Cs", "Cc"))) | st.sampled_from(
    ['"', "</textarea>", "<!--", "&quot;"]
)


@given(anything, anything)
def test_no_text_breaks_out_of_its_field(way: str, said: str) -> None:
    page = typed_again(PAGE, {"key": ["a"], "way": [way], "said": [said]})
    found = html.fromstring(page)
    assert len(found.forms) == 2
    assert len(found.forms[0].inputs) == len(html.fromstring(PAGE).forms[0].inputs)
    assert (found.forms[0].fields["way"] or "") == way
    assert found.xpath("//p[last()]")[-1].text == "หลัง"
