"""Settings as they are read: from the environment, the file and the defaults, or refused by name."""

from pathlib import Path

import pytest

from settings import ROOT, BadSetting, read_settings


def test_nothing_needs_to_be_set() -> None:
    assert read_settings({})["DATABASE_URL"] == f"sqlite:///{ROOT}/instance/whence.sqlite3"


def test_the_default_file_is_in_the_instance_folder(tmp_path: Path) -> None:
    found = read_settings({"INSTANCE_PATH": str(tmp_path)})
    assert found["DATABASE_URL"] == f"sqlite:///{tmp_path}/whence.sqlite3"
    assert found["INSTANCE_PATH"] == tmp_path


def test_an_instance_folder_of_the_checkout_is_seen_from_its_root() -> None:
    assert read_settings({"INSTANCE_PATH": "other"})["DATABASE_URL"] == f"sqlite:///{ROOT}/other/whence.sqlite3"


def test_the_environment_wins_over_the_file_and_the_file_over_the_default(tmp_path: Path) -> None:
    (tmp_path / "whence.toml").write_text('DATABASE_URL = "sqlite:////srv/a.sqlite3"\nTRUSTED_PROXIES = 2\n', "utf-8")
    given = {"INSTANCE_PATH": str(tmp_path), "TRUSTED_PROXIES": "1"}
    found = read_settings(given)
    assert (found["DATABASE_URL"], found["TRUSTED_PROXIES"]) == ("sqlite:////srv/a.sqlite3", 1)


@pytest.mark.parametrize("name", ["DATABSE_URL", "INSTANCE_PATH"])
def test_a_name_that_the_file_cannot_set_is_refused_with_the_ones_it_can(tmp_path: Path, name: str) -> None:
    (tmp_path / "whence.toml").write_text(f'{name} = "x"\n', encoding="utf-8")
    with pytest.raises(BadSetting, match=f"has no use for {name}; the settings are DATABASE_URL, SECRET_KEY, BASE_URL"):
        read_settings({"INSTANCE_PATH": str(tmp_path)})


@pytest.mark.parametrize("content", [b"BASE_URL = ", b"\xff"])
def test_a_file_that_is_not_toml_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "whence.toml").write_bytes(content)
    with pytest.raises(BadSetting, match="is not valid TOML"):
        read_settings({"INSTANCE_PATH": str(tmp_path)})


@pytest.mark.parametrize(
    "address",
    [
        "clients.example.com",
        "https://",
        "https:///form",
        "https://clients example.com",
        "https://clients.example.com:99999",
        "https://clients.example.com?a=b",
        "https://clients.example.com/#top",
        "https://me:hidden@clients.example.com",
        "https://[::1",
    ],
)
def test_a_public_address_that_links_cannot_begin_with_is_refused(address: str) -> None:
    with pytest.raises(BadSetting, match=r"BASE_URL: .* must be an address such as https://clients\.example\.com"):
        read_settings({"BASE_URL": address})


@pytest.mark.parametrize(
    "address", ["https://clients.example.com", "http://[::1]:8000", "http://127.0.0.1:8000", "https://müller.example/w"]
)
def test_a_public_address_may_have_a_port_and_a_path(address: str) -> None:
    assert read_settings({"BASE_URL": f"{address}/"})["BASE_URL"] == address


@pytest.mark.parametrize("address", ["nonsense", "mysql://x", "sqlite://file.db", "postgresql://me:hidden@host:port/x"])
def test_an_address_that_is_no_database_is_refused_without_its_password(address: str) -> None:
    with pytest.raises(BadSetting, match="DATABASE_URL: the value ") as refused:
        read_settings({"DATABASE_URL": address})
    assert "hidden" not in str(refused.value)
