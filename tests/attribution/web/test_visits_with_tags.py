"""Visits whose landing page carries campaign tags or the identifier of a click.

The spellings are those that people who tag links use; the odd ones are explained beside them. The channels follow
docs/design.md.
"""

import pytest

from attribution import Channel, Visit, classify
from tests.attribution.web.visiting import DIRECTORY, LANDING, arrived, seen


@pytest.mark.parametrize(
    ("tags", "name", "channel", "paid"),
    [
        # Paid search.
        ("utm_source=google&utm_medium=cpc", "Google", "Paid Search", True),
        ("utm_source=Google&utm_medium=PPC&utm_campaign=Brand", "Google", "Paid Search", True),
        ("utm_source=adwords&utm_medium=ppc", "Google", "Paid Search", True),
        ("utm_source=gads&utm_medium=paid-search", "Google", "Paid Search", True),
        ("utm_source=google_ads", "Google", "Paid Search", True),
        ("utm_source=google&utm_medium=paid", "Google", "Paid Search", True),
        ("utm_source=bing&utm_medium=cpc", "Bing", "Paid Search", True),
        ("utm_source=microsoft_ads&utm_medium=sem", "Bing", "Paid Search", True),
        ("utm_source=yandex&utm_medium=cpc", "Yandex", "Paid Search", True),
        ("utm_source=yandex_direct&utm_medium=cpc", "Yandex", "Paid Search", True),
        ("utm_source=duckduckgo.com&utm_medium=cpc", "DuckDuckGo", "Paid Search", True),
        ("utm_source=yahoo&utm_medium=paidsearch", "Yahoo", "Paid Search", True),
        ("hsa_acc=1&hsa_net=adwords&hsa_kw=tax+advice", "Google", "Paid Search", True),
        ("gclid=Cj0", "Google", "Paid Search", True),
        ("gbraid=0AA", "Google", "Paid Search", True),
        ("wbraid=Cj4", "Google", "Paid Search", True),
        ("gad_source=1", "Google", "Paid Search", True),
        ("GCLID=Cj0", "Google", "Paid Search", True),
        ("msclkid=2f", "Bing", "Paid Search", True),
        ("yclid=17", "Yandex", "Paid Search", True),
        ("s_kwcid=AL!1234!3!555!e!!g!!tax", "Google", "Paid Search", True),
        ("s_kwcid=AL!1234!10!555!e", "Bing", "Paid Search", True),
        ("bd_vid=9", "Baidu", "Paid Search", True),
        ("n_media=27758&n_query=x&n_ad=nad-a001", "Naver", "Paid Search", True),
        ("utm_source=google&utm_medium=organic&gclid=Cj0", "Google", "Paid Search", True),
        # Paid social: the medium alone, or a general one on a network.
        ("utm_source=facebook&utm_medium=cpc", "Facebook", "Paid Social", True),
        ("utm_source=fb&utm_medium=paid_social", "Facebook", "Paid Social", True),
        ("utm_source=FB&utm_medium=Paid%20Social", "Facebook", "Paid Social", True),
        ("utm_source=ig&utm_medium=paidsocial", "Instagram", "Paid Social", True),
        ("utm_source=facebook&utm_medium=cpm", "Facebook", "Paid Social", True),
        ("utm_source=meta&utm_medium=social-paid", "Facebook", "Paid Social", True),
        ("utm_source=facebook_ads_may&utm_medium=leads2", "Facebook", "Paid Social", True),
        ("utm_source=linkedin&utm_medium=sponsored", "LinkedIn", "Paid Social", True),
        ("utm_source=li&utm_medium=ppc", "LinkedIn", "Paid Social", True),
        ("utm_source=tiktok&utm_medium=paid", "TikTok", "Paid Social", True),
        ("utm_source=reddit&utm_medium=retargeting", "Reddit", "Paid Social", True),
        ("utm_source=nobody&utm_medium=paid-social", "nobody", "Paid Social", True),
        ("ttclid=E.C.P", "TikTok", "Paid Social", True),
        ("twclid=2-5", "Twitter", "Paid Social", True),
        ("li_fat_id=8f", "LinkedIn", "Paid Social", True),
        ("epik=dj0", "Pinterest", "Paid Social", True),
        ("rdt_cid=5", "Reddit", "Paid Social", True),
        ("ScCid=1", "Snapchat", "Paid Social", True),
        ("utm_source=tiktok&utm_medium=social&ttclid=E.C", "TikTok", "Paid Social", True),
        # Organic social. Facebook and Instagram put their identifiers on every link.
        ("utm_source=facebook&utm_medium=social", "Facebook", "Organic Social", False),
        ("utm_source=facebook&utm_medium=organic", "Facebook", "Organic Social", False),
        ("utm_source=Facebook.com&utm_medium=referral", "Facebook", "Organic Social", False),
        ("utm_source=l.facebook.com", "Facebook", "Organic Social", False),
        ("utm_source=ig", "Instagram", "Organic Social", False),
        ("utm_source=ig&utm_medium=social&utm_content=link_in_bio", "Instagram", "Organic Social", False),
        ("utm_source=instagram&utm_medium=bio", "Instagram", "Organic Social", False),
        ("utm_source=twitter&utm_medium=social-media", "Twitter", "Organic Social", False),
        ("utm_source=x", "Twitter", "Organic Social", False),
        ("utm_source=linkedin.com&utm_medium=post", "LinkedIn", "Organic Social", False),
        ("utm_source=whatsapp&utm_medium=message", "WhatsApp", "Organic Social", False),
        ("utm_source=vk&utm_medium=smm", "VK", "Organic Social", False),
        ("utm_source=buffer&utm_medium=social", "Buffer", "Organic Social", False),
        ("utm_source=facebook&utm_medium=social&fbclid=IwAR", "Facebook", "Organic Social", False),
        ("fbclid=IwAR0", "Facebook", "Organic Social", False),
        ("igshid=Mz", "Instagram", "Organic Social", False),
        ("igsh=Mz", "Instagram", "Organic Social", False),
        # Video.
        ("utm_source=youtube&utm_medium=video", "YouTube", "Video", False),
        ("utm_source=yt", "YouTube", "Video", False),
        ("utm_source=youtube.com&utm_medium=referral", "YouTube", "Video", False),
        ("utm_source=youtube&utm_medium=cpc", "YouTube", "Paid Video", True),
        ("utm_source=youtube&utm_medium=cpv", "YouTube", "Paid Video", True),
        ("utm_source=somebody&utm_medium=paid-video", "somebody", "Paid Video", True),
        # Display.
        ("utm_source=google&utm_medium=display", "Google", "Display", True),
        ("utm_source=somewhere&utm_medium=banner", "somewhere", "Display", True),
        ("utm_source=somewhere&utm_medium=cpm", "somewhere", "Display", True),
        ("utm_source=gdn&utm_medium=cpc", "Google", "Display", True),
        ("utm_source=criteo&utm_medium=retargeting", "Criteo", "Display", True),
        ("gclid=Cj0&dclid=CO", "Google", "Display", True),
        ("dclid=CO", "Google", "Display", True),
        # Other paid.
        ("utm_source=taboola&utm_medium=cpc", "Taboola", "Paid Other", True),
        ("utm_source=somewhere&utm_medium=cpc", "somewhere", "Paid Other", True),
        ("utm_source=yelp&utm_medium=cpc", "Yelp", "Paid Other", True),
        ("dicbo=v2", "Outbrain", "Paid Other", True),
        ("tblci=Gi", "Taboola", "Paid Other", True),
        # Organic search.
        ("utm_source=google&utm_medium=organic", "Google", "Organic Search", False),
        ("utm_source=bing", "Bing", "Organic Search", False),
        ("utm_source=google&utm_medium=referral", "Google", "Organic Search", False),
        ("utm_source=search.yahoo.com&utm_medium=organic", "Yahoo", "Organic Search", False),
        # Yandex puts ysclid on every result of a search, paid or not.
        ("ysclid=l8x", "Yandex", "Organic Search", False),
        # Local listings, in the manners in which links of a business profile are tagged.
        ("utm_source=gmb", "Google Business Profile", "Local Listing", False),
        ("utm_source=gmb&utm_medium=organic", "Google Business Profile", "Local Listing", False),
        ("utm_source=GBP&utm_medium=organic&utm_campaign=website", "Google Business Profile", "Local Listing", False),
        ("utm_source=google_my_business&utm_medium=referral", "Google Business Profile", "Local Listing", False),
        ("utm_source=google&utm_medium=organic&utm_campaign=gmb", "Google Business Profile", "Local Listing", False),
        ("utm_source=google&utm_medium=organic&utm_content=gbp-1", "Google Business Profile", "Local Listing", False),
        ("utm_source=google&utm_medium=local", "Google Business Profile", "Local Listing", False),
        ("utm_source=google&utm_medium=gbp", "Google Business Profile", "Local Listing", False),
        ("utm_source=yelp&utm_medium=referral", "Yelp", "Local Listing", False),
        ("utm_source=avvo&utm_medium=directory", "Avvo", "Local Listing", False),
        ("utm_source=nextdoor", "Nextdoor", "Local Listing", False),
        ("utm_source=applemaps", "Apple Maps", "Local Listing", False),
        ("utm_source=bingplaces&utm_medium=organic", "Bing Maps", "Local Listing", False),
        # Assistants.
        ("utm_source=chatgpt.com", "ChatGPT", "AI Assistant", False),
        ("utm_source=openai", "ChatGPT", "AI Assistant", False),
        ("utm_source=chatgpt.com&utm_medium=referral", "ChatGPT", "AI Assistant", False),
        ("utm_source=perplexity", "Perplexity", "AI Assistant", False),
        ("utm_source=copilot.com", "Copilot", "AI Assistant", False),
        ("utm_source=gemini", "Gemini", "AI Assistant", False),
        ("utm_source=somebody&utm_medium=ai-assistant", "somebody", "AI Assistant", False),
        # E-mail, text messages, push.
        ("utm_source=newsletter&utm_medium=email", "Newsletter", "Email", False),
        ("utm_source=nl", "Newsletter", "Email", False),
        ("utm_source=newsletter-2026-05&utm_medium=e-mail", "Newsletter", "Email", False),
        ("utm_source=mailchimp&utm_medium=E_Mail", "Mailchimp", "Email", False),
        ("utm_source=hs_email&utm_medium=email&_hsenc=p2", "HubSpot", "Email", False),
        ("utm_source=facebook&utm_medium=email", "Facebook", "Email", False),
        ("utm_source=email", "Email", "Email", False),
        ("mc_cid=1&mc_eid=2", "Mailchimp", "Email", False),
        ("_hsmi=1&_hsenc=p2", "HubSpot", "Email", False),
        ("mkt_tok=abc", "Marketo", "Email", False),
        ("utm_source=twilio&utm_medium=sms", "twilio", "SMS", False),
        ("utm_source=sms", "SMS", "SMS", False),
        ("utm_source=onesignal&utm_medium=push", "OneSignal", "Push", False),
        ("utm_source=app&utm_medium=mobile-notification", "app", "Push", False),
        # Affiliates, shopping, audio, print.
        ("utm_source=quincyblog&utm_medium=affiliate", "quincyblog", "Affiliate", True),
        ("irclickid=x", "Impact", "Affiliate", True),
        ("awc=1_2", "Awin", "Affiliate", True),
        ("srsltid=Af", "Google", "Organic Search", False),
        ("utm_source=google&utm_medium=cpc&utm_campaign=Shopping_May", "Google", "Shopping", True),
        ("utm_source=google&utm_medium=product_sync", "Google", "Shopping", False),
        ("utm_source=spotify&utm_medium=audio", "Spotify", "Audio", False),
        ("utm_source=lawpodcast&utm_medium=podcast", "lawpodcast", "Audio", False),
        ("utm_source=flyer&utm_medium=qr", "Flyer", "Offline", False),
        ("utm_source=postcard&utm_medium=print", "Mailer", "Offline", False),
        ("utm_source=tv&utm_medium=offline", "TV ad", "Offline", False),
        # Websites, and what nobody knows.
        ("utm_source=bar-association.org&utm_medium=referral", "bar-association.org", "Website", False),
        ("utm_source=www.quincytimes.com", "quincytimes.com", "Website", False),
        ("utm_source=chamber&utm_medium=referral", "chamber", "Website", False),
        ("utm_source=wikipedia", "Wikipedia", "Website", False),
        ("ref=producthunt", "Product Hunt", "Organic Social", False),
        ("ref=quincytimes.com", "quincytimes.com", "Website", False),
        ("source=facebook", "Facebook", "Organic Social", False),
        ("ref=betterlaw", "betterlaw", "Website", False),
        ("utm_source=zzz&utm_medium=qqq", "zzz", "Unassigned", None),
        ("utm_source=zzz", "zzz", "Unassigned", None),
        # Names of other products' parameters, in any case.
        ("UTM_SOURCE=google&Utm_Medium=cpc", "Google", "Paid Search", True),
        ("mtm_source=newsletter&mtm_medium=email&mtm_campaign=may", "Newsletter", "Email", False),
        ("pk_source=facebook&pk_medium=cpc", "Facebook", "Paid Social", True),
        ("pk_campaign=Newsletter", "Newsletter", "Email", False),
        ("piwik_campaign=facebook", "Facebook", "Organic Social", False),
        ("hmsr=baidu&hmpl=x", "Baidu", "Organic Search", False),
        ("at_medium=email&at_source=newsletter", "Newsletter", "Email", False),
        ("xtor=SEC-1-GOO", None, "Paid Search", True),
        ("xtor=EPR-12", None, "Email", False),
        ("_openstat=ZGlyZWN0LnlhbmRleC5ydTsxOzI7eWFuZGV4LnJ1Om1haW4", "Yandex", "Paid Search", True),
        ("cm_mmc=Google-_-cpc-_-brand-_-x", "Google", "Paid Search", True),
        # Links that were put together wrongly.
        ("a=1?utm_source=google&utm_medium=cpc", "Google", "Paid Search", True),
        ("utm_source=google&amp;utm_medium=cpc", "Google", "Paid Search", True),
        ("utm_source=google%20&utm_medium=%20cpc", "Google", "Paid Search", True),
    ],
)  # fmt: skip
def test_tags_and_identifiers(tags: str, name: str | None, channel: str, paid: bool | None) -> None:
    got = seen(tags)
    assert (got[0], got[2], got[3]) == (name, channel, paid)


@pytest.mark.parametrize(
    ("tags", "phrase"),
    [
        ("utm_source=google&utm_medium=cpc&utm_term=probate+lawyer", "probate lawyer"),
        ("utm_source=google&utm_medium=cpc&utm_term=%2Bprobate+%2Blawyer", "probate lawyer"),
        ("utm_source=google&utm_medium=cpc&utm_term=%5Bprobate+lawyer%5D", "probate lawyer"),
        ("utm_source=google&utm_medium=cpc&utm_term=%22probate+lawyer%22", "probate lawyer"),
        ("gclid=1&utm_term=wills", "wills"),
        ("mtm_campaign=x&mtm_kwd=wills", "wills"),
        ("pk_campaign=x&pk_keyword=wills", "wills"),
        ("hsa_net=adwords&hsa_kw=wills", "wills"),
        ("n_ad=1&n_keyword=%EB%B3%80%ED%98%B8%EC%82%AC", "변호사"),
        ("utm_source=google&utm_medium=cpc&utm_term={keyword}", None),
        ("utm_source=google&utm_medium=cpc&utm_term={keyword:default}", None),
        ("utm_source=google&utm_medium=cpc&utm_term=(not%20set)", None),
        ("utm_source=fb&utm_medium=cpc&utm_term={{adset.name}}", None),
        ("utm_source=tiktok&utm_medium=cpc&utm_term=__KEYWORD__", None),
    ],
)
def test_the_phrase_that_was_bought(tags: str, phrase: str | None) -> None:
    assert seen(tags)[4] == phrase


def test_what_was_typed_goes_before_what_was_bought() -> None:
    got = seen("gclid=1&utm_term=lawyer", "https://www.google.com/search?q=probate+lawyer+quincy")
    assert got == ("Google", "search engine", "Paid Search", True, "probate lawyer quincy")


@pytest.mark.parametrize(
    ("tags", "referrer", "name", "channel"),
    [
        # The medium beats the referrer.
        ("utm_source=newsletter&utm_medium=email", "https://www.google.com/", "Newsletter", "Email"),
        ("utm_medium=email", "https://www.google.com/", None, "Email"),
        ("utm_medium=email", "https://mail.google.com/", "Gmail", "Email"),
        ("utm_medium=cpc", "https://www.google.com/", "Google", "Paid Search"),
        ("utm_medium=cpc", "https://l.facebook.com/", "Facebook", "Paid Social"),
        ("utm_medium=social", "https://t.co/x", "Twitter", "Organic Social"),
        ("utm_campaign=spring", "https://l.facebook.com/", "Facebook", "Organic Social"),
        ("utm_source=spring", "https://l.facebook.com/", "spring", "Organic Social"),
        ("utm_source=chatgpt.com", "https://www.google.com/", "ChatGPT", "AI Assistant"),
        # An identifier that stands on every link only fills in for a page that is not known.
        ("fbclid=Iw", "https://l.instagram.com/", "Instagram", "Organic Social"),
        ("fbclid=Iw", "https://www.quincytimes.com/", "quincytimes.com", "Website"),
        ("fbclid=Iw", "https://m.facebook.com/", "Facebook", "Organic Social"),
        # Google sells places on YouTube and on other people's pages with one identifier.
        ("gclid=1", "https://www.youtube.com/", "YouTube", "Paid Video"),
        ("gclid=1", "https://googleads.g.doubleclick.net/", "Google", "Display"),
        ("gclid=1", "https://www.google.com/", "Google", "Paid Search"),
        # A loose parameter of a site's own means nothing beside a page that led here.
        ("ref=nav", "https://www.google.com/", "Google", "Organic Search"),
        ("ref=sidebar-three", "https://www.google.com/", "Google", "Organic Search"),
        ("utm_source=(direct)&utm_medium=(none)", "https://www.google.com/", "Google", "Organic Search"),
        # An identifier of another network was only carried along.
        ("utm_source=newsletter&utm_medium=email&gclid=1", "", "Newsletter", "Email"),
        ("utm_source=facebook&utm_medium=social&gclid=1", "", "Facebook", "Organic Social"),
    ],
)
def test_tags_go_before_identifiers_and_these_before_the_page(
    tags: str, referrer: str, name: str | None, channel: str
) -> None:
    got = seen(tags, referrer)
    assert (got[0], got[2]) == (name, channel)


@pytest.mark.parametrize(
    "tags", ["", "utm_source=&utm_medium=", "utm_source=(direct)&utm_medium=(none)", "gclid=", "ref=nav"]
)
def test_tags_that_say_nothing_are_none(tags: str) -> None:
    assert seen(tags) == (None, None, "Direct", False, None)


def test_tags_in_the_fragment_count() -> None:
    arrival = classify(Visit(f"{LANDING}page#utm_source=bing&utm_medium=cpc", ""), DIRECTORY)
    assert arrival.channel is Channel.PAID_SEARCH


def test_a_tag_that_names_a_partners_website_is_a_visit_from_the_partner() -> None:
    arrival = arrived("utm_source=www.ferrante.example&utm_medium=referral")
    assert (arrival.partner, arrival.channel) == (True, Channel.REFERRAL_PARTNER)


@pytest.mark.parametrize(
    ("medium", "name", "channel", "paid"),
    [
        ("whatsapp", "WhatsApp", "Organic Social", False),
        ("telegram", "Telegram", "Organic Social", False),
        ("youtube", "YouTube", "Video", False),
        ("gbp", "Google Business Profile", "Local Listing", False),
        ("googlemaps", "Google Maps", "Local Listing", False),
        ("chatgpt", "ChatGPT", "AI Assistant", False),
        ("mailchimp", "Mailchimp", "Email", False),
        ("facebookads", "Facebook", "Paid Social", True),
        ("adwords", "Google", "Paid Search", True),
        ("yelp", "Yelp", "Local Listing", False),
        # Words for a way are no names.
        ("email", None, "Email", False),
        ("newsletter", None, "Email", False),
        ("banner", None, "Display", True),
        ("flyer", None, "Offline", False),
        ("sms", None, "SMS", False),
        ("local", None, "Local Listing", False),
    ],
)
def test_a_medium_alone_may_name_the_source(medium: str, name: str | None, channel: str, paid: bool) -> None:
    got = seen(f"utm_medium={medium}")
    assert (got[0], got[2], got[3]) == (name, channel, paid)
