"""The spaCy pipeline for single clauses: what is shown to people, explained, and stored for training.

Why here and not over whole documents: the regular expressions read a document of 31,000 characters in a few
milliseconds; spaCy's token rules need a second for 1,000,000 characters and its import two seconds. So the decisions
are taken by the patterns compiled to expressions (:mod:`lawreg.extraction.clauses`), and spaCy reads, from the same
files, the few clauses that a person looks at. A trained component can join through pipelines/vi_legal.cfg.

spaCy is imported when a function here is called, never when this module is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import regex

from lawreg import messages, references, tables
from lawreg.extraction.clauses import expansions
from lawreg.model import Citation, Document, Effect, Finding, Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

CONFIG = "vi_legal.cfg"
_TOKEN = regex.compile(r"\p{L}+|\d+|[^\s\p{L}\d]")
_COLOURS = {
    "CITATION": "#cfe8fc", "PROVISION": "#e4e4f7", "REPLACE": "#ffd6a5", "REPEAL": "#ffadad", "EXPIRE": "#ffc6ff",
    "AMEND": "#fdffb6", "SUPPLEMENT": "#caffbf", "SUSPEND": "#d8d8d8", "EXTEND": "#bde0fe", "CORRECT": "#e2ece9",
    "REVIVE": "#b7efc5", "KEEP_IN_FORCE": "#b7efc5",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Explained:
    """One operative verb of a document: which rule saw it, and why it was taken or refused."""

    rule: str
    span: Span
    clause: Span
    text: str
    accepted: bool
    because: str  # code, a sentence for it stands in pipelines/messages/effects.toml


class _SyllableTokenizer:
    """Letters, digits and signs apart: "63/2010/NĐ-CP," is read as it is written, and no offset is lost."""

    def __init__(self, vocab: Any) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        from spacy.tokens import Doc

        words: list[str] = []
        spaces: list[bool] = []
        at = 0
        for m in _TOKEN.finditer(text):
            gap = text[at : m.start()]
            if gap and words and gap[0] == " ":
                spaces[-1] = True
                gap = gap[1:]
            if gap:
                words.append(gap)
                spaces.append(False)
            words.append(m[0])
            spaces.append(False)
            at = m.end()
        rest = text[at:]
        if rest:
            if words and rest[0] == " ":
                spaces[-1] = True
                rest = rest[1:]
            if rest:
                words.append(rest)
                spaces.append(False)
        return Doc(self.vocab, words=words, spaces=spaces)

    def to_bytes(self, **_: Any) -> bytes:
        return b""

    def from_bytes(self, _data: bytes, **_kwargs: Any) -> _SyllableTokenizer:
        return self

    def to_disk(self, *_: Any, **__: Any) -> None:
        """Nothing to store: the tokenizer has no settings."""

    def from_disk(self, *_: Any, **__: Any) -> _SyllableTokenizer:
        return self


class _Phrases:
    """Marks the wordings of a pattern file; each span carries the id of its line."""

    def __init__(self, nlp: Language, patterns: str, group: str) -> None:
        from spacy.matcher import PhraseMatcher

        self.group = group
        self._matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
        for row in tables.load_lines(patterns):
            plain = sorted({e for say in row["say"] for e in expansions(say)})
            self._matcher.add(row["id"], [nlp.make_doc(p) for p in plain])

    def __call__(self, doc: Doc) -> Doc:
        from spacy.util import filter_spans

        found = self._matcher(doc, as_spans=True)
        doc.spans[self.group] = filter_spans(found)
        return doc


class _Spans:
    """Keeps a span group that :func:`annotate` fills from the extraction."""

    def __init__(self, group: str) -> None:
        self.group = group

    def __call__(self, doc: Doc) -> Doc:
        if self.group not in doc.spans:
            doc.spans[self.group] = []
        return doc


@cache
def _register() -> None:
    import spacy
    from spacy.language import Language

    def tokenizer() -> Callable[[Language], _SyllableTokenizer]:
        return lambda nlp: _SyllableTokenizer(nlp.vocab)

    def phrases(nlp: Language, name: str, patterns: str, group: str) -> _Phrases:
        return _Phrases(nlp, patterns, group)

    def spans(nlp: Language, name: str, group: str) -> _Spans:
        return _Spans(group)

    spacy.registry.tokenizers.register("lawreg.SyllableTokenizer.v1", func=tokenizer)
    Language.factory("lawreg_phrases", default_config={"patterns": "", "group": "verbs"}, func=phrases)
    Language.factory("lawreg_spans", default_config={"group": "citations"}, func=spans)


@cache
def load(nlp_config: str = CONFIG) -> Language:
    """The pipeline of ``nlp_config`` under pipelines/ (a workspace's own copy first)."""
    _register()
    from spacy.util import load_config, load_model_from_config

    config = load_config(tables.path(nlp_config))
    return load_model_from_config(config, auto_fill=True, validate=True)


def annotate(
    doc: Document, citations: Iterable[Citation], effects: Iterable[Effect], nlp: Language | None = None
) -> Doc:
    """The whole document as a spaCy ``Doc`` with span groups verbs, guards, citations, provisions and effects.

    Spans keep the character offsets of ``doc.text``; a group's labels are CITATION, PROVISION and the kind of effect,
    and ``span.id_`` of an effect is its rule.
    """
    nlp = nlp or load()
    out = nlp.make_doc(doc.text)
    groups: dict[str, list[tuple[int, int, str, str]]] = {
        "citations": [(c.start, c.end, "CITATION", c.number or c.name or "") for c in citations],
        "provisions": [(r.start, r.end, "PROVISION", "; ".join(r.paths)) for r in references.find(doc.text)],
        "effects": [(e.start, e.end, str(e.op).upper(), e.rule) for e in effects],
    }
    for group, rows in groups.items():
        made = (out.char_span(a, b, label=label, span_id=id_, alignment_mode="expand") for a, b, label, id_ in rows)
        out.spans[group] = [s for s in made if s is not None]
    for _name, component in nlp.pipeline:
        out = component(out)
    return out


def explain(doc: Document, citations: tuple[Citation, ...]) -> list[Explained]:
    """Every operative verb of the acting text with its rule, its clause, and why it counts or does not."""
    from lawreg.extraction.effects import trace

    out: list[Explained] = []
    for t in trace(doc, citations):
        text = " ".join(doc.text[t.clause.start : t.clause.end].split())
        out.append(Explained(t.rule, Span(t.start, t.end), t.clause, text, t.accepted, t.verdict))
    return out


def reason(explained: Explained, lang: str | None = None) -> str:
    """The sentence for :attr:`Explained.because`."""
    return messages.render(Finding(explained.because), lang)


def to_html(doc: Document, citations: Iterable[Citation], effects: Iterable[Effect], title: str | None = None) -> str:
    """A page with citations and effects marked in the text (displaCy); it needs no network."""
    from spacy import displacy

    marks: list[dict[str, Any]] = []
    for e in effects:
        marks.append({"start": e.start, "end": e.end, "label": str(e.op).upper()})
    covered = sorted((m["start"], m["end"]) for m in marks)
    for c in citations:
        if not any(a < c.end and c.start < b for a, b in covered):
            marks.append({"start": c.start, "end": c.end, "label": "CITATION"})
    page = displacy.render(
        {"text": doc.text, "ents": _apart(marks), "title": title or doc.header.number or ""},
        style="ent",
        manual=True,
        page=True,
        jupyter=False,
        options={"colors": _COLOURS, "lang": "vi"},
    )
    return str(page)


def to_docbin(annotated: Iterable[Doc]) -> bytes:
    """Annotated documents as the bytes of a DocBin, the format in which spaCy takes training data."""
    from spacy.tokens import DocBin

    return DocBin(docs=list(annotated), store_user_data=False).to_bytes()


def _apart(marks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Marks in order, without overlap; effects of one clause share one mark that names every kind."""
    out: list[dict[str, Any]] = []
    for m in sorted(marks, key=lambda m: (m["start"], -m["end"])):
        if out and m["start"] < out[-1]["end"]:
            if m["start"] == out[-1]["start"] and m["end"] == out[-1]["end"] and m["label"] not in out[-1]["label"]:
                out[-1]["label"] += f", {m['label']}"
            continue
        out.append(dict(m))
    return out
