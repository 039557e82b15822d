"""The texts between values that lossless JSON names by numbers: those in files as the producers write them (SPEC R93).

In: nothing. Out: the texts, in the order of their numbers. Never: changes: they are part of version 1 of the format.
"""

from __future__ import annotations

# a value stands where there is a "%", as in a layout; the texts are what is between
_FILES = """---
taxonomy: %
_id: %
name: %
shortname: %
domain: %
description: %
parent: %
images:
  - url: %
    width: %
    height: %
  - url: %
    width: %
    height: %
---
%---
name: %
excerpt: %
originalUrl: %
webUrl: %
type: %
members: %
heat: %

provider:
  name: %
  domain: %
  images:
    - url: %
      width: %
      height: %

topics:
  - %

images:
  - url: %
    width: %
    height: %
    isCached: %

---
%---
title: %
excerpt: %
originalUrl: %
webUrl: %
type: %
price: %
length: %
ratings:
  count: %
  average: %
publishedDateTime: %
heat: %

featuredContent: %

provider:
  name: %
  domain: %
  images:
    - url: %
      width: %
      height: %
  authors:
    - name: %

levels:
  - %

items:
  - %

topics:
  - %
  - %

images:
  - url: %
    width: %
    height: %
    isCached: %
    title: %

secured: %
---
%---
name: %
bio: %
location: %
type: %
heat: %

affiliation:
  name: %
  domain: %
  images:
    - url: %
      width: %
      height: %

website: %

twitter:
  username: %
  url: %
  followers: %

linkedin:
  url: %

youtube:
  url: %
  subscribers: %

twitch:
  url: %
  followers: %

topics:
  - %

images:
  - url: %
    width: %
    height: %
    isCached: %

secured: %
---
%---
category: %
title: %
excerpt: %
publishedDateTime: %
originalUrl: %
webUrl: %
ampWebUrl: %
cdnAmpWebUrl: %
type: %
quality: %
heat: %
published: %

featuredContent: %

provider:
  name: %
  domain: %

topics:
  - %

related:
  - title: %
    excerpt: %
    publishedDateTime: %
    webUrl: %
    ampWebUrl: %
    cdnAmpWebUrl: %
    type: %
    provider:
      name: %
      domain: %
    quality: %
    images:
      - url: %
        width: %
        height: %
        isCached: %
  - title: %
    excerpt: %
    publishedDateTime: %
    webUrl: %
    type: %
website: %
type: %
startDateTime: %
endDateTime: %
removed: %

actions:
  - url: %
    type: %
    title: %
    attribution: %

---
%---
title: %
excerpt: %
webUrl: %
type: %

topics:
  - %
---"""
USUAL = tuple(_FILES.split("%"))
