"""Where the document stands in a saved page, and what the page says about it (its metadata block)."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from lawreg import tables
from lawreg.reading.html_blocks import DROPPED, remove

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_DATE = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_NUMBERED = re.compile(r"(?:[^\W\d_]+\s+){1,4}số\s*:?\s*(\d[^\s,;]*/[^\s,;]+)", re.I)
_LEAST = 200  # letters of a document
_FURNITURE = "nav, header, footer, aside, form, script, style, noscript, iframe, [role=navigation], [role=banner]"


@cache
def _sites() -> dict[str, Any]:
    return tables.load("tables/reading_sites.toml")


@cache
def _notice_lines() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in _sites()["notice_lines"]), re.I)


def drop_notices(body: LexborNode) -> None:
    """Take the site's own notices (cookies, personal data) out of the page: the decrees they cite are not cited by the
    document."""
    found = body.css(", ".join(_sites()["notice_selectors"]))
    remove([n for n in found if len(n.text() or "") <= _sites()["notice_longest"]])


@cache
def _labels() -> dict[str, str]:
    return {label: key for key, names in _sites()["labels"].items() for label in names}


def is_notice(paragraph: str) -> bool:
    """Whether a paragraph outside the document's known place speaks of the site's cookies or its users' data."""
    return len(paragraph) <= _sites()["notice_longest"] and _notice_lines().search(paragraph) is not None


def document_root(tree: LexborHTMLParser, body: LexborNode) -> tuple[LexborNode, str]:
    """The element that holds the document, and how it was found: a site's selector, "density" or "body"."""
    for site in _sites()["site"]:
        for selector in site["content"]:
            hits = [n for n in tree.css(selector) if n.tag not in DROPPED and _holds_text(n)]
            if hits:
                root = hits[0] if len(hits) == 1 else max(hits, key=lambda n: len(n.text() or ""))
                return root, str(site["name"])
    if body.css_first("nav, header, footer, aside, form, [role=navigation]") is None and len(body.css("a")) < 10:
        return body, "body"
    return _densest(body), "density"


def _holds_text(node: LexborNode) -> bool:
    """Whether an element has text of some length; its first children mostly tell."""
    length = 0  # from the first sign that is no blank
    child = node.child
    while child is not None:
        text = child.text() or ""
        text = text if length else text.lstrip()
        said = text.rstrip()
        if said and length + len(said) >= _LEAST:
            return True
        length += len(text)
        child = child.next
    return False


def _weight(node: LexborNode) -> int:
    """Characters of running text: what stands in links and furniture does not count."""
    total = len((node.text() or "").strip())
    linked = sum(len(a.text() or "") for a in node.css("a"))
    return total - linked


def _densest(body: LexborNode) -> LexborNode:
    """Go down from the body as long as one child holds nearly all running text."""
    remove([n for n in body.css(_FURNITURE) if n.css_first("table, p") is None or _weight(n) < 2000])
    here = body
    total = _weight(body)
    while True:
        child, best, best_weight = here.child, None, 0
        while child is not None:
            if child.tag and child.tag[0] not in "-_!" and child.tag not in ("p", "table", "span", "b", "i"):
                weight = _weight(child)
                if weight > best_weight:
                    best, best_weight = child, weight
            child = child.next
        if best is None or best_weight < 0.85 * total:
            return here
        here, total = best, best_weight


def _near(child: LexborNode) -> bool:
    """Whether an only child holds text within a few steps; asking each of a thousand elements in each other for its
    text would take the square of their number."""
    for _ in range(8):
        if child.tag == "-text":
            return True
        inner = child.child
        if inner is None or inner.next is not None:
            return True
        child = inner
    return False


def claims_of(tree: LexborHTMLParser) -> dict[str, str]:
    """What the page's own metadata says: keys of tables/reading_sites.toml, dates as ISO where they can be read."""
    labels = _labels()
    claims: dict[str, str] = {}

    def put(key: str, value: str) -> None:
        value = " ".join(value.split())
        if not value or key in claims or len(value) > 600:
            return
        if key in _sites()["dates"]:
            m = _DATE.search(value)
            if not m:
                return
            value = f"{m[3]}-{int(m[2]):02}-{int(m[1]):02}"
        claims[key] = value

    link = tree.css_first("link[rel=canonical]") or tree.css_first("meta[property='og:url']")
    if link is not None:
        put("url", link.attributes.get("href") or link.attributes.get("content") or "")
    for site in _sites()["site"]:
        for key, selector in site.get("claims", {}).items():
            node = tree.css_first(selector)
            if node is not None:
                put(key, node.text() or "")
    for node in tree.css("td, th, dt, span, b, strong, label, div, p, li"):
        child = node.child
        if child is None or child.next is not None or not (child.tag == "-text" or _near(child)):
            continue
        raw = node.text() or ""
        if len(raw) > 800:
            continue
        text = " ".join(raw.split())
        key = labels.get(text.rstrip(" :").lower())
        if key:
            after = node.next
            while after is not None and not (after.text() or "").strip(" \n\t:"):
                after = after.next
            if after is not None:
                put(key, (after.text() or "").strip(" \n\t:"))
        elif ":" in text[:40]:
            label, _, value = text.partition(":")
            key = labels.get(label.strip().lower())
            if key:
                put(key, value)
    titled = _NUMBERED.match(claims.get("title", ""))
    if titled:  # pages without a field for the number give it in their heading
        put("number", titled[1])
    return claims
