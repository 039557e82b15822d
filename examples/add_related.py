"""Put an item into a list that is sorted by quality, where it belongs; the items that are there keep their bytes.

Run: python examples/add_related.py examples/content/_news/2026-03-02-harbour-library-reopens.md
"""

from __future__ import annotations

import bisect
import sys

import seedfmt

ITEM = {
    "title": "Librarians on night shift",
    "excerpt": "",
    "publishedDateTime": "2026-03-03T05:00:00Z",
    "webUrl": "https://tech.example.com/night-shift",
    "type": "article",
    "provider": {"name": "Example Tech", "domain": "example.com"},
    "quality": 60,
}


def main(path: str) -> None:
    doc = seedfmt.load(path)
    related = doc["related"]
    place = bisect.bisect_right([-item["quality"] for item in related], -ITEM["quality"])
    related.insert(place, ITEM)
    print(f"inserted as item {place} of {len(related)}, on line {doc.span(f'/related/{place}').line}")
    seedfmt.dump(doc, path)


if __name__ == "__main__":
    main(sys.argv[1])
