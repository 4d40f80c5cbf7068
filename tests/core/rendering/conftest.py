from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def cache_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One cache for all: the fonts are made once."""
    return tmp_path_factory.mktemp("cache")
