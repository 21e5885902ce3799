"""Media as Spanish speakers tell of them, at home and in the United States."""

import pytest

from attribution import Directory, Entity, Entry, Kind, attribute

DIRECTORY = Directory([Entry("1", "Ignacio Belmonte", Kind.PARTNER, Entity.PERSON, "", "roofer", aliases=("Nacho",))])


def _names(answer: str) -> list[str]:
    return [credit.source.name for credit in attribute(answer, DIRECTORY).introduced_by()]


@pytest.mark.parametrize(
    ("answer", "name"),
    [
        ("me llego una carta a la casa", "Mailer"),
        ("me llegó una carta con la foto de la familia del abogado", "Mailer"),
        ("nos mandaron una postal con un cupon", "Mailer"),
        ("una tarjeta postal que llegó", "Mailer"),
        ("un papelito en el parabrisas", "Flyer"),
        ("recibimos un papel en el buzón con su número", "Flyer"),
        ("por feis", "Facebook"),
        ("en el feisbuk", "Facebook"),
        ("un video en yutub", "YouTube"),
        ("me mandaron por guasap el número", "WhatsApp"),
        ("puse dentista en el gugul", "Google"),
        ("vi su oficina cuando iba pasando", "Walk-by"),
        ("aquí a la vuelta vivo", "Walk-by"),
        ("siempre paso por enfrente", "Walk-by"),
        ("un señor ahí en la sala de espera, no le pregunté el nombre", "Word of mouth"),
    ],
)
def test_a_medium_is_known(answer: str, name: str) -> None:
    assert _names(answer) == [name]
    assert attribute(answer, DIRECTORY).decision == "auto"


@pytest.mark.parametrize("answer", ["nadie, yo solo", "Dios y la virgencita", "de pura casualidad"])
def test_there_is_nothing_to_ask(answer: str) -> None:
    assert attribute(answer, DIRECTORY).decision != "review"


def test_a_letter_of_the_court_and_a_lift_are_no_advertisements() -> None:
    assert "Mailer" not in _names('Nacho Belmonte oyó "me llegó la carta" y me dijo de ustedes')
    assert "Facebook" not in _names("Nacho Belmonte told me at the feis")
    assert "Mailer" not in _names("me llegó una carta de la corte y Nacho Belmonte me dijo que viniera")
    assert _names("Nacho Belmonte me dijo de ustedes, me trajo en su troca") == ["Ignacio Belmonte"]
