"""The keys of each record kind: their order (SPEC R85), and those that it requires and knows (R173).

Generated from ``schema/*.schema.json`` by ``python -m tests.support.orders``; do not edit.
"""

from __future__ import annotations

ORDERS = {
    "communities": "name excerpt originalUrl webUrl type members heat provider topics images",
    "companies": (
        "name overview type heat website linkedin crunchbase twitter size yearFounded locations funding topics tags "
        "images videos secured"
    ),
    "events": "name excerpt originalUrl website type startDateTime endDateTime provider topics images secured",
    "forms": "title excerpt webUrl type topics images",
    "games": (
        "title excerpt originalUrl webUrl type length publishedDateTime heat removed published featuredContent "
        "provider topics images secured"
    ),
    "learning-articles": "title excerpt webUrl type publishedDateTime heat provider topics images",
    "learning-books": "title excerpt webUrl type price length ratings heat provider levels topics images",
    "learning-collections": (
        "title excerpt type price length heat removed published provider levels items topics images secured"
    ),
    "learning-courses": (
        "title excerpt webUrl type price length ratings heat removed published provider levels topics images secured"
    ),
    "learning-videos": (
        "title excerpt originalUrl webUrl type price length publishedDateTime heat removed published featuredContent "
        "provider topics images secured"
    ),
    "news": (
        "category title excerpt publishedDateTime originalUrl webUrl ampWebUrl cdnAmpWebUrl type quality heat "
        "published featuredContent removed provider topics images related secured"
    ),
    "newsletters": "title excerpt publishedDateTime webUrl type topics secured",
    "organizations": "taxonomy _id name otherNames domain description images",
    "people": (
        "name bio location type heat affiliation website twitter youtube linkedin twitch googleScholar wikipedia "
        "facebook topics images secured"
    ),
    "people-collections": "name bio type heat items topics images secured",
    "projects": "name excerpt originalUrl type heat github provider topics tags images secured",
    "samples": (
        "title excerpt originalUrl type publishedDateTime heat actions featuredContent provider topics images secured"
    ),
    "samples-collections": "title excerpt type heat provider items topics images secured",
    "stats": "category title excerpt publishedDateTime updatedDateTime webUrl heat provider topics images",
    "tags": "taxonomy _id name parents description regex keywords hashtags services",
    "topics": "taxonomy _id name shortname description parent keywords hashtags images services",
}
# by the key of the mapping, or of the list that it is in
INSIDE = {
    "actions": "url type title attribution",
    "affiliation": "name domain images",
    "companies": "name times",
    "github": "url watches stars forks languages",
    "googleScholar": "url citations",
    "images": "url width height isCached title",
    "linkedin": "url followers",
    "provider": "name domain images authors publishers",
    "publishers": "name domain images",
    "ratings": "count average",
    "related": "title excerpt publishedDateTime webUrl ampWebUrl cdnAmpWebUrl type provider quality images",
    "twitch": "url followers",
    "twitter": "username url followers",
    "youtube": "url subscribers",
}
REQUIRED = {
    "challenges": "title excerpt levels topics",
    "communities": "name excerpt originalUrl webUrl members",
    "companies": "name overview type heat topics",
    "events": "name excerpt originalUrl website type startDateTime endDateTime provider topics secured",
    "forms": "title excerpt webUrl type topics",
    "games": "title excerpt originalUrl type heat provider topics secured",
    "learning-articles": "title excerpt webUrl type publishedDateTime heat provider topics",
    "learning-books": "title excerpt webUrl type price ratings heat provider levels topics images",
    "learning-collections": "title excerpt type heat provider items topics secured",
    "learning-courses": "title excerpt webUrl type price heat provider levels topics",
    "learning-videos": (
        "title excerpt originalUrl type price publishedDateTime heat featuredContent provider topics secured"
    ),
    "news": "category title excerpt publishedDateTime type provider topics secured",
    "newsletters": "title excerpt publishedDateTime webUrl type topics",
    "organizations": "taxonomy _id name domain images",
    "people": "name bio location type heat twitter topics",
    "people-collections": "name bio type items",
    "projects": "name excerpt originalUrl type heat github provider topics",
    "samples": "title excerpt originalUrl type publishedDateTime provider topics images secured",
    "samples-collections": "title excerpt type heat provider items topics secured",
    "stats": "category title excerpt publishedDateTime updatedDateTime webUrl heat provider topics",
    "tags": "taxonomy",
    "topics": "taxonomy _id name services",
}
# if ORDERS does not list them
KNOWN = {
    "challenges": "title excerpt originalUrl type heat provider levels topics companies related",
}
