"""Netloom for those who work on it; nothing but Python is needed to begin.

    python3 packaging/dev.py run [ARGUMENTS]      open the window; arguments go to the program
    python3 packaging/dev.py test [ARGUMENTS]     lint, types and tests; arguments go to pytest
    python3 packaging/dev.py bench [NAME ...]     make a measurement, or list them
    python3 packaging/dev.py python [ARGUMENTS]   the environment's Python

Each sets up .venv beside this folder first, the first time or when pyproject.toml asks for something else.
"""

# Old syntax only, here and in interpreter.py: a Python that is too old has to read them to be told so.
import subprocess
import sys

import interpreter


def main() -> int:
    found = interpreter.find()
    if found is None:
        print(interpreter.wanted(), file=sys.stderr)
        return 2
    if not interpreter.fits(sys.version_info[:2]):
        return subprocess.call([found] + sys.argv)  # noqa: RUF005
    import tasks

    return tasks.main(sys.argv[1:], str(__doc__))


if __name__ == "__main__":
    sys.exit(main())
