"""Answers in other languages that name nobody: friends, relatives, searches, and that the client does not know."""

import pytest

from attribution import Directory, Entity, Entry, Kind, attribute
from tests.attribution.people_of_quincy import ENTRIES, quincy


@pytest.mark.parametrize(
    "answer",
    [
        "朋友介绍的",
        "我邻居推荐的",
        "我妹妹介绍来的",
        "教会的朋友推荐的",
        "朋友推薦",
        "友達に紹介されました",
        "職場の同僚に勧められて",
        "近所の人に聞いて",
        "친구가 소개해 줬어요",
        "지인 소개",
        "회사 동료가 추천해 줬습니다",
        "mi comadre, ella viene con ustedes",
        "me recomendaron unos conocidos",
        "une amie",
        "c'est ma belle-sœur qui vous a recommandés",
        "auf Empfehlung von Freunden",
        "über Bekannte",
        "z polecenia znajomych",
        "od znajomego",
        "по рекомендации друзей",
        "от знакомой",
        "minha cunhada já foi aí",
        "por um conhecido",
        "un'amica",
        "consigliato da un conoscente",
        "صديقتي أخبرتني عنكم",
        "زميل في العمل",
        "bạn cùng chỗ làm",
    ],
)
def test_an_unnamed_friend_is_one_in_every_language(answer: str) -> None:
    result = attribute(answer, quincy())
    assert result.decision == "auto"
    assert [credit.source.kind for credit in result.introduced_by()] == [Kind.WORD_OF_MOUTH]


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        ("老客户介绍的", Kind.EXISTING_CLIENT),
        ("以前来过", Kind.EXISTING_CLIENT),
        ("网上找到的", Kind.SEARCH_ENGINE),
        ("인터넷 검색", Kind.SEARCH_ENGINE),
        ("ネットで見つけました", Kind.SEARCH_ENGINE),
        ("在大华超市门口看到你们的海报", Kind.ADVERTISEMENT),
    ],
)
def test_what_else_a_whole_answer_tells_is_known(answer: str, kind: Kind) -> None:
    result = attribute(answer, quincy())
    assert result.decision == "auto"
    assert [credit.source.kind for credit in result.introduced_by()] == [kind]


@pytest.mark.parametrize(
    "answer", ["路过看到的", "지나가다가 봤어요", "通りかかって見ました", "мимо проходила, увидела вывеску"]
)
def test_whoever_passed_by_says_so(answer: str) -> None:
    assert [credit.source.name for credit in attribute(answer, quincy()).introduced_by()] == ["Walk-by"]


@pytest.mark.parametrize(
    "answer",
    [
        "不记得了",
        "忘了",
        "わかりません",
        "忘れてしまいました",
        "몰라요",
        "기억 안 나요",
        "لا أذكر",
        "ich weiß es nicht mehr",
        "j'ai oublié",
        "dinna ken",
        "dunno like",
        "divvent knaa pet",
        "nae idea",
        "not the foggiest pet",
        "hell if I know",
    ],
)
def test_who_does_not_know_is_not_asked(answer: str) -> None:
    people = [*ENTRIES, Entry("61", "Donna Dunn", Kind.PARTNER, Entity.PERSON, occupation="baker")]
    assert attribute(answer, Directory(people)).decision == "none"


@pytest.mark.parametrize(
    "answer",
    [
        "老王介绍的",
        "朋友王大明介绍的",
        "友達の佐藤さんに聞いて",
        "친구 민지가 소개했어요",
        "이서 소개",
        "моя подруга Галина",
    ],
)
def test_whoever_is_named_is_asked_about(answer: str) -> None:
    assert attribute(answer, quincy()).decision == "review"


def test_whom_the_directory_has_under_such_a_word_is_looked_up() -> None:
    shop = Directory([*ENTRIES, Entry("62", "朋友", Kind.PARTNER, Entity.BUSINESS, occupation="teahouse")])
    assert [credit.source.name for credit in attribute("朋友", shop).introduced_by()] == ["朋友"]
