"""Judgements, problems and what else is read back, as the interchange writes them."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import asdict, fields

from firsthand.export.places import Json, place
from firsthand.model.custody import CustodyLine, Told
from firsthand.model.findings import Lineage, Retired
from firsthand.model.judgements import Judgement
from firsthand.model.problems import Problem
from firsthand.model.searches import SavedSearch
from firsthand.model.spans import Anchor, Span
from firsthand.model.withdrawals import Cut, Gone, Withdrawal


def judgement_row(judgement: Judgement) -> Json:
    """A decision as stored: nothing is left out, so that it can be read back."""
    return {
        "id": judgement.id,
        "made_at": judgement.made_at,
        "by": judgement.by,
        "act": judgement.act,
        "about": judgement.about,
        "target": _anchor(judgement.target),
        "field": judgement.field,
        "value": judgement.value,
        "other": _anchor(judgement.other) if judgement.other else None,
        "roles": [{"role": role, **_anchor(at)} for role, at in judgement.roles],
        "saw": judgement.saw,
        "supersedes": judgement.supersedes,
    }


def problem_row(problem: Problem) -> Json:
    return {
        "step": problem.step,
        "unit": problem.unit,
        "code": problem.code,
        "message": problem.message,
        "capture": problem.capture_id,
        "span": place(problem.span),
    }


def withdrawal_row(withdrawal: Withdrawal) -> Json:
    """What is left of what was withdrawn: hashes, day, reason, and where words were cut out of what stays."""
    return {
        "id": withdrawal.id,
        "kind": withdrawal.kind,
        "hash": withdrawal.hash,
        "made_at": withdrawal.made_at,
        "by": withdrawal.by,
        "reason": withdrawal.reason,
        "salt": withdrawal.salt,
        "watched": list(withdrawal.watched),
        "gone": [{"id": x.id, "hash": x.hash} for x in withdrawal.gone],
        "cuts": [
            {"capture": x.capture_id, "characters": [place(s) for s in x.spans], "kept": x.kept, "length": x.length}
            for x in withdrawal.cuts
        ],
    }


def withdrawal_of(row: Json) -> Withdrawal:
    """The withdrawal that `withdrawal_row` wrote."""
    plain = {k: row[k] for k in ("id", "kind", "hash", "made_at", "by", "reason", "salt")}
    gone = tuple(Gone(x["id"], x["hash"]) for x in row["gone"])
    cuts = tuple(
        Cut(x["capture"], tuple(Span(*s) for s in x["characters"]), x["kept"], x["length"]) for x in row["cuts"]
    )
    return Withdrawal(**plain, watched=tuple(row["watched"]), gone=gone, cuts=cuts)


def search_row(search: SavedSearch) -> Json:
    """A search that a person kept under a name; `query` is null where the name was taken back."""
    return {"id": search.id, "made_at": search.made_at, "name": search.name, "query": search.query}


def search_of(row: Json) -> SavedSearch:
    """The search that `search_row` wrote."""
    query = row["query"]
    return SavedSearch(str(row["id"]), str(row["made_at"]), str(row["name"]), None if query is None else str(query))


def lineage_row(step: str, row: Lineage | Retired) -> Json:
    """What an id stood for at the last run, or the id that a retired one leads to: by this ids stay when all is rebuilt."""
    members, heir = ([*row.members], None) if isinstance(row, Lineage) else ([], row.heir)
    return {"id": row.id, "step": step, "members": members, "heir": heir}


def custody_row(line: CustodyLine) -> Json:
    """How bytes came in or went; what was erased by a withdrawal is null."""
    plain = {k: getattr(line, k) for k in ("hash", "n", "act", "made_at", "said", "salt")}
    return {
        **plain,
        "capture": line.capture_id,
        "previous": [*line.previous],
        "told": asdict(line.told) if line.told else None,
    }


_TOLD = tuple(f.name for f in fields(Told))


def custody_of(row: Json) -> CustodyLine:
    """The line that `custody_row` wrote; one that is not as it was written is refused."""
    told = (
        Told(**{"answer": None, **{k: row["told"][k] for k in _TOLD if k != "answer" or k in row["told"]}})
        if row["told"]
        else None
    )
    plain = {k: row[k] for k in ("hash", "n", "act", "made_at", "said", "salt")}
    line = CustodyLine(**plain, capture_id=row["capture"], previous=tuple(row["previous"]), told=told)
    if not line.is_sound:
        raise ValueError(f"custody line {line.n} is not as it was written")
    return line


def original_row(capture_id: str, data: bytes) -> Json:
    """The bytes of a capture."""
    return {"id": capture_id, "base64": b64encode(data).decode("ascii")}


def _anchor(anchor: Anchor) -> Json:
    return {
        "capture": anchor.capture_id,
        "span": place(anchor.span),
        "span_text": anchor.exact,
        "before": anchor.before,
        "after": anchor.after,
    }
