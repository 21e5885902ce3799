"""Forms as a browser would send them: read out of the page, with what is filled in, checked and hidden."""

import re
from html.parser import HTMLParser

from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse


def fields(response: TestResponse | str, action: str = "", *, having: str = "") -> dict[str, str]:
    """What a form of the page would send if its button were pressed at once.

    It is the first form whose address ends with ``action`` and that has a field named ``having``, where these are
    given. Of several fields of one name the last one stays. Raises LookupError if the page has no such form.
    """
    reader = _Reader()
    reader.feed(response if isinstance(response, str) else response.text)
    for address, found in reader.forms:
        if address.endswith(action) and (not having or having in found):
            return found
    raise LookupError(f"no form for {action!r} with {having!r}; the page has {reader.forms}")


class _Reader(HTMLParser):
    """Collects the forms of a page, each with its address and its fields."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[tuple[str, dict[str, str]]] = []
        self.area: str | None = None
        self.select: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append((attributes.get("action", ""), {}))
        elif self.forms:
            self._field(tag, attributes)

    def _field(self, tag: str, attributes: dict[str, str]) -> None:
        found = self.forms[-1][1]
        name = attributes.get("name", "")
        if tag == "input" and name:
            kind = attributes.get("type", "text")
            if kind in {"checkbox", "radio"}:
                if "checked" in attributes:
                    found[name] = attributes.get("value", "on")
            elif kind not in {"submit", "button", "image", "file"}:
                found[name] = attributes.get("value", "")
        elif tag == "textarea" and name:
            self.area = name
            found[name] = ""
        elif tag == "select":
            self.select = name
        elif tag == "option" and self.select and ("selected" in attributes or self.select not in found):
            found[self.select] = attributes.get("value", "")

    def handle_data(self, data: str) -> None:
        if self.area:
            self.forms[-1][1][self.area] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self.area:
            # A browser drops the first line break after the tag, and templates put one there for that reason.
            found = self.forms[-1][1]
            found[self.area] = re.sub(r"\A\r?\n", "", found[self.area])
            self.area = None
        elif tag == "select":
            self.select = None


def in_parts(sent: MultiDict[str, str]) -> dict[str, str | bytes]:
    """Words as a browser sends them from a form that could carry files: for `client.post(address, **in_parts(sent))`.

    Werkzeug's own client leaves out the empty line of an empty field, which its parser then reads together with the
    next field wherever the two lie across the end of what it reads at a time.
    """
    mark = "----as-a-browser-marks-it"
    parts = [
        f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in sent.items(multi=True)
    ]
    return {
        "data": "".join([*parts, f"--{mark}--\r\n"]).encode(),
        "content_type": f"multipart/form-data; boundary={mark}",
    }
