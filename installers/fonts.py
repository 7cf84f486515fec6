"""Make the faces in resources/fonts anew: python installers/fonts.py (needs npm and fonttools; run by a developer).

The faces are static TrueType outlines, the one kind that reportlab embeds (it refuses CFF and prints a variable face
Thin). All of GB 2312, GBK (but ≒) and 通用规范汉字表 are in them. The bold one sets headings and marks alone: it is cut
to CJK Unified Ideographs and 通用规范汉字表, and what else comes in bold falls back to the regular weight.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent.parent
FONTS = HERE / "resources" / "fonts"
STANDARD_CHARACTERS = HERE / "tests" / "writers" / "standard_characters.txt"
EXTENSION_A = range(0x3400, 0x4DC0)


@dataclass(frozen=True, slots=True)
class Face:
    """One committed face, where it comes from, and what it must be, byte for byte."""

    file: str
    package: str  # npm package and version
    member: str  # path inside the package
    cut: bool
    sha256: str


FACES = (
    Face(
        "NotoSansSC-Regular.ttf",
        "@expo-google-fonts/noto-sans-sc@0.4.3",
        "package/400Regular/NotoSansSC_400Regular.ttf",
        cut=False,
        sha256="d45f67f0a7c0ca3f256950777ce6a61cc7ce5f9696d02900cbbaac25f8aa7d16",
    ),
    Face(
        "NotoSerifSC-Regular.ttf",
        "@expo-google-fonts/noto-serif-sc@0.4.3",
        "package/400Regular/NotoSerifSC_400Regular.ttf",
        cut=False,
        sha256="c358a69de3df5f423a8946a7b03e3126fb6ba116f1130a463455b4e39e1f0742",
    ),
    Face(
        "NotoSerifSC-Bold.ttf",
        "@expo-google-fonts/noto-serif-sc@0.4.3",
        "package/700Bold/NotoSerifSC_700Bold.ttf",
        cut=True,
        sha256="78d3a85efd5199cb7270cd39f386def84084e3ac06cd43e86ee7b0d2f411bfda",
    ),
)


def standard_characters() -> set[int]:
    """The code points of 通用规范汉字表."""
    lines = STANDARD_CHARACTERS.read_text(encoding="utf-8").splitlines()
    return {ord(character) for line in lines if not line.startswith("#") for character in line}


def fetch(package: str, folder: Path) -> Path:
    """The package's archive, fetched by npm into ``folder``."""
    made = subprocess.run(
        ["npm", "pack", "--silent", package], cwd=folder, check=True, capture_output=True, text=True, encoding="utf-8"
    )
    return folder / made.stdout.strip().splitlines()[-1]


def cut(source: Path, target: Path) -> None:
    """Leave out Extension A where 通用规范汉字表 does not need it, and the tables that only a shaping engine reads."""
    from fontTools import subset  # type: ignore[import-untyped]

    options = subset.Options()
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "BASE", "vhea", "vmtx", "STAT"]
    options.name_IDs = ["*"]
    options.notdef_outline = True
    options.recalc_timestamp = False
    font = subset.load_font(str(source), options)
    kept = {c for c in font.getBestCmap() if c not in EXTENSION_A} | standard_characters()
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=kept)
    cutter.subset(font)
    subset.save_font(font, str(target), options)


def make(face: Face, archive: Path, folder: Path) -> bytes:
    with tarfile.open(archive) as package:
        package.extract(face.member, folder, filter="data")
    outline = folder / face.member
    if face.cut:
        cut(outline, folder / face.file)
        outline = folder / face.file
    return outline.read_bytes()


def main() -> int:
    FONTS.mkdir(parents=True, exist_ok=True)
    wrong = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        archives = {package: fetch(package, folder) for package in dict.fromkeys(f.package for f in FACES)}
        for face in FACES:
            made = make(face, archives[face.package], folder)
            digest = hashlib.sha256(made).hexdigest()
            if digest != face.sha256:
                wrong += 1
                print(f"{face.file}: is {digest}, was {face.sha256}: look at it, then write the new one here")
            (FONTS / face.file).write_bytes(made)
            print(f"{face.file}: {len(made) / 1e6:.1f} MB")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
