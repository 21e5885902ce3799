"""Which answers say the same in nearly the same words."""

from attribution import nearly_the_same, wording_of

SAME = (
    ("Big Stevo", "big stevo sent me!"),
    ("Recommended by Joe Smith", "JOE SMITH"),
    ("Smith, Joe", "Joe Smith"),
    ("It was Renée.", "renee"),
    ("the", "The!"),
    ("Karen from the gym", "karen at the gym."),
    ("From the gym, Karen", "Karen, from the gym"),
    ("I got your name from Karen at the gym", "Karen from the gym recommended me"),
    ("heard about you from Big Stevo", "Big Stevo pointed us to you"),
    ("somebody called Yolanda Fitz", "somebody, her name was Yolanda Fitz"),
    ("introduced by Joe Smith", "Joe Smith told me about you"),
)
NEARLY = (
    ("Big Stevo", "Big Stevvo"),
    ("Osterhaus", "osterahus"),
    ("the roofer on main stret", "the roofer on Main Street"),
    ("someone at the gymnasium", "somone at the gymnasium"),
)
APART = (
    ("Karen at the gym", "Karin at the gym"),
    ("Jordan Taylor", "Taylor Jordan"),
    ("Joe told me about Ann", "Ann told me about Joe"),
    ("my brother", "my mother"),
    ("Jon", "Jan"),
    ("Joe", "not Joe"),
    ("unit 10234", "unit 10235"),
    ("Big Stevo", "Bog Stevvo"),
    ("Stevo", "Atevo"),
    ("Joe Smith", "Joe"),
    ("maybe Karen Osterhaus", "Karen Osterhaus"),
    ("heard of Karen", "heard from Karen"),
    ("the letter from Joe", "the letter to Joe"),
    ("my friend Karen", "Karen"),
    ("Karen, not from the gym", "Karen from the gym"),
    ("from the gym Karen", "Karen from the gym"),
    ("At the gym, Joe, Ann", "Joe, Ann at the gym"),
    ("Joe in Millbrook", "Joe of Millbrook"),
)


def test_what_is_the_same_nearly_the_same_and_not() -> None:
    for one, other in SAME:
        assert wording_of(one) == wording_of(other), (one, other)
    for one, other in NEARLY + APART:
        first, second = wording_of(one), wording_of(other)
        assert first and second
        assert first.words != second.words
        near = nearly_the_same(first.words, second.words)
        assert near is nearly_the_same(second.words, first.words) is ((one, other) in NEARLY), (one, other)
        # What is nearly the same is looked for in one block only.
        assert not near or first.block == second.block, (one, other)
    assert wording_of("") is wording_of("?!") is None
    story = wording_of(" ".join(f"word{number}" for number in range(30)))
    assert story
    assert not story.block
