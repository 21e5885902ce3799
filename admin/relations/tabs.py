"""The pages about partners, as the tabs above each of them."""

TABS = [
    ("admin.time", "Who deserves your time"),
    ("admin.partners", "All partners"),
    ("admin.partners_picture", "Quality or quantity"),
    ("admin.balance", "Balance"),
    ("admin.referrals", "Referrals given"),
    ("admin.thanks", "Thanks"),
    ("admin.duplicates", "Duplicates"),
]
"""The endpoint and the name of each page, in the order in which they stand."""
