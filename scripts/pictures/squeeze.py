"""Makes PNG files small: 256 colours, which is more than a screen of Lab needs. Needs Pillow."""

import sys
from pathlib import Path

from PIL import Image

for name in sys.argv[1:]:
    path = Path(name)
    colours = Image.open(path).convert("RGB").quantize(256, dither=Image.Dither.NONE)
    colours.save(path, optimize=True)
