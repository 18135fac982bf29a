"""`pip install .` into a fresh environment gives a `netloom` that starts anywhere, resources included."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

import app

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = "Scripts" if os.name == "nt" else "bin"
PIP = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", "--no-input"]


@dataclass(frozen=True)
class Installed:
    """A fresh environment with nothing but Netloom installed, which borrows the libraries of this one."""

    folder: Path

    def run(self, program: str, *arguments: str | Path, where: Path) -> str:
        """What `program` of the environment prints when it is started in the folder `where`."""
        unset = ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "DISPLAY", "WAYLAND_DISPLAY")
        env = {name: value for name, value in os.environ.items() if name not in unset}
        command = [str(self.folder / SCRIPTS / program), *map(str, arguments)]
        done = subprocess.run(
            command,
            cwd=where,
            env=env | {"QT_QPA_PLATFORM": "offscreen"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = ["wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(folder), str(ROOT)]
    subprocess.run([*PIP, *build], check=True)
    [built] = folder.glob("netloom-*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    fresh = Installed(tmp_path_factory.mktemp("fresh"))
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(fresh.folder)], check=True)
    python = str(fresh.folder / SCRIPTS / "python")
    subprocess.run([*PIP, "--python", python, "install", "--no-deps", "--no-index", str(wheel)], check=True)
    ask = "import sysconfig; print(sysconfig.get_path('purelib'))"
    own = Path(subprocess.check_output([python, "-c", ask], text=True).strip())
    # Read after the environment's own, and without the line that leads from there to this checkout.
    (own / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return fresh


def test_the_wheel_holds_the_packages_and_every_resource(wheel: Path) -> None:
    held = set(zipfile.ZipFile(wheel).namelist())
    tops = {name.split("/")[0] for name in held}
    assert tops == {"app", "nncore", f"netloom-{app.__version__}.dist-info"}
    files = [file for file in (ROOT / "resources").rglob("*") if file.is_file()]
    assert len(files) > 50
    assert {f"app/_{file.relative_to(ROOT).as_posix()}" for file in files} <= held


def test_the_command_starts_from_any_folder(installed: Installed, tmp_path: Path) -> None:
    assert installed.run("netloom", "--version", where=tmp_path).strip() == f"netloom {app.__version__}"
    assert "netloom" in installed.run("netloom", "--help", where=tmp_path)
    assert installed.run("python", "-m", "app", "--version", where=tmp_path).startswith("netloom ")


def test_it_uses_its_own_files_and_not_the_checkouts(installed: Installed, tmp_path: Path) -> None:
    ask = "import app.resources as r, nncore; print(r.path('icons', 'run.svg')); print(nncore.__file__)"
    for path in installed.run("python", "-c", ask, where=tmp_path).splitlines():
        assert Path(path).is_relative_to(installed.folder)


def test_the_fonts_that_come_with_it_load(installed: Installed, tmp_path: Path) -> None:
    ask = (
        "from PySide6.QtWidgets import QApplication\n"
        "application = QApplication([])\n"
        "from PySide6.QtGui import QFontInfo\n"
        "from app.look.fonts import mono_font, ui_font\n"
        "print(*(QFontInfo(font()).family() for font in (ui_font, mono_font)), sep=', ')"
    )
    assert installed.run("python", "-c", ask, where=tmp_path).strip() == "Inter, JetBrains Mono"
