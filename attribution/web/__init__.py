"""What a visit from the web shows: addresses, places, tags, click identifiers, phrases, and the rules of the channels.

``attribution.web.arrival`` puts these together. The tables are in ``attribution/data/web``.
"""
