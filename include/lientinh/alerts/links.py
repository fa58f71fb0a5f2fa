"""Where an alert leads: a page of the deployment's web server, else the file or folder itself."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from lientinh.settings import Settings


@dataclass(frozen=True)
class Links:
    """Addresses of what stands in the home; `pages_url` is where a web server shows it."""

    home: Path
    pages_url: str | None = None

    @classmethod
    def of(cls, settings: Settings) -> Links:
        return cls(settings.home, settings.pages_url)

    def to(self, *parts: str) -> str:
        """Of a file or folder below the home; a folder's address ends with a slash."""
        path = self.home.joinpath(*parts)
        slash = "/" if path.is_dir() else ""
        if self.pages_url:
            return f"{self.pages_url}/{quote('/'.join(parts))}{slash}"
        return path.as_uri() + slash

    def to_submission(self, area_code: str | None, submission_id: str | None) -> str:
        """The reply to a submission, else why it was rejected, else the pages of the validation."""
        places = []
        if submission_id:
            places = [("outbox", area_code or "", submission_id), ("quarantine", submission_id)]
        there = [place for place in places if self.home.joinpath(*place).is_dir()]
        return self.to(*(there[0] if there else ("data_docs",)))
