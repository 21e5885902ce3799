"""Visits from search engines of the world: who it was, and what was typed, in the engine's parameter and characters.

Addresses are of the form that the engines' result pages have, or had in the years in which they sent phrases.
"""

import pytest

from tests.attribution.web.visiting import seen

ENGINE = "search engine"


@pytest.mark.parametrize(
    ("referrer", "name", "phrase"),
    [
        # Browsers send only the origin today.
        ("https://www.google.com/", "Google", None),
        ("https://www.google.co.uk", "Google", None),
        ("https://google.com.br/", "Google", None),
        ("https://www.google.cat/", "Google", None),
        ("https://www.bing.com/", "Bing", None),
        ("https://duckduckgo.com/", "DuckDuckGo", None),
        ("https://search.yahoo.com/", "Yahoo", None),
        ("https://r.search.yahoo.com/", "Yahoo", None),
        ("https://www.ecosia.org/", "Ecosia", None),
        ("https://search.brave.com/", "Brave Search", None),
        ("https://www.startpage.com/", "Startpage", None),
        ("https://www.qwant.com/", "Qwant", None),
        ("https://yandex.ru/", "Yandex", None),
        ("https://ya.ru/", "Yandex", None),
        ("https://www.baidu.com/link?url=K2bX&wd=&eqid=9a", "Baidu", None),
        ("https://m.baidu.com/", "Baidu", None),
        ("https://search.naver.com/", "Naver", None),
        ("https://www.sogou.com/", "Sogou", None),
        ("https://kagi.com/", "Kagi", None),
        # Google's result pages of more than one kind are Google.
        ("http://www.google.com/search?hl=en&q=probate+lawyer+quincy&btnG=Search", "Google", "probate lawyer quincy"),
        ("http://www.google.de/search?ie=UTF-8&q=%C3%BCberschuldung", "Google", "überschuldung"),
        ("http://www.google.fr/search?q=conseil+cr%E9dit&ie=ISO-8859-1", "Google", "conseil crédit"),
        ("http://www.google.com/#hl=en&q=tax+advice", "Google", "tax advice"),
        ("https://www.google.com/url?sa=t&rct=j&q=&esrc=s&url=https%3A%2F%2Ffirm.example%2F", "Google", None),
        ("https://www.google.com/url?q=https://firm.example/&sa=D", "Google", None),
        ("http://images.google.com/imgres?imgurl=x&prev=/images%3Fq%3Doak%2Bdoor%26hl%3Den", "Google", "oak door"),
        ("http://www.google.ca/imgres?q=roof+repair&imgurl=http://x/a.jpg", "Google", "roof repair"),
        ("https://news.google.com/articles/CBMi", "Google", None),
        ("http://www.google.com/cse?cx=1&q=estate+planning", "Google", "estate planning"),
        ("https://www.google.com/search?as_q=&as_epq=living+will", "Google", "living will"),
        ("http://webcache.googleusercontent.com/search?q=cache:hJ2gk_Xyz:firm.example/+wills", "Google", "wills"),
        ("https://www-firm-example.cdn.ampproject.org/", "Google", None),
        ("https://www.google.com/search?q=https://firm.example", "Google", None),
        ("https://www.google.com/search?q=site:firm.example", "Google", None),
        # Other engines worldwide, each with its own parameter.
        ("http://www.bing.com/search?q=loft+conversion&go=&qs=n", "Bing", "loft conversion"),
        ("https://cn.bing.com/search?q=%E7%A8%8E%E5%8A%A1", "Bing", "税务"),
        ("http://search.live.com/results.aspx?q=dentist", "Bing", "dentist"),
        ("http://search.msn.com/results.aspx?q=boiler+repair&FORM=MSNH", "Bing", "boiler repair"),
        ("http://uk.search.yahoo.com/search?p=conveyancing&fr=yfp", "Yahoo", "conveyancing"),
        ("http://search.yahoo.com/search;_ylt=A0oG?p=family+court", "Yahoo", "family court"),
        ("http://images.search.yahoo.com/search/images?p=patio", "Yahoo", "patio"),
        ("https://duckduckgo.com/?q=accountant+near+me&ia=web", "DuckDuckGo", "accountant near me"),
        ("http://search.aol.com/aol/search?query=wills&invocationType=topsearchbox", "AOL", "wills"),
        ("http://search.aol.co.uk/aol/search?q=solicitor", "AOL", "solicitor"),
        ("http://www.ask.com/web?q=how+to+sue&qsrc=0", "Ask", "how to sue"),
        ("http://uk.ask.com/web?q=probate", "Ask", "probate"),
        ("https://www.startpage.com/do/search?query=immigration+law", "Startpage", "immigration law"),
        ("https://swisscows.com/web?query=treuhand", "Swisscows", "treuhand"),
        ("https://www.dogpile.com/search/web?q=locksmith", "Dogpile", "locksmith"),
        ("http://search.mywebsearch.com/mywebsearch/GGmain.jhtml?searchfor=plumber", "MyWebSearch", "plumber"),
        ("http://msxml.excite.com/info.xcite/ws/results/Web/roof%20leak/1/0/0/Relevance/", "Excite", "roof leak"),
        ("http://search.conduit.com/Results.aspx?q=oven+repair&ctid=CT1", "Conduit.com", "oven repair"),
        ("http://search.comcast.net/?q=estate+lawyer&cat=web", "Comcast", "estate lawyer"),
        ("https://www.mojeek.com/search?q=notary", "Mojeek", "notary"),
        ("https://presearch.com/search?q=notary", "Presearch", "notary"),
        # Russia and its neighbours.
        ("http://yandex.ru/yandsearch?text=%D1%8E%D1%80%D0%B8%D1%81%D1%82&lr=213", "Yandex", "юрист"),
        ("http://yandex.ru/yandsearch?text=%FE%F0%E8%F1%F2", "Yandex", "юрист"),
        ("https://yandex.com.tr/search/?text=avukat", "Yandex", "avukat"),
        ("https://yandex.kz/clck/jsredir?from=yandex.kz&text=&etext=1.2", "Yandex", None),
        ("http://images.yandex.ru/yandsearch?text=%D0%B4%D0%B2%D0%B5%D1%80%D1%8C", "Yandex", "дверь"),
        ("http://go.mail.ru/search?q=%E0%E4%E2%EE%EA%E0%F2", "Mail.ru", "адвокат"),
        ("http://nova.rambler.ru/search?query=%D0%BD%D0%BE%D1%82%D0%B0%D1%80%D0%B8%D1%83%D1%81", "Rambler", "нотариус"),
        ("http://www.nigma.ru/index.php?s=%F0%E5%EC%EE%ED%F2", "Nigma", "ремонт"),
        # China, Japan, Korea, Taiwan.
        ("http://www.baidu.com/s?wd=%C2%C9%CA%A6&ie=gb2312", "Baidu", "律师"),
        ("http://www.baidu.com/s?wd=%E5%BE%8B%E5%B8%88", "Baidu", "律师"),
        ("https://m.baidu.com/from=844b/s?word=%E5%BE%8B%E5%B8%88", "Baidu", "律师"),
        ("http://www.sogou.com/web?query=%C2%C9%CA%A6", "Sogou", "律师"),
        ("http://m.sogou.com/web/searchList.jsp?keyword=%E5%BE%8B%E5%B8%88", "Sogou", "律师"),
        ("https://www.so.com/s?ie=utf-8&q=%E5%BE%8B%E5%B8%88", "360 Search", "律师"),
        ("http://www.soso.com/q?w=%C2%C9%CA%A6", "Soso", "律师"),
        ("https://m.sm.cn/s?q=%E5%BE%8B%E5%B8%88", "Shenma", "律师"),
        ("http://search.yahoo.co.jp/search?p=%C0%C7%CD%FD%BB%CE&ei=EUC-JP", "Yahoo", "税理士"),
        ("http://search.goo.ne.jp/web.jsp?MT=%E5%BC%81%E8%AD%B7%E5%A3%AB&IE=UTF-8", "goo", "弁護士"),
        ("http://www.excite.co.jp/search.gw?search=%95%D9%8C%EC%8Em", "Excite", "弁護士"),
        ("https://search.naver.com/search.naver?where=nexearch&query=%EB%B3%80%ED%98%B8%EC%82%AC", "Naver", "변호사"),
        ("http://search.naver.com/search.naver?query=%BA%AF%C8%A3%BB%E7", "Naver", "변호사"),
        ("https://search.daum.net/search?w=tot&q=%EC%84%B8%EB%AC%B4%EC%82%AC", "Daum", "세무사"),
        ("http://search.nate.com/search/all.html?q=%BA%AF%C8%A3%BB%E7", "Nate", "변호사"),
        ("http://search.yam.com/Search/Web/?SearchType=web&k=%AB%DF%AEv", "Yam", "律師"),
        ("https://coccoc.com/search?query=lu%E1%BA%ADt+s%C6%B0", "Cốc Cốc", "luật sư"),
        # Europe.
        ("https://search.seznam.cz/?q=advok%C3%A1t&count=10", "Seznam", "advokát"),
        ("http://search.centrum.cz/index.php?q=pr%E1vn%EDk", "Centrum", "právník"),
        ("http://szukaj.onet.pl/query.html?qt=ksi%EAgowa", "Onet.pl", "księgowa"),
        ("http://szukaj.wp.pl/szukaj.html?szukaj=prawnik", "Wirtualna Polska", "prawnik"),
        ("http://suche.t-online.de/fast-cgi/tsc?q=anwalt&mandant=toi", "T-Online", "anwalt"),
        ("http://suche.web.de/search/web/?su=steuerberater", "Web.de", "steuerberater"),
        ("https://suche.gmx.net/web?q=notar", "GMX", "notar"),
        ("http://suche.freenet.de/suche/?query=klempner", "Freenet", "klempner"),
        ("http://meta.rrzn.uni-hannover.de/meta/cgi-bin/meta.ger1?eingabe=patentanwalt", "MetaGer", "patentanwalt"),
        ("http://lemoteur.orange.fr/?kw=notaire&module=orange", "Orange", "notaire"),
        ("http://search.free.fr/google.pl?qs=avocat", "Free", "avocat"),
        ("http://ricerca.virgilio.it/ricerca?qs=avvocato", "Virgilio", "avvocato"),
        ("http://arianna.libero.it/search/abin/integrata.cgi?query=idraulico", "Libero", "idraulico"),
        ("http://pesquisa.sapo.pt/?q=advogado", "Sapo", "advogado"),
        ("http://busca.uol.com.br/web/?q=dentista", "UOL", "dentista"),
        ("http://www.eniro.se/query?search_word=tandl%E4kare", "Eniro", "tandläkare"),
        ("http://www.kvasir.no/alle?q=advokat", "Kvasir", "advokat"),
        ("http://www.zoznam.sk/hladaj.fcgi?s=pr%E1vnik&co=svet", "Zoznam", "právnik"),
        ("http://www.1.cz/s/pr%C3%A1vn%C3%ADk/", "1.cz", "právník"),
        # JavaScript's own escapes, and escapes that were escaped again on the way.
        ("http://www.baidu.com/s?wd=%u5F8B%u5E08", "Baidu", "律师"),
        ("https://www.google.com/search?q=%25D1%258E%25D1%2580%25D0%25B8%25D1%2581%25D1%2582", "Google", "юрист"),
        ("https://www.google.com/search?q=100%25+cotton+%26+wool", "Google", "100% cotton & wool"),
        ("https://www.google.com/search?q=a%zzb", "Google", "a%zzb"),
        ("HTTPS://WWW.GOOGLE.COM:443/search?Q=Tax", "Google", "Tax"),
    ],
)  # fmt: skip
def test_an_engine_is_known_with_its_phrase(referrer: str, name: str, phrase: str | None) -> None:
    assert seen(referrer=referrer) == (name, ENGINE, "Organic Search", False, phrase)


@pytest.mark.parametrize(
    "referrer",
    [
        "https://www.googleadservices.com/pagead/aclk?sa=L&ai=C1",
        "https://www.google.com/aclk?sa=l&ai=D1",
        "https://www.bing.com/aclick?ld=e8",
        "https://yabs.yandex.ru/count/WZy",
        "https://adcr.naver.com/adcr?x=1",
        "https://syndicatedsearch.goog/",
    ],
)
def test_a_page_that_only_advertisements_lead_through_was_paid_for(referrer: str) -> None:
    assert seen(referrer=referrer)[1:4] == (ENGINE, "Paid Search", True)


@pytest.mark.parametrize(
    ("address", "phrase"),
    [
        # Bytes that are GB 18030, EUC-KR or EUC-JP and by chance also UTF-8.
        ("https://www.sogou.com/web?query=%CB%B0", "税"),
        ("https://www.sogou.com/web?query=%CB%B0%CE%B1", "税伪"),
        ("https://www.baidu.com/s?wd=2024+%CB%B0", "2024 税"),
        # Words of other scripts, and the engine's own in UTF-8.
        ("https://www.sogou.com/web?query=caf%C3%A9", "café"),
        ("https://www.baidu.com/s?wd=%D0%BD%D0%B0%D0%BB%D0%BE%D0%B3", "налог"),
        ("https://www.baidu.com/s?wd=%E7%A8%8E", "税"),
        ("https://www.baidu.com/s?wd=%CB%B0&ie=utf-8", None),
        ("https://www.baidu.com/s?wd=%CB%B0&ie=gb2312", "税"),
        ("https://search.naver.com/search.naver?query=%EC%84%B8%EB%AC%B4%EC%82%AC", "세무사"),
        ("https://www.google.de/search?q=%C3%A4", "ä"),
    ],
)
def test_a_phrase_that_two_character_sets_can_read(address: str, phrase: str | None) -> None:
    assert seen(referrer=address)[4] == phrase
