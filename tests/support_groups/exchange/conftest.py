import io
import json

import pytest
from django.core.management import call_command

DEFAULTS = {"stage_fit": "breast", "time_zone": "America/New_York"}


@pytest.fixture
def run_import(tmp_path):
    def run(data, *options, name="groups.csv", columns=None, defaults=DEFAULTS) -> list[str]:
        file, mapping, out = tmp_path / name, tmp_path / "mapping.json", io.StringIO()
        file.write_bytes(data.encode() if isinstance(data, str) else data)
        mapping.write_text(json.dumps({"columns": columns, "defaults": defaults}))
        call_command("import_groups", str(file), "--mapping", str(mapping), *options, stdout=out)
        return out.getvalue().splitlines()

    return run
