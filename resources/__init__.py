"""Where the files lie that the program brings along."""

from pathlib import Path

_HERE = Path(__file__).parent

FONTS = _HERE / "fonts"
ICONS = _HERE / "icons"
TEMPLATES = _HERE / "templates"
HOLIDAYS = _HERE / "holidays"
SAMPLE = _HERE / "sample"
TEXTS = _HERE / "texts"
