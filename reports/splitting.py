"""How a payment is split: the rule that the kept totals follow too, so it lives with the records."""

from records.splitting import split

__all__ = ["split"]
