"""The tables of the demonstration: TOML files with one array of tables each."""

import tomllib
from pathlib import Path

HERE = Path(__file__).resolve().parent


def rows(name: str) -> list[dict]:
    """Raises FileNotFoundError, or TOMLDecodeError with line and column."""
    return next(iter(tomllib.loads((HERE / f"{name}.toml").read_text()).values()))
