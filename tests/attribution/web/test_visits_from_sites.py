"""Visits from networks, video, listings, shops, mail, assistants, apps, websites, and what only passes through."""

import pytest

from tests.attribution.web.visiting import seen

SOCIAL, LISTING, AI = "social network", "local listing", "AI assistant"


@pytest.mark.parametrize(
    ("referrer", "name"),
    [
        ("https://www.facebook.com/", "Facebook"),
        ("https://m.facebook.com/story.php?id=1", "Facebook"),
        ("https://l.facebook.com/l.php?u=https%3A%2F%2Ffirm.example", "Facebook"),
        ("https://lm.facebook.com/", "Facebook"),
        ("https://fb.me/3x", "Facebook"),
        ("https://l.messenger.com/", "Facebook"),
        ("https://l.instagram.com/?u=https%3A%2F%2Ffirm.example&e=AT", "Instagram"),
        ("https://www.instagram.com/", "Instagram"),
        ("https://l.threads.net/?u=x", "Threads"),
        ("https://t.co/Ab3xYz", "Twitter"),
        ("https://mobile.twitter.com/", "Twitter"),
        ("https://x.com/", "Twitter"),
        ("https://www.linkedin.com/feed/", "LinkedIn"),
        ("https://lnkd.in/eXy", "LinkedIn"),
        ("https://www.tiktok.com/", "TikTok"),
        ("https://vm.tiktok.com/ZM", "TikTok"),
        ("https://www.pinterest.co.uk/pin/1/", "Pinterest"),
        ("https://pin.it/4x", "Pinterest"),
        ("https://old.reddit.com/r/legaladvice/", "Reddit"),
        ("https://out.reddit.com/t3_1?url=x", "Reddit"),
        ("https://away.vk.com/away.php?to=x", "VK"),
        ("https://vk.com/away.php?to=x", "VK"),
        ("https://m.ok.ru/dk?st.cmd=x", "Odnoklassniki"),
        ("https://www.xing.com/", "XING"),
        ("https://web.whatsapp.com/", "WhatsApp"),
        ("https://l.wl.co/l?u=x", "WhatsApp"),
        ("https://web.telegram.org/k/", "Telegram"),
        ("https://t.me/s/quincy", "Telegram"),
        ("https://discord.com/channels/1", "Discord"),
        ("https://app.slack.com/client/T1", "Slack"),
        ("https://www.snapchat.com/", "Snapchat"),
        ("https://www.quora.com/What-is-probate", "Quora"),
        ("https://bsky.app/profile/x", "Bluesky"),
        ("https://go.bsky.app/redirect?u=x", "Bluesky"),
        ("https://mastodon.social/@x", "Mastodon"),
        ("https://fosstodon.org/@x", "Mastodon"),
        ("https://quincy.tumblr.com/post/1", "Tumblr"),
        ("https://weibo.com/u/1", "Weibo"),
        ("https://mp.weixin.qq.com/s/x", "WeChat"),
        ("https://link.zhihu.com/?target=x", "Zhihu"),
        ("https://tieba.baidu.com/p/1", "Baidu Tieba"),
        ("https://blog.naver.com/x/1", "Naver Blog"),
        ("https://cafe.naver.com/x", "Naver Cafe"),
        ("https://my.mail.ru/mail/x/", "my.mail.ru"),
        ("https://dzen.ru/a/x", "Dzen"),
        ("https://plus.google.com/+x", "Google+"),
        ("https://groups.google.com/g/x", "Google Groups"),
        ("https://news.ycombinator.com/item?id=1", "Hacker News"),
        ("https://superuser.com/q/1", "Stack Exchange"),
        ("https://www.mumsnet.com/talk/x", "Mumsnet"),
        ("https://linktr.ee/quincy", "Linktree"),
    ],
)
def test_a_network_or_messenger(referrer: str, name: str) -> None:
    assert seen(referrer=referrer) == (name, SOCIAL, "Organic Social", False, None)


@pytest.mark.parametrize(
    ("referrer", "name", "phrase"),
    [
        ("https://www.youtube.com/watch?v=1", "YouTube", None),
        ("https://m.youtube.com/results?search_query=fix+a+tap", "YouTube", "fix a tap"),
        ("https://youtu.be/1", "YouTube", None),
        ("https://player.vimeo.com/video/1", "Vimeo", None),
        ("https://www.dailymotion.com/video/1", "Dailymotion", None),
        ("https://www.twitch.tv/x", "Twitch", None),
        ("https://www.bilibili.com/video/1", "Bilibili", None),
        ("https://rutube.ru/video/1", "RuTube", None),
    ],
)
def test_a_video_site(referrer: str, name: str, phrase: str | None) -> None:
    assert seen(referrer=referrer) == (name, SOCIAL, "Video", False, phrase)


@pytest.mark.parametrize(
    ("referrer", "name", "phrase"),
    [
        ("https://maps.google.com/maps?q=notary+quincy&cid=1", "Google Maps", "notary quincy"),
        ("https://www.google.com/maps/place/x", "Google Maps", None),
        ("https://www.google.co.uk/maps?q=dentist", "Google Maps", "dentist"),
        ("https://maps.app.goo.gl/x", "Google Maps", None),
        ("https://www.google.com/search?q=dentist&tbm=lcl", "Google Maps", "dentist"),
        ("https://business.google.com/", "Google Business Profile", None),
        ("https://g.page/x", "Google Business Profile", None),
        ("https://ferrante.business.site/", "Google Business Profile", None),
        ("https://www.yelp.com/search?find_desc=divorce+lawyer&find_loc=Quincy", "Yelp", "divorce lawyer"),
        ("https://m.yelp.ca/biz/x", "Yelp", None),
        ("https://nextdoor.com/news_feed/", "Nextdoor", None),
        ("https://nextdoor.co.uk/", "Nextdoor", None),
        ("https://www.angi.com/companylist/x", "Angi", None),
        ("https://www.thumbtack.com/ma/quincy/x", "Thumbtack", None),
        ("https://www.houzz.com/pro/x", "Houzz", None),
        ("https://www.avvo.com/attorneys/x.html", "Avvo", None),
        ("https://lawyers.justia.com/lawyer/x", "Justia", None),
        ("https://www.zocdoc.com/doctor/x", "Zocdoc", None),
        ("https://www.healthgrades.com/dentist/x", "Healthgrades", None),
        ("https://www.checkatrade.com/trades/x", "Checkatrade", None),
        ("https://uk.trustpilot.com/review/x", "Trustpilot", None),
        ("https://www.yellowpages.com/search?search_terms=plumber", "Yellow Pages", "plumber"),
        ("https://www.pagesjaunes.fr/annuaire/chercherlespros?quoiqui=avocat", "Pages Jaunes", "avocat"),
        ("https://www.yell.com/ucs/UcsSearchAction.do?keywords=roofers", "Yell", "roofers"),
        ("https://www.bbb.org/us/ma/x", "Better Business Bureau", None),
        ("https://www.tripadvisor.co.uk/x", "Tripadvisor", None),
        ("https://foursquare.com/v/x", "Foursquare", None),
        ("https://www.opentable.com/r/x", "OpenTable", None),
        ("https://maps.apple.com/place?q=x", "Apple Maps", "x"),
        ("https://www.bing.com/maps?q=notary", "Bing Maps", "notary"),
        ("https://yandex.ru/maps/213/moscow/?text=%D1%8E%D1%80%D0%B8%D1%81%D1%82", "Yandex Maps", "юрист"),
        ("https://2gis.ru/moscow", "2GIS", None),
        ("https://map.naver.com/p/entry/place/1", "Naver Map", None),
        ("https://place.map.kakao.com/1", "Kakao Map", None),
        ("https://www.dianping.com/shop/x", "Dianping", None),
        ("https://www.dasoertliche.de/?kw=Anwalt&ci=Bonn", "Das Örtliche", "Anwalt"),
        ("https://www.doctolib.fr/dentiste/x", "Doctolib", None),
        ("https://www.anwalt.de/x", "anwalt.de", None),
        ("https://www.justdial.com/x", "Justdial", None),
        ("https://www.hipages.com.au/x", "hipages", None),
    ],
)
def test_a_local_listing(referrer: str, name: str, phrase: str | None) -> None:
    assert seen(referrer=referrer) == (name, LISTING, "Local Listing", False, phrase)


@pytest.mark.parametrize(
    ("referrer", "name"),
    [
        ("https://chatgpt.com/", "ChatGPT"),
        ("https://chat.openai.com/", "ChatGPT"),
        ("https://www.perplexity.ai/", "Perplexity"),
        ("https://gemini.google.com/", "Gemini"),
        ("https://bard.google.com/", "Gemini"),
        ("https://copilot.microsoft.com/", "Copilot"),
        ("https://www.bing.com/chat", "Copilot"),
        ("https://edgeservices.bing.com/", "Copilot"),
        ("https://claude.ai/", "Claude"),
        ("https://chat.deepseek.com/", "DeepSeek"),
        ("https://grok.com/", "Grok"),
        ("https://x.com/i/grok?conversation=1", "Grok"),
        ("https://chat.mistral.ai/chat", "Le Chat"),
        ("https://www.meta.ai/", "Meta AI"),
        ("https://you.com/", "You.com"),
        ("https://poe.com/", "Poe.com"),
        ("https://notebooklm.google.com/", "NotebookLM"),
        ("https://duckduckgo.com/?q=&ia=chat", "Duck.ai"),
        ("https://chat.qwen.ai/", "Qwen"),
        ("https://www.doubao.com/", "Doubao"),
        ("https://yiyan.baidu.com/", "Ernie Bot"),
    ],
)
def test_an_assistant(referrer: str, name: str) -> None:
    assert seen(referrer=referrer) == (name, AI, "AI Assistant", False, None)


@pytest.mark.parametrize(
    ("referrer", "name", "channel"),
    [
        ("https://mail.google.com/mail/u/0/", "Gmail", "Email"),
        ("https://outlook.live.com/", "Outlook", "Email"),
        ("https://eur02.safelinks.protection.outlook.com/?url=x", "Outlook", "Email"),
        ("https://us-mg6.mail.yahoo.com/neo/launch", "Yahoo Mail", "Email"),
        ("https://mail.aol.com/", "AOL Mail", "Email"),
        ("https://e.mail.ru/inbox/", "Mail.ru", "Email"),
        ("https://mail.yandex.ru/", "Yandex Mail", "Email"),
        ("https://email.seznam.cz/", "Seznam Email", "Email"),
        ("https://deref-gmx.net/mail/client/x", "GMX Mail", "Email"),
        ("https://webmail.spectrum.net/", "Spectrum Mail", "Email"),
        ("https://webmail.quincy-school.org/roundcube/", "webmail.quincy-school.org", "Email"),
        ("https://us4.campaign-archive.com/?u=1", "Mailchimp", "Email"),
        ("https://www.amazon.co.jp/dp/1", "Amazon", "Shopping"),
        ("https://www.ebay.de/itm/1", "eBay", "Shopping"),
        ("https://www.etsy.com/listing/1", "Etsy", "Shopping"),
        ("https://www.google.com/shopping/product/1", "Google Shopping", "Shopping"),
        ("https://shopping.naver.com/", "Naver Shopping", "Shopping"),
        ("https://www.idealo.de/", "Idealo", "Shopping"),
        ("https://en.wikipedia.org/wiki/Probate", "Wikipedia", "Website"),
        ("https://boston.craigslist.org/", "Craigslist", "Website"),
        ("https://docs.google.com/document/d/1", "Google Docs", "Website"),
        ("https://finance.yahoo.com/news/x", "Yahoo Finance", "Website"),
        ("https://www.bar-association.example/find", "bar-association.example", "Website"),
        ("https://quincy.wordpress.com/2026/", "quincy.wordpress.com", "Website"),
        ("http://192.0.2.7/", "192.0.2.7", "Website"),
        ("https://xn--mnchen-3ya.de/", "münchen.de", "Website"),
        ("https://münchen.de/", "münchen.de", "Website"),
    ],
)
def test_mail_shops_and_other_websites(referrer: str, name: str, channel: str) -> None:
    assert seen(referrer=referrer) == (name, "website", channel, False, None)


@pytest.mark.parametrize(
    ("referrer", "name", "channel"),
    [
        ("android-app://com.google.android.googlequicksearchbox/https/www.google.com", "Google", "Organic Search"),
        ("android-app://com.google.android.gm/", "Gmail", "Email"),
        ("android-app://com.google.android.apps.maps", "Google Maps", "Local Listing"),
        ("android-app://com.google.android.youtube/", "YouTube", "Video"),
        ("android-app://com.linkedin.android/", "LinkedIn", "Organic Social"),
        ("android-app://org.telegram.messenger/", "Telegram", "Organic Social"),
        ("android-app://com.nextdoor/", "Nextdoor", "Local Listing"),
        ("android-app://com.openai.chatgpt/", "ChatGPT", "AI Assistant"),
        ("android-app://com.google.android.apps.messaging/", "SMS", "SMS"),
        ("android-app://com.Slack/", "Slack", "Organic Social"),
        ("ios-app://389801252/", "Instagram", "Organic Social"),
        ("ios-app://com.google.Gmail/", "Gmail", "Email"),
        ("http://com.google.android.gm", "Gmail", "Email"),
        ("android-app://org.quincy.portal/", "org.quincy.portal", "Website"),
    ],
)
def test_an_application(referrer: str, name: str, channel: str) -> None:
    got = seen(referrer=referrer)
    assert (got[0], got[2]) == (name, channel)


@pytest.mark.parametrize(
    ("referrer", "channel", "kind"),
    [
        ("https://googleads.g.doubleclick.net/pagead/ads", "Display", "search engine"),
        ("https://tpc.googlesyndication.com/", "Display", "search engine"),
        ("https://an.yandex.ru/count/1", "Display", "search engine"),
        ("https://ads.us.criteo.com/", "Display", "advertisement"),
        ("https://paid.outbrain.com/network/redir", "Paid Other", "advertisement"),
        ("https://trc.taboola.com/x", "Paid Other", "advertisement"),
        ("https://www.awin1.com/cread.php", "Affiliate", "advertisement"),
    ],
)
def test_what_only_advertisements_lead_through_was_paid_for(referrer: str, channel: str, kind: str) -> None:
    got = seen(referrer=referrer)
    assert got[1:4] == (kind, channel, True)


@pytest.mark.parametrize(
    "referrer",
    [
        "",
        "https://www.firm.example/contact",
        "https://blog.firm.example/",
        "http://firm.example:8080/",
        "https://accounts.google.com/o/oauth2/auth",
        "https://accounts.google.co.uk/",
        "https://login.microsoftonline.com/common/oauth2",
        "https://login.live.com/",
        "https://appleid.apple.com/auth/authorize",
        "https://firm.eu.auth0.com/",
        "https://acme.okta.com/app/x",
        "https://www.facebook.com/v19.0/dialog/oauth?client_id=1",
        "https://www.linkedin.com/oauth/v2/login",
        "https://nid.naver.com/nidlogin.login",
        "https://kauth.kakao.com/oauth/authorize",
        "https://passport.yandex.ru/auth",
        "https://oauth.vk.com/authorize",
        "https://sso.quincy.edu/idp",
        "https://www.paypal.com/checkoutnow",
        "https://checkout.stripe.com/c/pay/cs_1",
        "https://hooks.stripe.com/3d_secure",
        "https://pay.klarna.com/eu/",
        "https://secure.worldpay.com/",
        "https://sis.redsys.es/sis/realizarPago",
        "https://secure5.arcot.com/acspage/cap",
        "https://acs2.quincybank.com/challenge",
        "https://3dsecure.quincybank.com/",
        "https://checkout.quincyshop.com/1",
        "android-app://com.android.chrome/",
        "javascript:alert(1)",
        "about:blank",
        "data:text/html,x",
        "file:///home/x/links.html",
        "chrome-extension://x/popup.html",
        "mailto:x@firm.example",
        "https://",
        "localhost",
        "%%%",
    ],
)
def test_what_says_nothing_of_where_somebody_came_from_is_direct(referrer: str) -> None:
    assert seen(referrer=referrer) == (None, None, "Direct", False, None)
