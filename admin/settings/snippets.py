"""What is pasted into a website: the form with its script, the form without any script, and the tag for other pages."""

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from urllib.parse import urlencode

MODES = {
    "inline": "in the page, where you paste it",
    "popup": "in front of the page, when the link is pressed",
    "slider": "from the side, when the link is pressed",
}
THEMES = {
    "": "as the page around it",
    "light": "always light",
    "dark": "always dark",
    "auto": "as the visitor's device",
}
KEEPING = {"page": "for that page view only", "session": "until the tab is closed", "30days": "for 30 days"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """How the form is to be put into a website; ``base`` is this application's address, without a slash at its end."""

    base: str
    slug: str
    mode: str = "inline"
    theme: str = ""
    language: str = ""
    keep: str = "page"
    consent: bool = False
    words: str = "Write to us"

    @property
    def hosted(self) -> str:
        """The address of the form as a page of its own."""
        return f"{self.base}/f/{self.slug}"

    @property
    def framed(self) -> str:
        """The address of the form for a frame."""
        said = {"theme": self.theme if self.theme in {"light", "dark"} else "", "language": self.language}
        words = urlencode({name: word for name, word in said.items() if word})
        return f"{self.base}/e/{self.slug}" + (f"?{words}" if words else "")

    @property
    def remembering(self) -> dict[str, str | None]:
        """What the snippet says of remembering visits; nothing where it is the usual."""
        if self.keep == "page":
            return {}
        return {"data-keep": self.keep} | ({"data-consent": None} if self.consent else {})


def form_snippet(wanted: Wanted) -> str:
    """A box with an ordinary link, which the script turns into the form or into the button that opens it."""
    said: dict[str, str | None] = {"data-whence": wanted.hosted}
    if wanted.mode != "inline":
        said["data-mode"] = wanted.mode
    said |= {f"data-{name}": word for name in ("theme", "language") if (word := getattr(wanted, name))}
    box = _tag("div", said | wanted.remembering)
    link = _tag("a", {"href": wanted.hosted, "target": "_top"})
    return f"{box}\n  {link}{escape(wanted.words)}</a>\n</div>\n{_script(wanted, {})}"


def plain_frame(wanted: Wanted) -> str:
    """The form without any script: it cannot know how tall it is."""
    said = {"src": wanted.framed, "title": wanted.words, "width": "100%", "height": "1500"}
    return f"{_tag('iframe', said | {'style': 'border: 0'})}</iframe>"


def other_pages(wanted: Wanted) -> str:
    """The tag for the pages without the form: it remembers the visit and hands it to links that lead to the form."""
    return _script(wanted, wanted.remembering)


def _script(wanted: Wanted, more: Mapping[str, str | None]) -> str:
    return f"{_tag('script', {'async': None, 'src': f'{wanted.base}/embed.v1.js'} | dict(more))}</script>"


def _tag(name: str, said: Mapping[str, str | None]) -> str:
    words = "".join(f" {key}" if value is None else f' {key}="{escape(value)}"' for key, value in said.items())
    return f"<{name}{words}>"
