"""Write a new seed file in the house style, then bring it up to date with what an API says.

Run: python examples/from_scratch.py new-event.md
"""

from __future__ import annotations

import sys

import seedfmt


def main(path: str) -> None:
    doc = seedfmt.new(
        {
            "name": "Plain Text Night",
            "excerpt": "One night, one terminal.",
            "originalUrl": "https://events.example.com/plain-text-night",
            "website": "https://events.example.com/plain-text-night",
            "type": "webinar",
            "startDateTime": "2026-06-04T18:00:00Z",
            "endDateTime": "2026-06-04T23:00:00Z",
            "provider": {"name": "Example Events", "domain": "events.example.com"},
            "topics": ["Writing"],
        }
    )
    doc.set_comment("/type", "or meetup")
    from_api = doc.data
    from_api["topics"] = ["Terminals", "Writing"]
    from_api["endDateTime"] = "2026-06-04T23:30:00Z"
    doc.reconcile(from_api)
    seedfmt.dump(doc, path)
    print(bytes(doc).decode(), end="")


if __name__ == "__main__":
    main(sys.argv[1])
