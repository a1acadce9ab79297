"""A corpus of published attacks (payloads.txt says of whom)."""

from pathlib import Path

CONTROL_PICTURES = {0x2400 + code: code for code in range(0x20)} | {0x2424: 0x2028}

PAYLOADS = [
    line.translate(CONTROL_PICTURES)
    for line in Path(__file__).with_name("payloads.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("# ")
]
