"""Which trade the words of a client speak of, beside what a directory calls the trade."""

import pytest

from attribution.words.deeds import deeds_at
from attribution.words.text import tokens_of
from attribution.words.trades import trades_in, trades_of

SPOKEN = {
    "fishmonger": "Jim at the fish shop",
    "photographer": "took the pictures of our lab; took our family pics; did the photos; takes photos",
    "physical therapist": "made my leg; built her brace; shes been doing my knee; fixed my shoulder; my physio",
    "auto glass": "he replaced my windshield; put in the new windscreen",
    "nail technician": "the lady who does my nails; nail place; did her nails; hace las uñas",
    "flooring": "he did our floors; refinished the old oak floors; the carpet lady",
    "pet sitter": "watches my cats; feeds our cat; walks my two dogs; looks after the rabbit",
    "bookkeeper": "does our books; does the payroll; keeps my books; our taxes done by; tax place",
    "realtor": "sold our house; sold us our house; sold our old house; sold my moms condo; found us this house",
    "pastor": "married us; baptised our son; buried my dad; priest; runs the bible study; the gurdwara; shul",
    "piano teacher": "teaches my son piano; taught her kids the piano; piano lady",
    "mortgage broker": "did the refi; got us our mortgage; morgage guy; refinanced our home",
    "home inspector": "inspected the house; did the survey",
    "nanny": "watches my kids; minds our little one; watched the twins; babysits my daughter",
    "heating engineer": "serviced the boiler; put in our new furnace; boiler man; ac guy; unser Heizung repariert",
    "window company": "put in our windows; put our windows in; put new windows in for us; window guy",
    "roofer": "fixed my mothers leaky roof; our roof done; redid the roof; arregló nuestro techo; unser Dach repariert",
    "house cleaner": "cleans our house; had the house cleaned by; cleaning lady; limpia mi casa; u mnie sprząta",
    "cleaner": "sprząta nasz dom",
    "hairdresser": "cuts my hair; cut my hair; doing my roots; my hair lady; mi corta el pelo",
    "estate planning attorney": "did our wills; wrote my dads will; handled the divorce; my lawer",
    "funeral director": "buried my husband; did mums funeral; laid my father to rest",
    "plumber": "fixed the kitchen sink; unblocked our drain; unclogged the upstairs toilet",
    "electrician": "rewired our place; sparky; put in the new outlets; leccy",
    "carpenter": "built our kitchen cabinets; chippy; made me a table; hung our doors",
    "landscaper": "mows our lawn; cut the grass; does my mums garden; yard guy",
    "arborist": "cut down our oak; tree guy; trimmed the trees",
    "exterminator": "sprays for roaches; sprays our house; caught the rats; bug man",
    "mechanic": "fixed my car; does my mot; tyre place; services the van; arregla mi carro",
    "car dealer": "sold me my truck; sold us the van; used car lot",
    "mover": "moved us; moved all my stuff; moved my parents into the bungalow; moving guys",
    "tailor": "hems my pants; took in my dress; made my wedding dress; sewing lady; siuvėja",
    "jeweler": "made our rings; resized my moms ring; fixed my watch",
    "baker": "made our wedding cake; bakes the bread; donut place",
    "florist": "did the flowers; flower shop; made my bouquet",
    "caterer": "catered our wedding; did the food",
    "veterinarian": "put down our old dog; delivered the calf; spayed our cat; vet clinic",
    "groomer": "clips my poodle; grooms the dog; washes our dogs",
    "farrier": "shoes my horses; trims the ponies hooves",
    "optometrist": "made my glasses; checks my eyes; eye doctor; glasses place",
    "dentist": "did my crown; pulled my wisdom tooth; fixed my teeth; tooth doctor",
    "dermatologist": "skin doctor; removed the mole on my back; burned off my wart",
    "podiatrist": "foot doctor; does my bunions; fixed her ingrown toenail",
    "chiropractor": "cracks my back; chiro; adjusted my neck; back doctor",
    "obstetrician": "delivered my twins; delivered both our babies; midwife",
    "home care agency": "takes care of my mother; looked after my nan; sat with dad; minding my mum",
    "dialysis nurse": "dialysis; the kidney place",
    "audiologist": "fitted my hearing aids; did my ears; hearing aid place",
    "crossing guard": "lollipop lady; crossing lady",
    "mail carrier": "mailman; postie; brings the mail; delivers our post; listonosz",
    "garbage collector": "bin man; garbage men; collects the rubbish; binmen",
    "bus driver": "drives my sons school bus; drives the 74 bus; drives me",
    "driving instructor": "driving lessons; driving school",
    "web developer": "built our website; fixed my laptop; computer guy",
    "graphic designer": "did our logo; designed my flyers",
    "insurance agent": "insures our house; does my car insurance; insurance lady; handled the claim",
    "financial advisor": "manages our money; looks after my pension; does our iras; money guy",
    "interpreter": "interpreted for my mum; translated my papers",
    "property manager": "manages our building; looks after our flat; runs my building",
    "chimney sweep": "swept the chimney; cleans our chimney; chimney guy",
    "pool service": "cleans our pool; opened the pool; pool guy",
    "upholsterer": "reupholstered my moms couch; redid the armchair",
    "locksmith": "changed the locks; cut me a key; key shop",
    "tattoo artist": "did my tattoo; tattooed me; tatoo place",
    "swim coach": "swim lessons; my sons swim coach",
    "karate teacher": "teaches my boys karate; dojo",
    "travel agent": "booked our cruise; planned the honeymoon",
    "wedding planner": "planned our wedding; planned my daughters quince",
    "judge": "judge; the courthouse",
    "city councillor": "councillor; town hall; council office",
    "union rep": "branch secretary; shop steward; union rep; teamsters",
    "librarian": "librarian; library lady",
    "paramedic": "ambulance driver; paramedics; emt",
    "mason": "built our chimney; repointed the brick wall; bricklayer",
    "painter": "painted our house; painted my girls bedroom; peint la maison",
    "builder": "built our extension; did the loft; remodeled my kitchen; our house was built",
    "paving contractor": "paved our driveway; did my drive; laid the patio",
    "butcher": "meat counter; cuts our meat; butchers",
    "barista": "makes my coffee; coffee guy; coffee place",
    "bartender": "pours my pints; pulls the pints; runs the pub; barman",
}
OF_NO_TRADE = {
    "realtor": "I sold my car; came to the house; the whole house smelled; my sister cleans our house",
    "carpenter": "I built it; to make a table reservation",
    "hairdresser": "cut me off",
    "mechanic": "walked past the garden; sold our house",
    "nanny": "my kids told me; watched a video",
    "grocer": "the polish lady; ring me; a card; work; place",
    "sandwich shop": "he took the subway",
    "police officer": "Bobby told me",
    "roofer": "we redid our drive; to fix it",
    "taxi driver": "took us out for a beer; drove past",
}


def _spoken_of(said: str) -> set[str]:
    words = [token.text + ("s" if token.possessive else "") for token in tokens_of(said)]
    return {trade for _, _, trades in trades_in(words) for trade in trades}


def test_words_speak_of_the_trade() -> None:
    missed = [
        f"{said.strip()} ({occupation})"
        for occupation, phrases in SPOKEN.items()
        for said in phrases.split(";")
        if not _spoken_of(said) & trades_of(occupation)
    ]
    assert not missed, missed


def test_other_words_do_not() -> None:
    mistaken = [
        f"{said.strip()} ({occupation})"
        for occupation, phrases in OF_NO_TRADE.items()
        for said in phrases.split(";")
        if _spoken_of(said) & trades_of(occupation)
    ]
    assert not mistaken, mistaken
    assert [said for said in ("I sold our house", "we did our floors", "to cut the grass") if _deeds(said)] == []


def _deeds(said: str) -> list[tuple[int, int, frozenset[str]]]:
    words = said.casefold().split()
    return [deed for place in range(len(words)) for deed in deeds_at(words, place)]


@pytest.mark.parametrize(
    ("said", "trade"),
    [
        ("works on my volvo", "auto_repair"),
        ("sold me the corolla", "car_sales"),
        ("did our eavestroughs", "roofing"),
        ("my rmt", "massage"),
        ("pours my macchiato", "coffee"),
        ("puso el azulejo", "tiling"),
    ],
)
def test_what_somebody_has_or_does_tells_the_trade(said: str, trade: str) -> None:
    assert any(trade in trades for _, _, trades in trades_in(said.split()))
