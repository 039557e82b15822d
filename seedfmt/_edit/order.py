"""The order in which the producers write members, by kind of file and by the member above (SPEC R85).

In: a mapping and its kind. Out: the same members in that order. Never: knows values.

Counted on real files: in all but a few dozen of 255,848 the order is total for each kind.
"""

from __future__ import annotations

from typing import Any

_COMMON = (
    "title excerpt originalUrl webUrl type price length ratings publishedDateTime heat actions removed published "
    "featuredContent provider levels items topics images secured"
)
_KINDS = {
    "news": "category title excerpt publishedDateTime originalUrl webUrl ampWebUrl cdnAmpWebUrl type quality heat "
    "published featuredContent removed provider topics images related secured",
    "people": "name bio location type heat affiliation website twitter youtube linkedin twitch topics images secured",
    "communities": "name excerpt originalUrl webUrl type members heat provider topics images",
    "newsletters": "title excerpt publishedDateTime webUrl type topics secured",
    "challenges": "title excerpt originalUrl type levels topics companies related heat provider",
    "events": "name excerpt originalUrl website type startDateTime endDateTime provider topics images secured",
    "data/topic": "taxonomy _id name shortname description parent keywords hashtags images services",
    "data/organization": "taxonomy _id name otherNames domain description images",
}
_INSIDE = {
    "actions": "url type title attribution",
    "affiliation": "name domain images",
    "images": "url width height isCached title",
    "provider": "name domain images authors publishers",
    "publishers": "name domain images",
    "ratings": "count average",
    "related": "title excerpt publishedDateTime webUrl ampWebUrl cdnAmpWebUrl type provider quality images",
    "services": "problems news games learning samples communities challenges people events newsletters",
    "twitch": "url followers",
    "twitter": "username url followers",
    "youtube": "url subscribers",
}


def in_order(data: dict[str, Any], kind: str) -> dict[str, Any]:
    """The members in the producers' order, those within them too; one that is not known stays behind the one before."""
    ordered = {key: _inside(value, key) for key, value in _sorted(data, _KINDS.get(kind, _COMMON)).items()}
    if "secured" in ordered:
        ordered["secured"] = ordered.pop("secured")
    return ordered


def _inside(value: Any, name: str) -> Any:
    if isinstance(value, dict):
        return {key: _inside(item, key) for key, item in _sorted(value, _INSIDE.get(name, "")).items()}
    return [_inside(item, name) for item in value] if isinstance(value, list) else value


def _sorted(data: dict[str, Any], names: str) -> dict[str, Any]:
    ranks = {name: rank for rank, name in enumerate(names.split())}
    rank = -1
    places = {}
    for key in data:
        rank = ranks.get(key, rank) if key != "secured" else rank
        places[key] = rank
    return {key: data[key] for key in sorted(data, key=places.__getitem__)}
