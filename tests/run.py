"""`make test`: the suite on SQLite, then on PostgreSQL where a server answers, and plainly which ones ran.

DATABASE_URL names the PostgreSQL server if it is a postgres URL; otherwise the usual local places are tried.
PostgreSQL is required, not merely tried, when REQUIRE_POSTGRES=1 (CI sets it).
"""

import os
import subprocess
import sys

import psycopg2

LOCAL = (
    "postgres://postgres@127.0.0.1:5432/postgres",
    "postgres:///postgres",
)


def postgres_url() -> str | None:
    given = os.environ.get("DATABASE_URL", "")
    for url in [given] if given.startswith("postgres") else LOCAL:
        try:
            psycopg2.connect(url, connect_timeout=3).close()
        except psycopg2.OperationalError:
            continue
        return url
    return None


def run(name: str, url: str, *arguments: str) -> int:
    print(f"\n=== Tests on {name} ===", flush=True)
    environment = os.environ | {"DATABASE_URL": url, "DEBUG": "1", "SECRET_KEY": "only-for-tests"}
    # Each process takes a half, and what is made once for a module or folder is made once. Who is done first takes more.
    parallel = ["-n", "auto", "--dist", "worksteal"]
    command = [sys.executable, "-m", "pytest", "-q", *parallel, *arguments, *sys.argv[1:]]
    return subprocess.run(command, env=environment, check=False).returncode  # noqa: S603  our own arguments


def main() -> int:
    outcomes = {"SQLite": run("SQLite", "sqlite:///:memory:")}
    url = postgres_url()
    if url:
        # What sees no database, such as the browser or a reader of files, is tested once.
        outcomes["PostgreSQL"] = run("PostgreSQL", url, "-m", "not browser", "--database-only")
    elif os.environ.get("REQUIRE_POSTGRES") == "1":
        outcomes["PostgreSQL"] = 1
    print()
    for name, code in outcomes.items():
        print(f"{name}: {'passed' if code == 0 else 'FAILED'}")
    if "PostgreSQL" not in outcomes:
        print(
            "PostgreSQL: NOT RUN. No server answered; set DATABASE_URL=postgres://user@host/database to test on one."
        )
    return max(outcomes.values())


if __name__ == "__main__":
    sys.exit(main())
