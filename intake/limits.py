"""How often one address may send a form or follow a partner's link: more than people do, far less than machines.

And how often a form may be sent by all together, before what comes waits for a look.
"""

from flask import Flask, current_app, request

from pace import Pace, network_address, sender

OFTEN_ENOUGH = "120/minute"
OFTEN = "20/minute"
"""How many forms from one address in a minute are a sign, and no limit: a desk with a code may have many visitors."""
FLOOD = "120/minute; 1500/hour"
"""How often one form may be sent by everybody together. What comes beyond it is held back and never refused: a limit
that refuses would let whoever floods a form lock out its clients."""
PART_OF_ONE = "6/minute; 60/hour"
"""How much of that one network can be. Beyond it what the network sends counts for itself alone: else whoever floods a
form from one place would have everybody held back."""
WRONGLY_SIGNED = "60/minute"
"""How often one address may send the webhook something that is not signed rightly. What is signed has no limit."""


def install(app: Flask) -> None:
    """Give the application a memory of who has sent how often, and who has followed links."""
    app.extensions["whence_senders"] = Pace(OFTEN_ENOUGH)
    app.extensions["whence_often"] = Pace(OFTEN)
    app.extensions["whence_forms"] = Pace(FLOOD)
    app.extensions["whence_parts"] = Pace(PART_OF_ONE)
    app.extensions["whence_followers"] = Pace(OFTEN_ENOUGH)
    app.extensions["whence_forgers"] = Pace(WRONGLY_SIGNED)


def sends_too_often() -> bool:
    """Whether whoever sends this request has sent too much in this minute; the request is counted if not."""
    return _does_too_often("whence_senders")


def sends_often() -> bool:
    """Whether much came from this request's address in this minute; the request is counted if not."""
    return _does_too_often("whence_often")


def form_is_flooded(number: int) -> bool:
    """Whether a form was sent more often than real people send it, by all or by this network; if not, this counts.

    What comes from this machine is not counted, as with the limit of an address.
    """
    if is_this_machine(request.remote_addr or ""):
        return False
    forms: Pace = current_app.extensions["whence_forms"]
    parts: Pace = current_app.extensions["whence_parts"]
    by_all, by_one = f"form {number}", f"form {number} {sender()}"
    if forms.is_spent(by_all) or forms.is_spent(by_one):
        return True
    forms.spend(by_one)
    if not parts.is_spent(by_one):
        parts.spend(by_one)
        forms.spend(by_all)
    return False


def follows_too_often() -> bool:
    """The same of partners' links, whose codes somebody might try one after the other."""
    return _does_too_often("whence_followers")


def signs_wrongly_too_often() -> bool:
    """Whether whoever sends this request has signed too much wrongly; nothing is counted."""
    forgers: Pace = current_app.extensions["whence_forgers"]
    return not is_this_machine(request.remote_addr or "") and forgers.is_spent()


def signed_wrongly() -> None:
    """Count a request that was not signed rightly."""
    forgers: Pace = current_app.extensions["whence_forgers"]
    forgers.spend()


def _does_too_often(what: str) -> bool:
    """Whether what a memory counts of a sender is spent; the request is counted if not.

    This machine itself is never limited: behind a proxy that TRUSTED_PROXIES does not count all clients have its
    address, and a limit would turn real people away.
    """
    if is_this_machine(request.remote_addr or ""):
        return False
    pace: Pace = current_app.extensions[what]
    if pace.is_spent():
        return True
    pace.spend()
    return False


def is_this_machine(address: str) -> bool:
    """Whether a request comes from the machine itself; such a one has no limit."""
    known = network_address(address)
    # A server on a Unix socket names no address at all.
    return known is None or known.is_loopback
