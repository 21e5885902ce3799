"""Thai, Lao, Khmer, Burmese and Sinhala: letters that are heard in another order than they are written in."""

import pytest

from attribution import Directory, Entity, Entry, Kind, attribute, fold
from attribution.entries.spelt import words_spelt
from attribution.words.abugidas import heard, may_end
from attribution.words.letters import script_of, ways_of
from attribution.words.text import tokens_of

SPELT = [
    ("สมชาย", "somchai"), ("ณัฐพล", "nattapon"), ("ณัฐพล", "nattaphol"), ("ณัฐพล", "natthaphon"),
    ("เกรียงไกร", "kriangkrai"),
    ("เกษม", "kasem"), ("เฉลิมชัย", "chalermchai"), ("เจริญ", "charoen"), ("จันทร์", "chan"),
    ("พันธุ์ศักดิ์", "pansak"),
    ("สุวรรณ", "suwan"), ("พรทิพย์", "porntip"), ("เพชร", "petch"), ("ธนวัฒน์", "thanawat"), ("อรุณ", "arun"),
    ("เดวิด", "david"),
    ("จอห์น", "john"), ("วิลเลียม", "william"), ("เจมส์", "james"), ("ชาร์ลส์", "charles"), ("สมิธ", "smith"),
    ("ວິໄລ", "vilay"), ("ຄຳພູ", "khamphou"), ("ບຸນທັນ", "bounthanh"), ("ແກ້ວ", "keo"), ("ສົມສັກ", "somsak"),
    ("ເດວິດ", "david"),
    ("សុខ", "sok"), ("ភាន់", "phan"), ("សុភាព", "sopheap"), ("វាសនា", "veasna"), ("ពិសិដ្ឋ", "piseth"),
    ("ដេវីដ", "david"),
    ("ចន", "john"), ("រដ្ឋា", "ratha"), ("សំណាង", "samnang"),
    ("အောင်", "aung"), ("မြင့်", "myint"), ("ကျော်", "kyaw"), ("ထွန်း", "tun"), ("ထွန်း", "htun"),
    ("ရွှေ", "shwe"), ("လှ", "hla"),
    ("သန်း", "than"), ("နိုင်", "naing"), ("ဖြိုး", "phyo"), ("စန္ဒာ", "sanda"), ("ညွန့်", "nyunt"),
    ("ဒေးဗစ်", "david"), ("ဂျွန်", "john"),
    ("සුනිල්", "sunil"), ("පෙරේරා", "perera"), ("රණසිංහ", "ranasinghe"), ("චන්ද්‍රිකා", "chandrika"),
    ("රාජපක්ෂ", "rajapaksa"),
    ("දිසානායක", "dissanayake"), ("ඩේවිඩ්", "david"), ("ජෝන්", "john"), ("ස්මිත්", "smith"),
]  # fmt: skip


@pytest.mark.parametrize(("raw", "word"), SPELT)
def test_a_name_may_be_what_its_bearers_write(raw: str, word: str) -> None:
    assert word in words_spelt(raw, Directory([Entry("1", f"{word} Zzz", entity=Entity.PERSON)]))


@pytest.mark.parametrize(
    ("raw", "word"),
    [("สมชาย", "somsak"), ("ณัฐพล", "natnicha"), ("เกษม", "kamon"), ("ວິໄລ", "vilasack"), ("ភាន់", "phala"),
     ("အောင်", "ang"),
     ("ထွန်း", "thein"), ("සුනිල්", "sunali"), ("රණසිංහ", "ranaweera")],
)  # fmt: skip
def test_a_name_is_no_other_that_begins_alike(raw: str, word: str) -> None:
    assert words_spelt(raw, Directory([Entry("1", f"{word} Zzz", entity=Entity.PERSON)])) == ()


@pytest.mark.parametrize(
    ("word", "folded"),
    [("สมชาย", "somchai"), ("วิชัย", "wichai"), ("เกรียง", "kriang"), ("จันทร์", "chan"), ("ວິໄລ", "vilai"),
     ("ຄຳພອນ", "khamphon"),
     ("ភាន់", "phan"), ("បុប្ផា", "bopha"), ("ကျော်", "kyaw"), ("လှိုင်", "hlaing"), ("සුනිල්", "sunil"),
     ("පෙරේරා", "perera"),
     ("ร้าน ABC", "ran abc")],
)  # fmt: skip
def test_text_is_folded_as_it_is_heard(word: str, folded: str) -> None:
    assert fold(word) == folded


def test_signs_belong_to_the_letter_before_them() -> None:
    for word in ("เพื่อน", "ທ່ານ", "ណែនាំ", "အောင်မြင့်", "ප්‍රනාන්දු"):
        assert [token.raw for token in tokens_of(word)] == [word]


def test_vowels_that_stand_before_their_consonant_are_heard_behind_it() -> None:
    assert heard("เก็บ") == ("ก", "เ", "บ", "_")
    assert heard("ໄມ") == ("ມ", "ໄ")
    assert heard("ភ្ន") == ("ភ", "ន", "_")
    assert heard("မန္တ") == ("မ", "န", "\u103a", "တ", "_")


def test_a_word_does_not_end_between_a_letter_and_its_signs() -> None:
    assert [place for place in range(1, 6) if may_end("มาลี", place)] == [2, 4, 5]
    assert [place for place in range(1, 10) if may_end("အောင်လှ", place)] == [5, 7, 8, 9]


def test_a_name_written_so_in_the_directory_is_found_in_latin_letters_and_in_its_own() -> None:
    directory = Directory(
        [Entry("1", "สมชาย ใจกว้าง", entity=Entity.PERSON), Entry("2", "සුනිල් පෙරේරා", entity=Entity.PERSON)]
    )
    assert [credit.source.id for credit in attribute("สมชาย ใจกว้าง", directory).introduced_by()] == ["1"]
    assert [credit.source.id for credit in attribute("සුනිල් පෙරේරා", directory).introduced_by()] == ["2"]
    assert [credit.source.id for credit in attribute("Sunil Perera", directory).introduced_by()] == ["2"]


TOLD = [
    ("เพื่อนแนะนำมา", Kind.WORD_OF_MOUTH), ("แม่ของฉันบอกค่ะ", Kind.WORD_OF_MOUTH),
    ("เพื่อนที่ทำงาน", Kind.WORD_OF_MOUTH),
    ("ໝູ່ແນະນຳ", Kind.WORD_OF_MOUTH), ("មិត្តភក្តិណែនាំ", Kind.WORD_OF_MOUTH),
    ("သူငယ်ချင်းပြောတယ်", Kind.WORD_OF_MOUTH),
    ("මගේ යාළුවා කිව්වා", Kind.WORD_OF_MOUTH), ("หาในอินเทอร์เน็ต", Kind.SEARCH_ENGINE),
    ("အင်တာနက်မှာ ရှာတွေ့တယ်", Kind.SEARCH_ENGINE),
    ("តាមអ៊ីនធឺណិត", Kind.SEARCH_ENGINE), ("අන්තර්ජාලයෙන්", Kind.SEARCH_ENGINE), ("เคยมาแล้ว", Kind.EXISTING_CLIENT),
    ("ເຄີຍມາແລ້ວ", Kind.EXISTING_CLIENT), ("කලින් ආවා", Kind.EXISTING_CLIENT), ("ඔබේ වෙබ් අඩවියෙන්", Kind.WEBSITE),
]  # fmt: skip


@pytest.mark.parametrize(("answer", "kind"), TOLD)
def test_what_is_told_without_a_name_is_known(answer: str, kind: Kind) -> None:
    directory = Directory([Entry("1", "Joe Ferrante", entity=Entity.PERSON)])
    assert [credit.source.kind for credit in attribute(answer, directory).introduced_by()] == [kind]


@pytest.mark.parametrize("answer", ["จำไม่ได้ค่ะ", "ບໍ່ຮູ້", "ភ្លេច\u200bហើយ", "မသိဘူး", "දන්නේ නැහැ"])
def test_nothing_to_say_is_nothing(answer: str) -> None:
    directory = Directory([Entry("1", "Joe Ferrante", entity=Entity.PERSON)])
    assert attribute(answer, directory).decision == "none"


@pytest.mark.parametrize("answer", ["ໝໍ", "මම", "นะ", "เพื่อนชื่อสมหญิง แนะนำมา", "මගේ නම සමන්"])
def test_a_word_does_not_become_one_of_english(answer: str) -> None:
    directory = Directory([Entry("1", "Joe Ferrante", entity=Entity.PERSON)])
    assert attribute(answer, directory).introduced_by() == ()


def test_a_word_of_theirs_does_not_become_one_in_latin_letters() -> None:
    directory = Directory([Entry("1", "Joe Ferrante", entity=Entity.PERSON)])
    assert [credit.source.kind for credit in attribute("අම්මා", directory).introduced_by()] == [Kind.WORD_OF_MOUTH]
    assert attribute("amma from temple", directory).introduced_by() == ()


def test_khmer_names_are_found_between_spaces_without_width() -> None:
    directory = Directory([Entry("1", "Sopheap Chea", entity=Entity.PERSON)])
    credits = attribute("លោក\u200bសុភាព\u200bជា\u200bណែនាំ", directory).introduced_by()
    assert [credit.source.id for credit in credits] == ["1"]


@pytest.mark.parametrize("answer", ["ကိုဇော်မင်း ပြောတယ်", "ဇော်မင်းဦး", "မင်းဇော်ထွန်း", "ဇော် ထွန်း မင်း", "ဇော်မင်းထွန်းဦး"])
def test_each_word_less_or_more_makes_another_name_in_burmese(answer: str) -> None:
    directory = Directory([Entry("1", "Zaw Min Htun", entity=Entity.PERSON, occupation="plumber")])
    assert attribute(answer, directory).introduced_by() == ()
    assert attribute("ကိုဇော်မင်းထွန်း ပြောတယ်", directory).introduced_by()


@pytest.mark.parametrize(
    "answer", ["คุณแก้วมณี พยาบาล", "มานะ แก้วมณี พยาบาล", "พยาบาลมานะ แก้วมณี", "พรเทพ แก้วมณี พยาบาล", "ແກ້ວມະນີ ພະຍາບານ"]
)
def test_a_surname_is_the_first_name_of_another(answer: str) -> None:
    directory = Directory([Entry("1", "Supaporn Kaewmanee", entity=Entity.PERSON, occupation="nurse")])
    assert attribute(answer, directory).introduced_by() == ()
    for called in ("พยาบาลสุภาพร", "สุภาพร แก้วมณี"):
        assert [credit.source.id for credit in attribute(called, directory).introduced_by()] == ["1"]


def test_a_title_behind_a_name_is_a_name() -> None:
    directory = Directory([Entry("1", "Samnang Chan", entity=Entity.PERSON, occupation="mechanic")])
    assert attribute("ចាន់ កញ្ញា ជាងជួសជុលឡាន", directory).introduced_by() == ()
    assert attribute("លោក ចាន់ សំណាង ជាងជួសជុលឡាន", directory).introduced_by()


@pytest.mark.parametrize(("first", "last"), [(0x0D80, 0x0DFF), (0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF)])
def test_every_two_letters_and_signs_are_read(first: int, last: int) -> None:
    letters = [chr(code) for code in range(first, last + 1)]
    for one in letters:
        for other in letters:
            folded = fold(f"{one}{other}")
            # Letters that no table has stay what they are where nothing else is left.
            assert folded.isascii() or not any(map(str.isascii, folded.replace(" ", "")))
            assert heard(one + other) is not None


@pytest.mark.parametrize("script", ["thai", "lao", "khmer", "burmese", "sinhala"])
def test_each_table_is_of_one_script(script: str) -> None:
    ways, _ = ways_of(script)
    letters = {letter for key in ways for letter in key if not letter.isascii()}
    assert {script_of(letter) for letter in letters} == {script}
