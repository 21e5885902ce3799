"""Erasing a person: their words, name, contacts and visits go everywhere, and the numbers stay under "erased client".

Amounts, dates and credits stay, so that every ranking and every closed month still adds up. Backups, and files that
somebody has taken away, are out of reach.
"""

from records.answers.erasures import ERASED, Erasure, erasure_of
from records.erasing.finding import clients_with_email, has_email
from records.erasing.person import Gone, erase

__all__ = ["ERASED", "Erasure", "Gone", "clients_with_email", "erase", "erasure_of", "has_email"]
