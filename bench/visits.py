"""How fast visits are classified, beside the PyPI package ``referer-parser`` on the same list.

    python -m bench.visits [--visits N] [--seed N]

The list is made from a seed: result pages with phrases in several scripts and character sets, networks, assistants,
listings, mail, tags, click identifiers, unknown websites, and addresses that were made to hurt. Times are processor
time of one core. The peer reads referrers only: no tags, no identifiers, no channels, no applications.
"""

import argparse
import importlib.util
import random
import time
from collections import Counter
from collections.abc import Iterator
from urllib.parse import quote_plus

from attribution import Directory, Entry, Visit, classify

LIMIT = 2.5
FIRM = "https://www.firm.example"
PATHS = ("/", "/contact", "/services/wills", "/de/kontakt", "/about-us?lang=en", "/blog/2026/05/what-to-ask")
PHRASES = (
    "divorce lawyer near me",
    "zahnarzt köln notdienst",
    "abogado de familia madrid",
    "адвокат по разводам",
    "離婚 弁護士",
    "변호사 추천",
    "plombier pas cher",
    "kancelaria prawna łódź",
)
ENGINES = (
    ("https://www.google.com/search?q={}&oq=x&sourceid=chrome", "utf-8"),
    ("https://www.google.co.uk/url?sa=t&rct=j&q={}&esrc=s", "utf-8"),
    ("https://www.bing.com/search?q={}&form=QBLH", "utf-8"),
    ("https://de.search.yahoo.com/search?fr=yfp&p={}", "utf-8"),
    ("https://yandex.ru/search/?lr=213&text={}", "windows-1251"),
    ("https://www.baidu.com/s?ie=gb2312&wd={}", "gb18030"),
    ("https://search.naver.com/search.naver?where=nexearch&query={}", "euc-kr"),
    ("https://search.yahoo.co.jp/search?p={}&ei=UTF-8", "utf-8"),
    ("https://duckduckgo.com/?q={}&t=h_", "utf-8"),
    ("https://search.seznam.cz/?q={}", "utf-8"),
    ("https://suche.t-online.de/fast-cgi/tsc?mandant=toi&q={}", "iso-8859-1"),
)
PAGES = (
    "https://www.google.com/", "https://www.google.de/", "https://www.bing.com/", "https://duckduckgo.com/", "https://l.facebook.com/l.php?u=x",
    "https://lm.facebook.com/", "https://l.instagram.com/?u=x", "https://t.co/{}", "https://www.linkedin.com/", "https://out.reddit.com/t3_{}",
    "https://www.youtube.com/watch?v={}", "https://chatgpt.com/", "https://www.perplexity.ai/search/{}", "https://gemini.google.com/app/{}",
    "https://www.yelp.com/biz/{}", "https://nextdoor.com/p/{}", "https://maps.google.com/maps?cid={}", "https://www.avvo.com/attorneys/{}.html",
    "https://mail.google.com/mail/u/0/", "https://outlook.live.com/", "android-app://com.google.android.gm/", "android-app://com.linkedin.android/",
    "https://accounts.google.com/o/oauth2/{}", "https://checkout.stripe.com/c/pay/{}", "https://www.firm.example/blog/{}",
)  # fmt: skip
TAGS = (
    "utm_source=google&utm_medium=cpc&utm_campaign=brand-{}&utm_term=wills+lawyer&gclid={}",
    "utm_source=fb&utm_medium=paid_social&utm_campaign={}&fbclid={}",
    "UTM_Source=newsletter&UTM_Medium=E-Mail&utm_campaign=may-{}",
    "utm_source=gmb&utm_medium=organic&utm_campaign={}",
    "utm_source=linkedin&utm_medium=social&utm_content={}",
    "mtm_campaign=spring-{}&mtm_kwd=tax+advice",
    "gclid=Cj0KCQ{}", "msclkid={}", "fbclid=IwAR{}", "gbraid={}&gad_source=1", "ttclid={}", "srsltid={}",
)  # fmt: skip
ODD = (
    "javascript:alert({})", "https://google.com.evil{}.example/search?q=x", "https://xxt.co/{}", "%%%{}",
    "http://203.0.113.{}:8080/x", "HTTPS://WWW.GOOGLE.COM:443/search?Q=%zz%E4{}", "https://xn--mnchen-3ya{}.de/",
    "https://bücher{}.example/", "http://[2001:db8::1]/{}", "https://user:pass@google.com@evil{}.example/",
)  # fmt: skip


def main(arguments: list[str] | None = None) -> int:
    """Print the figures beside the limit of docs/design.md."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--visits", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args(arguments)
    made = list(mixed_visits(asked.visits, asked.seed))
    visits = [visit for visit, _ in made]
    directory = Directory(
        (Entry(str(n), f"Partner {n}", website=f"https://www.partner{n}.example/") for n in range(200)), [FIRM]
    )
    classify(Visit(FIRM, "https://www.google.com/"), directory)
    begun = time.process_time()
    channels = Counter(classify(visit, directory).channel for visit in visits)
    seconds = time.process_time() - begun
    print(f"\n== {len(visits):,} mixed visits, {len({v.referrer for v in visits}):,} different referrers\n")
    limit = LIMIT * len(visits) / 100_000
    print(f"{'classified':<40}{seconds:>10.2f} s     at most {limit:g}  {'' if seconds <= limit else 'MISSED'}")
    print(f"{'  one visit':<40}{1e6 * seconds / len(visits):>10.1f} µs")
    longest = Visit(f"{FIRM}/?utm_source=" + "a" * 2_000_000, "https://www.google.com/search?q=" + "%E4" * 700_000)
    begun = time.process_time()
    classify(longest, directory)
    print(f"{'  two addresses of 2 MB':<40}{1e3 * (time.process_time() - begun):>10.2f} ms")
    print_peer(made, directory, seconds)
    print("\n" + ", ".join(f"{channel} {count:,}" for channel, count in channels.most_common()))
    return 0


def print_peer(made: list[tuple[Visit, str]], directory: Directory, ours: float) -> None:
    """The package's time on the same list, if it is installed, and how many phrases each reads as they were typed."""
    if importlib.util.find_spec("referer_parser") is None:
        print("referer-parser is not installed; `make bench` installs it.")
        return
    from referer_parser import Referer

    raised, terms = 0, []
    begun = time.process_time()
    for visit, _ in made:
        try:
            terms.append(Referer(visit.referrer, visit.landing_url).search_term)
        except Exception:
            raised += 1
            terms.append(None)
    seconds = time.process_time() - begun
    typed = [phrase for _, phrase in made if phrase]
    theirs = sum(bool(phrase) and term == phrase for (_, phrase), term in zip(made, terms, strict=True))
    right = sum(bool(phrase) and classify(visit, directory).keyword == phrase for visit, phrase in made)
    print(f"{'referer-parser, the same list':<40}{seconds:>10.2f} s      {seconds / ours:.1f} times ours")
    print(f"{'  phrases read as they were typed':<40}{theirs:>10,}        ours {right:,} of {len(typed):,}")
    print(f"{'  visits on which it raised an error':<40}{raised:>10,}")


def mixed_visits(count: int, seed: int) -> Iterator[tuple[Visit, str]]:
    """So many visits in the mixture of a firm's website, more varied than one firm has them, with what was typed."""
    chance = random.Random(seed)
    for _ in range(count):
        number = str(chance.randrange(10**9))
        landing = FIRM + chance.choice(PATHS)
        kind = chance.random()
        referrer = typed = ""
        if kind < 0.30:
            address, charset = chance.choice(ENGINES)
            typed = chance.choice(PHRASES).encode(charset, "ignore").decode(charset).strip()
            referrer = address.replace("{}", quote_plus(typed, encoding=charset))
        elif kind < 0.60:
            referrer = chance.choice(PAGES).replace("{}", number)
        elif kind < 0.75:
            landing += ("&" if "?" in landing else "?") + chance.choice(TAGS).replace("{}", number)
            referrer = chance.choice(("", "https://www.google.com/", "https://l.facebook.com/", "https://m.example/"))
        elif kind < 0.90:
            referrer = (
                f"https://www.site{int(number) % 20_000}.{chance.choice(('com', 'de', 'co.uk', 'org'))}/a/{number}"
            )
        elif kind < 0.93:
            referrer = chance.choice(ODD).replace("{}", number[:3])
        yield Visit(landing, referrer), typed


if __name__ == "__main__":
    raise SystemExit(main())
