"""What dev.py asks of the operating system: found out, installed where it may, else said to the letter."""

from __future__ import annotations

from pathlib import Path

import pytest
import system
from steps import Stop

RELEASES = {
    "debian": {"ID": "debian"},
    "ubuntu": {"ID": "ubuntu", "ID_LIKE": "debian"},
    "mint": {"ID": "linuxmint", "ID_LIKE": "ubuntu debian"},
    "fedora": {"ID": "fedora"},
    "rocky": {"ID": "rocky", "ID_LIKE": "rhel centos fedora"},
    "arch": {"ID": "arch"},
    "manjaro": {"ID": "manjaro", "ID_LIKE": "arch"},
    "tumbleweed": {"ID": "opensuse-tumbleweed", "ID_LIKE": "opensuse suse"},
    "alpine": {"ID": "alpine"},
}
FAMILIES = {
    "debian": "debian",
    "ubuntu": "debian",
    "mint": "debian",
    "fedora": "fedora",
    "rocky": "fedora",
    "arch": "arch",
    "manjaro": "arch",
    "tumbleweed": "suse",
    "alpine": "",
}


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The commands that would have been run."""
    commands: list[list[str]] = []

    def note(command: list[str], _env: object = None) -> str:
        commands.append(list(command))
        return ""

    monkeypatch.setattr(system, "quietly", note)
    monkeypatch.setattr(system.shutil, "which", lambda name: f"/usr/bin/{name}")
    system.refresh.cache_clear()
    return commands


def be(monkeypatch: pytest.MonkeyPatch, family: str, *, root: bool) -> None:
    monkeypatch.setattr(system, "this_family", lambda: family)
    monkeypatch.setattr(system, "is_root", lambda: root)


@pytest.mark.parametrize("name", RELEASES)
def test_the_distribution_is_known_by_its_kin(name: str) -> None:
    assert system.family(RELEASES[name]) == FAMILIES[name]


def test_each_family_has_every_need_and_a_command() -> None:
    needs = set(system.PACKAGES["debian"])
    for family, packages in system.PACKAGES.items():
        assert set(packages) == needs
        assert family in system.INSTALL
        assert family in system.RELATED


def test_root_on_debian_gets_them_installed_and_is_told(
    ran: list[list[str]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    be(monkeypatch, "debian", root=True)
    system.provide("desktop", "Testing the real window")
    system.provide("venv", "Making a virtual environment", "python3.12")
    assert ran == [
        ["apt-get", "update"],
        ["apt-get", "install", "-y", "--no-install-recommends", "xvfb", "xdotool"],
        ["apt-get", "install", "-y", "--no-install-recommends", "python3.12-venv"],
    ]
    assert "they are installed now:\n    apt-get install -y xvfb xdotool\n" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("family", "root", "said"),
    [
        ("debian", False, "    sudo apt-get install -y xvfb xdotool"),
        ("fedora", False, "    sudo dnf install -y xorg-x11-server-Xvfb xdotool"),
        ("fedora", True, "    dnf install -y xorg-x11-server-Xvfb xdotool"),
        ("arch", False, "    sudo pacman -S --needed xorg-server-xvfb xdotool"),
        ("suse", False, "    sudo zypper install -y xorg-x11-server-Xvfb xdotool"),
        ("", False, "On Debian they are called:\n    xvfb xdotool"),
    ],
)
def test_others_are_told_the_exact_command(
    family: str, root: bool, said: str, ran: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    be(monkeypatch, family, root=root)
    with pytest.raises(Stop) as stop:
        system.provide("desktop", "Testing the real window")
    assert str(stop.value).startswith("Testing the real window needs packages of the system.")
    assert str(stop.value).endswith(said)
    assert ran == []


def python_that_says(words: str, folder: Path) -> Path:
    program = folder / "python"
    program.write_text(f"#!/bin/sh\necho '{words}' >&2\nexit {1 if words else 0}\n")
    program.chmod(0o755)
    return program


@pytest.mark.skipif(system.sys.platform != "linux", reason="elsewhere Qt needs nothing of the system")
class TestQt:
    def test_a_missing_library_is_named(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        words = "ImportError: libEGL.so.1: cannot open shared object file: No such file or directory"
        be(monkeypatch, "arch", root=False)
        with pytest.raises(
            Stop, match="^Qt finds no libEGL.so.1 and needs packages.*\n.*pacman -S .*libglvnd"
        ):
            system.provide_qt(python_that_says(words, tmp_path), {})

    def test_another_fault_is_no_missing_package(self, tmp_path: Path) -> None:
        words = "ImportError: this is some other thing"
        with pytest.raises(Stop, match="some other thing"):
            system.provide_qt(python_that_says(words, tmp_path), {})

    def test_nothing_is_asked_when_nothing_is_missing(self, tmp_path: Path, ran: list[list[str]]) -> None:
        system.provide_qt(python_that_says("", tmp_path), {}, ("libqxcb.so",))
        assert all("apt-get" not in command for command in ran)
