"""Small sites in the layout of well-known site generators, with invented content.

In:    a folder.
Out:   the files of a site below it: those of the generator that identify it, pages, posts, what is not front matter.
Never: copies a theme; the keys are those that its documentation names.
"""

from __future__ import annotations

import pathlib
from collections.abc import Callable

WORDS = ["harbour", "lantern", "orchard", "granite", "meadow", "copper", "willow", "ember"]


def write(folder: pathlib.Path, name: str, text: str) -> None:
    """Write one file below a folder."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def page(*lines: str, body: str = "Some words.\n") -> str:
    """Return a file with front matter."""
    return "".join(["---\n", *(f"{line}\n" for line in lines), "---\n", "\n", body])


def word(number: int) -> str:
    """Return one of the words, in turn."""
    return WORDS[number % len(WORDS)]


def jekyll(folder: pathlib.Path) -> None:
    """Minima and Minimal Mistakes: posts with a layout and a timestamp, pages, a collection, layouts, data."""
    write(folder, "_config.yml", "title: Harbour notes\ntheme: minima\nplugins:\n  - jekyll-feed\n")
    write(folder, "Gemfile", 'source "https://rubygems.org"\ngem "jekyll"\n')
    write(folder, "_data/navigation.yml", "main:\n  - title: About\n    url: /about/\n")
    write(folder, "_data/authors.yml", "- name: Ada\n- name: Ben\n")
    write(folder, "_includes/head.html", "<head>{{ page.title }}</head>\n")
    write(folder, "_layouts/default.html", "<body>{{ content }}</body>\n")
    write(folder, "_layouts/post.html", page("layout: default", body="{{ content }}\n"))
    write(folder, "assets/css/main.scss", '---\n---\n\n@import "minima";\n')
    write(folder, "README.md", "# Harbour notes\n\nA site.\n")
    write(folder, "index.md", page("layout: home"))
    write(folder, "about.md", page("layout: page", "title: About", "permalink: /about/"))
    write(folder, "404.html", page("layout: page", "permalink: /404.html", body="<h1>404</h1>\n"))
    for n in range(24):
        lines = [
            "layout: post",
            f'title:  "The {word(n)} of spring {n}"',
            f"date:   2024-{n % 12 + 1:02}-{n + 1:02} 09:{n:02}:30 +0100",
            f"categories: [{word(n)}, notes]",
            "tags:",
            f"  - {word(n + 3)}",
        ]
        if n % 2:
            lines += ["toc: true", f"excerpt: About the {word(n)}, and what came of it."]
        if n % 4 == 0:
            lines += ["header:", f"  teaser: /assets/images/{word(n)}-{n}.jpg"]
        write(folder, f"_posts/2024-{n % 12 + 1:02}-{n + 1:02}-{word(n)}-{n}.md", page(*lines))
    for n in range(5):
        write(folder, f"_recipes/{word(n)}.md", page(f"title: Soup of {word(n)}", f"servings: {n + 1}", "vegan: true"))


def hugo(folder: pathlib.Path) -> None:
    """PaperMod: posts with RFC 3339 dates, drafts, cover, sections with _index.md, archetypes that are templates."""
    write(folder, "hugo.toml", 'baseURL = "https://example.org/"\ntheme = "PaperMod"\n')
    archetype = '---\ntitle: "{{ replace .Name "-" " " | title }}"\ndate: {{ .Date }}\ndraft: true\n---\n'
    write(folder, "archetypes/default.md", archetype)
    write(folder, "layouts/index.html", "{{ .Content }}\n")
    write(folder, "i18n/en.yaml", "- id: more\n  translation: Read more\n")
    write(folder, "README.md", "# A site\n")
    write(folder, "content/_index.md", page("title: Home"))
    write(folder, "content/posts/_index.md", page("title: Posts", "description: All of them"))
    write(folder, "content/archives.md", page('title: "Archive"', 'layout: "archives"', "url: /archives/"))
    write(folder, "content/search.md", page('title: "Search"', 'layout: "search"', "placeholder: words"))
    write(folder, "content/about/index.md", page("title: About", "hidemeta: true"))
    for n in range(24):
        lines = [
            f'title: "On {word(n)}, part {n}"',
            f"date: 2023-{n % 12 + 1:02}-{n + 1:02}T08:00:{n:02}+02:00",
            f"draft: {'true' if n % 6 == 0 else 'false'}",
            f'author: ["{("Ada", "Ben")[n % 2]}"]',
            f'tags: ["{word(n)}", "{word(n + 1)}"]',
            f"weight: {n + 1}",
            "cover:",
            f'  image: "https://images.example.org/{word(n)}/{n}.webp"',
            f'  alt: "A {word(n)} at dawn"',
            "  relative: false",
        ]
        if n % 3 == 0:
            lines.append(f"lastmod: 2024-01-{n + 1:02}")
        write(folder, f"content/posts/{word(n)}-{n}.md", page(*lines))
    write(folder, "content/posts/toml.md", '+++\ntitle = "In TOML"\n+++\n\nText.\n')


def astro(folder: pathlib.Path) -> None:
    """The blog template of Astro: a content collection in Markdown and MDX."""
    write(folder, "astro.config.mjs", "export default defineConfig({ site: 'https://example.org' });\n")
    write(folder, "package.json", '{"name": "blog", "dependencies": {"astro": "^5"}}\n')
    write(folder, "src/content.config.ts", "export const collections = {};\n")
    write(folder, "src/pages/index.astro", "---\nimport Header from '../components/Header.astro';\n---\n<Header />\n")
    write(folder, "src/pages/about.md", page("layout: ../layouts/Page.astro", "title: About"))
    write(folder, "public/notes.txt", "words\n")
    write(folder, "README.md", "# Blog\n")
    for n in range(20):
        month = ("Jan", "Feb", "Mar", "Apr")[n % 4]
        lines = [
            f"title: 'The {word(n)}, again {n}'",
            f"description: 'What the {word(n)} is for'",
            f"pubDate: '{month} {n + 1:02} 2024'",
            f"heroImage: '../../assets/{word(n)}.jpg'",
        ]
        if n % 2:
            lines.append(f"updatedDate: 2024-06-{n + 1:02}")
        write(folder, f"src/content/blog/{word(n)}-{n}.{'mdx' if n % 5 == 0 else 'md'}", page(*lines))


def eleventy(folder: pathlib.Path) -> None:
    """Eleventy base blog: posts in content/blog, pages in several template languages, navigation."""
    write(folder, "eleventy.config.js", "export default function (config) {}\n")
    write(folder, "package.json", '{"name": "base-blog"}\n')
    write(folder, "content/index.njk", page("const: 3", "layout: layouts/home.njk", body="{% for p in posts %}\n"))
    write(
        folder,
        "content/about.md",
        page("layout: layouts/base.njk", "eleventyNavigation:", "  key: About", "  order: 3"),
    )
    write(folder, "content/blog/blog.11tydata.js", 'export default { tags: ["posts"] };\n')
    write(folder, "_includes/layouts/post.njk", page("layout: layouts/base.njk", body="{{ content | safe }}\n"))
    write(folder, "_data/metadata.js", "export default {};\n")
    write(folder, "README.md", "# Base blog\n")
    for n in range(12):
        lines = [
            f"title: This is the {word(n)} post {n}",
            f"description: What the {word(n)} says.",
            f"date: 2022-{n + 1:02}-04",
        ]
        lines += ["tags:", "  - number 2"] if n % 3 else ["tags: second tag"]
        if n == 7:
            lines.append("draft: true")
        write(folder, f"content/blog/{word(n)}-{n}.md", page(*lines))


def docusaurus(folder: pathlib.Path) -> None:
    """Docusaurus: docs of which some have no front matter, a blog with authors, a page in MDX."""
    write(folder, "docusaurus.config.ts", "export default {title: 'Docs'};\n")
    write(folder, "sidebars.ts", "export default {};\n")
    write(folder, "README.md", "# Docs\n")
    write(folder, "blog/authors.yml", "ada:\n  name: Ada\n")
    write(folder, "src/pages/markdown-page.md", page("title: Markdown page example"))
    for n in range(10):
        write(folder, f"docs/guide/{word(n)}-{n}.md", page(f"sidebar_position: {n + 1}", f"title: The {word(n)}"))
        write(folder, f"docs/plain-{n}.md", f"# Plain {n}\n\nNo front matter.\n\n---\n\nA rule.\n")
    for n in range(8):
        lines = [f"slug: {word(n)}-{n}", f"title: News of the {word(n)}", "authors: [ada]", f"tags: [{word(n)}, hello]"]
        write(folder, f"blog/2021-08-{n + 1:02}-{word(n)}.md", page(*lines, body="Intro.\n\n<!-- truncate -->\n"))


def obsidian(folder: pathlib.Path) -> None:
    """An Obsidian vault: notes with properties, notes without, daily notes, templates with placeholders."""
    write(folder, ".obsidian/app.json", "{}\n")
    write(folder, ".obsidian/templates.json", '{"folder": "Templates"}\n')
    write(folder, "Templates/Note.md", "---\ncreated: {{date}}\ntags: [<% tp.file.folder() %>]\n---\n# {{title}}\n")
    write(folder, "Welcome.md", "This is a new vault.\n\n- [[Note 1]]\n")
    for n in range(12):
        lines = [
            f"created: 2024-03-{n + 1:02}T10:{n:02}",
            "tags:",
            f"  - {word(n)}",
            f'up: "[[Note {n}]]"',
            f"status: {('seed', 'plant')[n % 2]}",
        ]
        write(folder, f"Notes/Note {n + 1}.md", page(*lines, body=f"See [[Note {n}]]. #{word(n)}\n"))
        write(folder, f"Notes/Loose {n}.md", "Words, and nothing else.\n")
        write(folder, f"Daily/2024-04-{n + 1:02}.md", page(f"date: 2024-04-{n + 1:02}", f"mood: {n % 5 + 1}"))


LAYOUTS: dict[str, Callable[[pathlib.Path], None]] = {
    "jekyll": jekyll,
    "hugo": hugo,
    "astro": astro,
    "eleventy": eleventy,
    "docusaurus": docusaurus,
    "obsidian": obsidian,
}
