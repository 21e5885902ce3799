"""Pages in Google's cache of AMP pages: the site that a page was taken from is where somebody was.

The first label of the cache's host is the site's host with every dot as a hyphen and every hyphen doubled, or, if that
is too long, a number; the path names the site as well (amp.dev, "AMP Cache URL format and request handling").
"""

import re

from attribution.words.address import NOWHERE, Address, host_from
from attribution.words.hosts import suffix_known

_CACHE = ".cdn.ampproject.org"
_IN_PATH = re.compile(r"/(?:c|v|a|wp|i)/(?:s/)?([^/]+)(/.*)?", re.DOTALL)


def site_in_cache(address: Address) -> Address:
    """The page of the site itself; ``NOWHERE`` if the address is not one of the cache, or names no site."""
    if not address.host.endswith(_CACHE) and address.host != _CACHE[1:]:
        return NOWHERE
    match = _IN_PATH.match(address.path)
    for written, path in ((match[1], match[2] or "") if match else ("", ""), (_unfolded(address.host), "")):
        host = host_from(written)
        if host and suffix_known(host):
            return Address(host, path, address.query, address.fragment)
    return NOWHERE


def _unfolded(host: str) -> str:
    label = host.removesuffix(_CACHE)
    if label.startswith("xn--"):
        try:
            label = label[4:].encode("ascii").decode("punycode")
        except (UnicodeError, ValueError, OverflowError):
            return ""
    return "" if "." in label else "-".join(part.replace("-", ".") for part in label.split("--"))
