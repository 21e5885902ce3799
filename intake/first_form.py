"""The words of the form that an installation starts with, so that the catalogues have them.

The form itself is made by the first migration, in English; whatever a firm rewrites is in no catalogue any more.
"""

from intake.wording import marked

WORDS = (
    marked("Welcome"),
    marked("Please tell us how to reach you and what you need."),
    marked("What brought you to us?"),
    marked("We have received your message and will get in touch with you within two working days."),
    marked("Someone recommended you"),
    marked("Who may we thank?"),
    marked("I am or was a client"),
    marked("When were you with us, if you remember?"),
    marked("A search engine (Google, Bing …)"),
    marked("What did you search for?"),
    marked("An AI assistant (ChatGPT …)"),
    marked("Which one, and what did you ask it?"),
    marked("Social media"),
    marked("Where, and whose post was it?"),
    marked("A review site or directory"),
    marked("Which one?"),
    marked("Another website"),
    marked("Which website was it?"),
    marked("An advertisement, sign or vehicle"),
    marked("Where did you see or hear it?"),
    marked("An event or talk"),
    marked("Other"),
    marked("I don't remember"),
    marked("Anything that comes to mind?"),
)
