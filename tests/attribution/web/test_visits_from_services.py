"""Parts of the big engines on which nobody searches the web are websites of their own, and not a search."""

import pytest

from tests.attribution.web.visiting import seen


@pytest.mark.parametrize(
    ("referrer", "name", "channel"),
    [
        ("https://zhidao.baidu.com/question/1.html", "Baidu Zhidao", "Organic Social"),
        ("https://jingyan.baidu.com/article/1.html", "Baidu Jingyan", "Website"),
        ("https://baijiahao.baidu.com/s?id=1", "Baijiahao", "Website"),
        ("https://fanyi.baidu.com/", "Baidu Fanyi", "Website"),
        ("https://q.yandex.ru/", "Yandex Q", "Organic Social"),
        ("https://yandex.ru/q/question/1", "Yandex Q", "Organic Social"),
        ("https://forms.yandex.ru/u/1/", "Yandex Forms", "Website"),
        ("https://news.yandex.ru/", "Yandex News", "Website"),
        ("https://calendar.yandex.com/", "Yandex Calendar", "Website"),
        ("https://store.google.com/", "Google Store", "Website"),
        ("https://photos.google.com/", "Google Photos", "Website"),
        ("https://takeout.google.com/", "Google Takeout", "Website"),
        ("https://www.google.com/finance/quote/X", "Google Finance", "Website"),
        ("https://trends.google.com/", "Google Trends", "Website"),
        ("https://script.google.com/", "Google Docs", "Website"),
        ("https://drive.google.com/", "Google Drive", "Website"),
        ("https://meet.google.com/", "Google Meet", "Website"),
        ("https://calendar.google.com/", "Google Calendar", "Website"),
        ("https://ads.google.com/aw/campaigns", "Google Ads", "Website"),
        ("https://accounts.google.com/", None, "Direct"),
        ("https://chat.google.com/", "Google Chat", "Organic Social"),
        ("https://groups.google.com/g/x", "Google Groups", "Organic Social"),
        ("https://calendar.yahoo.com/", "Yahoo Calendar", "Website"),
        ("https://help.yahoo.com/", "Yahoo Help", "Website"),
        ("https://rewards.bing.com/", "Microsoft Rewards", "Website"),
        ("https://ads.microsoft.com/", "Microsoft Advertising", "Website"),
        ("https://in.naver.com/somebody", "Naver Influencer", "Website"),
        ("https://papago.naver.com/", "Papago", "Website"),
        ("https://ntp.msn.com/edge/ntp", "MSN News", "Website"),
        ("https://www.msn.com/en-gb/news/uknews/x/ar-1", "MSN News", "Website"),
        ("https://www.msn.com/en-us/money/markets/x", "MSN News", "Website"),
        ("https://direct.yandex.ru/", "Yandex Direct", "Website"),
        ("https://searchad.naver.com/", "Naver Search Ads", "Website"),
        # What is a search stays one.
        ("https://www.google.com/", "Google", "Organic Search"),
        ("https://images.google.com/", "Google", "Organic Search"),
        ("https://m.baidu.com/", "Baidu", "Organic Search"),
        ("https://yandex.ru/search/?text=x", "Yandex", "Organic Search"),
        ("https://m.search.naver.com/", "Naver", "Organic Search"),
        ("https://cn.bing.com/", "Bing", "Organic Search"),
        ("https://uk.search.yahoo.com/", "Yahoo", "Organic Search"),
        # A page in a cache is one of the site that it was taken from.
        ("https://www-legalblog-example-com.cdn.ampproject.org/", "legalblog.example.com", "Website"),
        ("https://my--blog-com.cdn.ampproject.org/v/s/my-blog.com/wills?amp_js_v=1", "my-blog.com", "Website"),
        ("https://cdn.ampproject.org/c/s/www.yelp.com/biz/1", "Yelp", "Local Listing"),
        ("https://www-firm-example.cdn.ampproject.org/c/s/www.firm.example/", "Google", "Organic Search"),
        ("https://cdn.ampproject.org/", "Google", "Organic Search"),
    ],
)
def test_a_service_is_no_search(referrer: str, name: str | None, channel: str) -> None:
    got = seen(referrer=referrer)
    assert (got[0], got[2]) == (name, channel)


def test_a_mark_of_the_merchant_center_proves_no_shopping() -> None:
    assert seen("srsltid=AfmB", "https://www.google.com/")[:3] == ("Google", "search engine", "Organic Search")
    assert seen("srsltid=AfmB", "https://shopping.google.com/")[2] == "Shopping"
    assert seen("srsltid=AfmB", "https://www.bing.com/")[0] == "Bing"


@pytest.mark.parametrize(
    "referrer",
    [
        "https://adsmanager.facebook.com/adsmanager/manage/campaigns",
        "https://www.facebook.com/ads/manager/",
        "https://business.facebook.com/latest/home",
        "https://ads.tiktok.com/i18n/dashboard",
        "https://ads.vk.com/",
        "https://ads.x.com/",
        "https://ads.pinterest.com/",
        "https://www.linkedin.com/campaignmanager/accounts/1",
        "https://advertising.amazon.com/",
        "https://ads.google.com/aw",
        "https://my.outbrain.com/",
        "https://searchads.apple.com/",
    ],
)
def test_where_advertisers_work_is_no_advertisement(referrer: str) -> None:
    assert seen(referrer=referrer)[1:4] == ("website", "Website", False)


@pytest.mark.parametrize(
    ("referrer", "kind"),
    [
        ("https://www.webmd.com/", "website"),
        ("https://www.webmd.com/back-pain/default.htm", "website"),
        ("https://doctor.webmd.com/doctor/x-1", "local listing"),
        ("https://care.webmd.com/", "local listing"),
        ("https://health.usnews.com/doctors/x-1", "local listing"),
        ("https://health.usnews.com/health-news/x", "website"),
        ("https://www.nerdwallet.com/", "website"),
        ("https://thervo.com/pros/1", "local listing"),
    ],
)
def test_a_general_site_is_a_listing_where_one_looks_for_somebody(referrer: str, kind: str) -> None:
    assert seen(referrer=referrer)[1] == kind


@pytest.mark.parametrize(
    ("referrer", "name", "channel", "phrase"),
    [
        ("https://www.idealista.com/pro/firm/", "idealista", "Local Listing", None),
        ("https://www.immobiliare.it/agenzie-immobiliari/1/", "Immobiliare.it", "Local Listing", None),
        ("https://www.funda.nl/makelaars/1/", "Funda", "Local Listing", None),
        ("https://www.daft.ie/", "Daft.ie", "Local Listing", None),
        ("https://www.propertyguru.com.sg/agent/1", "PropertyGuru", "Local Listing", None),
        ("https://www.finn.no/", "FINN.no", "Local Listing", None),
        ("https://www.1-800-dentist.com/", "1-800-Dentist", "Local Listing", None),
        ("https://www.zankyou.es/", "Zankyou", "Local Listing", None),
        ("https://www.urbancompany.com/", "Urban Company", "Local Listing", None),
        ("https://exit.sc/?url=https%3A%2F%2Ffirm.example", "SoundCloud", "Organic Social", None),
        ("https://search.marginalia.nu/search?query=oak+floor", "Marginalia", "Organic Search", "oak floor"),
        ("https://4get.ca/web?s=oak+floor", "4get", "Organic Search", "oak floor"),
        ("https://leta.mullvad.net/?q=oak+floor", "Mullvad Leta", "Organic Search", "oak floor"),
    ],
)
def test_listings_and_engines_of_more_countries(referrer: str, name: str, channel: str, phrase: str | None) -> None:
    got = seen(referrer=referrer)
    assert (got[0], got[2], got[4]) == (name, channel, phrase)
