from phrom.core.values.thai_number import in_digits, thai_digits


def test_digits_become_thai_but_words_with_latin_letters_stay() -> None:
    assert thai_digits("COVID-19 ระบาดปี 2563 ใน 14 หมู่บ้าน (มอก. 22301-2553)") == (
        "COVID-19 ระบาดปี ๒๕๖๓ ใน ๑๔ หมู่บ้าน (มอก. ๒๒๓๐๑-๒๕๕๓)"
    )


def test_a_text_has_one_form_of_digits_whatever_it_was_written_in() -> None:
    assert in_digits("ภายใน ๒๔ ชม. หรือ 1 วัน", "arabic") == "ภายใน 24 ชม. หรือ 1 วัน"
    assert in_digits("ภายใน ๒๔ ชม. หรือ 1 วัน", "thai") == "ภายใน ๒๔ ชม. หรือ ๑ วัน"
