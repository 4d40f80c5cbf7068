"""Databases for tests that start the program as processes: as they are after installation."""

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]


def migrate(environment: Mapping[str, str]) -> None:
    """Make the environment's database ready."""
    command = [sys.executable, "-m", "django", "migrate", "--verbosity", "0", "--settings", "phrom.settings"]
    paths = {"PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT)))}
    subprocess.run(command, env={**environment, **paths}, cwd=ROOT, check=True, timeout=180)


def fresh_sqlite(path: Path) -> None:
    """A SQLite database at `path`."""
    shutil.copy(_made_once(), path)


@cache
def _made_once() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="phrom-fresh-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    migrate(os.environ | {"PHROM_DATA": str(folder), "DATABASE_URL": f"sqlite:///{folder}/phrom.sqlite3"})
    return folder / "phrom.sqlite3"
