"""The decision, pure: an answer and a web visit go in, credits with reasons come out."""

from attribution.aliases import (
    bare_first_name_in,
    carries_a_name,
    fits_another,
    is_bare_first_name,
    name_around,
    nearest_spelling,
    offered_alias,
)
from attribution.choices import DEFAULT_CHOICES, DefaultChoice, choice_for
from attribution.decide import attribute
from attribution.entries.directory import Directory
from attribution.entries.supposed import Supposed
from attribution.known import is_built_in, said_channel
from attribution.model import (
    WEBSITE_KINDS,
    WHOLE,
    Channel,
    Choice,
    Credit,
    Entity,
    Entry,
    Kind,
    Result,
    Role,
    Source,
    Visit,
)
from attribution.output import result_to_json
from attribution.same.answers import Wording, nearly_the_same, wording_of
from attribution.same.people import same_person, words_of_person
from attribution.same.rows import likeness, likeness_keys
from attribution.same.searches import search_key
from attribution.tables import web_version
from attribution.web.arrival import Arrival, classify
from attribution.web.fragment import tags_in_fragment
from attribution.web.lists import BadList, Lists, read_lists
from attribution.words.nicknames import forms_of
from attribution.words.text import READ_AT_MOST, fold, fold_keyword, slug

__all__ = [
    "DEFAULT_CHOICES",
    "READ_AT_MOST",
    "WEBSITE_KINDS",
    "WHOLE",
    "Arrival",
    "BadList",
    "Channel",
    "Choice",
    "Credit",
    "DefaultChoice",
    "Directory",
    "Entity",
    "Entry",
    "Kind",
    "Lists",
    "Result",
    "Role",
    "Source",
    "Supposed",
    "Visit",
    "Wording",
    "attribute",
    "bare_first_name_in",
    "carries_a_name",
    "choice_for",
    "classify",
    "fits_another",
    "fold",
    "fold_keyword",
    "forms_of",
    "is_bare_first_name",
    "is_built_in",
    "likeness",
    "likeness_keys",
    "name_around",
    "nearest_spelling",
    "nearly_the_same",
    "offered_alias",
    "read_lists",
    "result_to_json",
    "said_channel",
    "same_person",
    "search_key",
    "slug",
    "tags_in_fragment",
    "web_version",
    "wording_of",
    "words_of_person",
]
