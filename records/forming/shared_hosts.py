"""Hosts below which strangers have websites or frames side by side, so that a star there would let all of them in.

The public suffix list has many such hosts, but only where their owner has asked for it; these are the others that
small firms meet, and some that the list may lose. Written by hand, from the addresses that customers are given there.
"""

_SITES = "every customer has a website there"
_FRAMES = "the frames of all customers' websites are there"
_PARTS = "everybody's websites are there, told apart only behind the slash"

SHARED = {
    # Builders of websites: each customer's is a name of its own below.
    "wixsite.com": _SITES,
    "wixstudio.com": _SITES,
    "wixstudio.io": _SITES,
    "editorx.io": _SITES,
    "wordpress.com": _SITES,
    "wpcomstaging.com": _SITES,
    "wpengine.com": _SITES,
    "weebly.com": _SITES,
    "squarespace.com": _SITES,
    "jimdofree.com": _SITES,
    "jimdosite.com": _SITES,
    "blogspot.com": _SITES,
    "tumblr.com": _SITES,
    "webflow.io": _SITES,
    "godaddysites.com": _SITES,
    "myshopify.com": _SITES,
    "mystrikingly.com": _SITES,
    "strikingly.com": _SITES,
    "carrd.co": _SITES,
    "site123.me": _SITES,
    "webnode.page": _SITES,
    "framer.website": _SITES,
    "framer.app": _SITES,
    "notion.site": _SITES,
    "hs-sites.com": _SITES,
    "hubspotpagebuilder.com": _SITES,
    # Hosting for whoever signs up.
    "github.io": _SITES,
    "gitlab.io": _SITES,
    "netlify.app": _SITES,
    "vercel.app": _SITES,
    "pages.dev": _SITES,
    "workers.dev": _SITES,
    "herokuapp.com": _SITES,
    "onrender.com": _SITES,
    "web.app": _SITES,
    "firebaseapp.com": _SITES,
    "azurewebsites.net": _SITES,
    "cloudfront.net": _SITES,
    "amazonaws.com": _SITES,
    # Where a builder shows pasted lines in a frame of its own.
    "filesusr.com": _FRAMES,
    "googleusercontent.com": _FRAMES,
    # Not told apart by the host at all.
    "sites.google.com": _PARTS,
}


def why_shared(name: str) -> str:
    """Why everything below a host would be strangers' too; "" if the table knows nothing of that.

    ``google.com`` is such a host because ``sites.google.com`` is below it.
    """
    return next((why for host, why in SHARED.items() if host == name or host.endswith(f".{name}")), "")


def is_told_apart(host: str) -> bool:
    """Whether a host by itself is one website; ``sites.google.com`` is everybody's."""
    return SHARED.get(host) != _PARTS
