"""What the operating system has to provide: Qt's libraries, and for the tests a display without a screen."""

from __future__ import annotations

import os
import platform
import re
import shutil
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from steps import Stop, quietly, say, step

PACKAGES: dict[str, dict[str, str]] = {
    "debian": {
        "qt": "libegl1 libgl1 libfontconfig1 libfreetype6 libdbus-1-3 libglib2.0-0 libgssapi-krb5-2 libx11-6"
        " libx11-xcb1 libxkbcommon0 libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-image0"
        " libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 libxcb-shape0 libxcb-shm0"
        " libxcb-sync1 libxcb-util1 libxcb-xfixes0 libxcb-xinerama0 libxcb-xkb1",
        "desktop": "xvfb xdotool",
        "venv": "{python}-venv",
    },
    "fedora": {
        "qt": "libglvnd-egl libglvnd-glx mesa-libEGL mesa-libGL fontconfig freetype dbus-libs glib2 krb5-libs"
        " libX11 libX11-xcb libxkbcommon libxkbcommon-x11 libxcb xcb-util xcb-util-cursor xcb-util-image"
        " xcb-util-keysyms xcb-util-renderutil xcb-util-wm",
        "desktop": "xorg-x11-server-Xvfb xdotool",
        "venv": "{python}",
    },
    "arch": {
        "qt": "libglvnd mesa fontconfig freetype2 dbus glib2 krb5 libx11 libxkbcommon libxkbcommon-x11 libxcb"
        " xcb-util xcb-util-cursor xcb-util-image xcb-util-keysyms xcb-util-renderutil xcb-util-wm",
        "desktop": "xorg-server-xvfb xdotool",
        "venv": "python",
    },
    "suse": {
        "qt": "Mesa-libEGL1 Mesa-libGL1 fontconfig libfreetype6 libdbus-1-3 libglib-2_0-0 libgthread-2_0-0"
        " krb5 libX11-6 libX11-xcb1 libxkbcommon0 libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4"
        " libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 libxcb-shape0 libxcb-shm0"
        " libxcb-sync1 libxcb-util1 libxcb-xfixes0 libxcb-xkb1",
        "desktop": "xorg-x11-server-Xvfb xdotool",
        "venv": "{python}",
    },
}
"""The packages of each family of distributions, for each need."""

INSTALL = {
    "debian": "apt-get install -y",
    "fedora": "dnf install -y",
    "arch": "pacman -S --needed",
    "suse": "zypper install -y",
}

RELATED = {
    "debian": "debian ubuntu linuxmint pop raspbian",
    "fedora": "fedora rhel centos rocky almalinux",
    "arch": "arch manjaro endeavouros",
    "suse": "suse opensuse opensuse-leap opensuse-tumbleweed sles",
}


def family(release: Mapping[str, str]) -> str:
    """The family of distributions that the fields of /etc/os-release tell of, "" when it is none we know."""
    told = f"{release.get('ID', '')} {release.get('ID_LIKE', '')}".lower().split()
    for word in told:
        for name, related in RELATED.items():
            if word in related.split():
                return name
    return ""


def this_family() -> str:
    """The family of the running system, "" where it is no Linux that we know."""
    try:
        return family(platform.freedesktop_os_release())
    except OSError:
        return ""


def packages(of: str, need: str, python: str = "python3") -> list[str]:
    """The packages of the family `of` for `need` ("qt", "desktop" or "venv")."""
    return PACKAGES[of][need].format(python=python).split()


def command(of: str, names: list[str], *, root: bool) -> str:
    """The command that installs the packages `names`, as one would type it."""
    return ("" if root else "sudo ") + " ".join([INSTALL[of], *names])


def is_root() -> bool:
    return sys.platform != "win32" and os.geteuid() == 0


def provide(need: str, purpose: str, python: str = "python3") -> None:
    """Install what `need` asks for where that is allowed: as root on Debian, Ubuntu and their kin.

    Elsewhere raises Stop with the exact command. `purpose` says in words what cannot be done without.
    """
    of = this_family()
    if not of:
        known = " ".join(packages("debian", need, python))
        raise Stop(f"{purpose} needs packages of the system. On Debian they are called:\n    {known}")
    names = packages(of, need, python)
    if of != "debian" or not is_root() or not shutil.which("apt-get"):
        typed = command(of, names, root=is_root())
        raise Stop(f"{purpose} needs packages of the system. Install them with\n    {typed}")
    say(f"{purpose} needs packages of the system; as you are root, they are installed now:")
    say(f"    {command(of, names, root=True)}")
    refresh()
    with step("apt-get install"):
        quietly(["apt-get", "install", "-y", "--no-install-recommends", *names], APT)


APT = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}


@cache
def refresh() -> None:
    """Fetch the lists of packages, once; a fresh container has none."""
    with step("apt-get update"):
        quietly(["apt-get", "update"], APT)


LOAD_QT = """
import ctypes, pathlib, sys, PySide6
from PySide6 import QtCore, QtGui, QtNetwork, QtOpenGLWidgets, QtSvg, QtWidgets
platforms = pathlib.Path(PySide6.__file__).parent / "Qt" / "plugins" / "platforms"
faults = []
for pattern in sys.argv[1:]:
    for plugin in platforms.glob(pattern):
        try:
            ctypes.CDLL(str(plugin))
        except OSError as error:
            faults.append(error)
        else:
            sys.exit()
if faults:
    sys.exit(f"{faults[0]}")
"""
"""Loads Qt and one of the window plugins given as patterns, and says what is missing for that."""


def provide_qt(python: Path, env: Mapping[str, str], plugins: tuple[str, ...] = ()) -> None:
    """See that Qt's libraries and one of its `plugins` load, installing what the system lacks.

    Raises Stop with the exact command where that is not allowed.
    """
    if sys.platform != "linux" or not (fault := missing_for_qt(python, env, plugins)):
        return
    provide("qt", f"Qt finds no {fault} and")
    if fault := missing_for_qt(python, env, plugins):
        raise Stop(f"Qt still finds no {fault}; install the package of your system that has it")


def missing_for_qt(python: Path, env: Mapping[str, str], plugins: tuple[str, ...]) -> str:
    """The file name of the system library that Qt lacks, or "". Raises Stop for any other fault."""
    try:
        quietly([python, "-c", LOAD_QT, *plugins], env)
    except Stop as fault:
        if lacking := re.search(r"(\S+): cannot open shared object file", str(fault)):
            return lacking[1]
        raise
    return ""


def provide_desktop() -> None:
    """See that Xvfb and xdotool are there, as provide() does."""
    lacking = [name for name in ("Xvfb", "xdotool") if not shutil.which(name)]
    if sys.platform == "linux" and lacking:
        provide("desktop", f"Testing the real window (there is no {' and no '.join(lacking)})")
