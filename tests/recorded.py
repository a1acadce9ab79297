"""Results that were recorded once, as digests: what a builder of a test makes must come out the same, byte for byte."""

import hashlib
import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder


def digest(value: Any) -> str:
    """Of plain values, or of bytes."""
    data = (
        value
        if isinstance(value, bytes)
        else json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False, sort_keys=True).encode(
            "utf-8", "surrogatepass"
        )
    )
    return hashlib.sha256(data).hexdigest()[:16]
