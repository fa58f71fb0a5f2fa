"""The administrator's first password, from the environment into Airflow's password file.

Run once by the init job of docker-compose.yml (`python -m lientinh_airflow.first_password`). A file that is
there stays as it is: changing a password means editing it, not restarting with another variable.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path


def write_first_password(passwords_file: Path, password: str) -> bool:
    """Whether it was written; readable by its owner and group only."""
    if passwords_file.exists():
        return False
    passwords_file.parent.mkdir(parents=True, exist_ok=True)
    temporary = passwords_file.with_suffix(".part")
    temporary.write_text(json.dumps({"admin": password}), encoding="utf-8")
    temporary.chmod(0o660)
    temporary.replace(passwords_file)
    return True


def main() -> int:
    """Exit code 2 where a variable is missing."""
    passwords_file = os.environ.get("AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_PASSWORDS_FILE")
    password = os.environ.get("AIRFLOW_ADMIN_PASSWORD")
    if not passwords_file or not password:
        print(
            "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_PASSWORDS_FILE and AIRFLOW_ADMIN_PASSWORD are needed",
            file=sys.stderr,
        )
        return 2
    written = write_first_password(Path(passwords_file), password)
    print("first password written" if written else "passwords are there already; left as they are")
    return 0


if __name__ == "__main__":
    sys.exit(main())
