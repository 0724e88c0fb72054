"""GEXF 1.2 for Gephi: who cites whom, the chains of reports, and who has whose words. Three graphs, for they say three things."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as Xml

from firsthand.export.shown import STATUS, Shown, value_of
from firsthand.model.findings import Chain, Hop, ReuseLink

SPACE = "http://www.gexf.net/1.2draft"
PAGE_SIDE = frozenset({"archive", "republisher", "outlet"})
# what XML 1.0 cannot hold
_DROPPED = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 65534, 65535, *range(55296, 57344)))


@dataclass(slots=True)
class Edge:
    source: str
    target: str
    weight: int = 0
    says: dict[str, str] = field(default_factory=dict)  # of the first that it stands for


@dataclass(slots=True)
class Graph:
    """Nodes and edges being gathered; an edge found again weighs more."""

    directed: bool
    nodes: dict[str, tuple[str, dict[str, str]]] = field(default_factory=dict)
    edges: dict[tuple[str, str, str], Edge] = field(default_factory=dict)

    def node(self, id_: str, label: str, **says: str | None) -> str:
        self.nodes.setdefault(id_, (label, {k: v for k, v in says.items() if v}))
        return id_

    def edge(self, source: str, target: str, says: Mapping[str, str | None], key: str = "") -> None:
        found = self.edges.setdefault((source, target, key), Edge(source, target))
        found.says = found.says or {"status": STATUS, **{k: v for k, v in says.items() if v}}
        found.weight += 1


def write(shown: Shown, out: Path) -> dict[str, int]:
    """`citations.gexf`, `chains.gexf`, `copies.gexf` in a folder; the number of edges of each."""
    out.mkdir(parents=True, exist_ok=True)
    graphs = {"citations": _citations(shown), "chains": _chains(shown), "copies": _copies(shown)}
    for name, graph in graphs.items():
        _save(graph, out / f"{name}.gexf")
    return {name: len(graph.edges) for name, graph in graphs.items()}


def _of_choice(shown: Shown) -> Iterator[Chain]:
    return (c for c in shown.all(Chain, "chain") if shown.has(c.article_id))


def _party(shown: Shown, graph: Graph, chain: Chain, n: int, hop: Hop) -> str:
    """The node of a hop. Parties of one kind and name are one; an unnamed one is nobody else's, nor is an unstated outlet."""
    name = shown.gate.name(hop.party, hop.article_id)
    if hop.kind == "unnamed" or name is None:
        id_ = f"{chain.id}/{n}" if hop.kind == "unnamed" else f"{hop.kind}/{chain.article_id}"
        return graph.node(id_, name or "(not stated)", kind=hop.kind)
    return graph.node(f"{hop.kind}:{name}", name, kind=hop.kind)


def _citations(shown: Shown) -> Graph:
    """From each outlet to the parties that its articles have their words from, however many hops lie between."""
    graph = Graph(directed=True)
    for chain in _of_choice(shown):
        outlets = [(n, h) for n, h in enumerate(chain.hops) if h.kind in PAGE_SIDE]
        others = [(n, h) for n, h in enumerate(chain.hops) if h.kind not in PAGE_SIDE]
        if outlets and others:
            (first, outlet), (last, source) = outlets[-1], others[-1]
            nodes = _party(shown, graph, chain, first, outlet), _party(shown, graph, chain, last, source)
            graph.edge(*nodes, _says(shown, chain, source))
    return graph


def _chains(shown: Shown) -> Graph:
    """Every hop of every chain, from the page to where it ends."""
    graph = Graph(directed=True)
    for chain in _of_choice(shown):
        steps = list(enumerate(chain.hops))
        for (a, near), (b, far) in pairwise(steps):
            nodes = _party(shown, graph, chain, a, near), _party(shown, graph, chain, b, far)
            graph.edge(*nodes, {"how": far.how, **_says(shown, chain, far)}, far.how)
    return graph


def _says(shown: Shown, chain: Chain, hop: Hop) -> dict[str, str | None]:
    return {"quote": hop.words, "permalink": shown.links.said(chain.article_id, chain.attribution_id)}


def _copies(shown: Shown) -> Graph:
    """Articles that share passages. Without arrows, since the order is often unknown: `later` and `direction` say what is."""
    graph = Graph(directed=False)
    for link in shown.all(ReuseLink, "reuse_link"):
        if shown.has(link.from_article) and shown.has(link.to_article):
            ends = [_article(shown, graph, id_) for id_ in (link.from_article, link.to_article)]
            later = link.from_article if link.direction != "unknown" else None
            told = {"kind": link.kind, "direction": link.direction, "later": later, "why": link.why}
            own = {"coverage": f"{link.coverage_from:.4f}", "permalink": shown.links.to(link.from_article)}
            graph.edge(ends[0], ends[1], {**own, **told})
    return graph


def _article(shown: Shown, graph: Graph, id_: str) -> str:
    article = shown.article(id_)
    own = {k: value_of(article, k) for k in ("outlet", "published")}
    return graph.node(id_, article.title or id_, permalink=shown.links.to(id_), **own)


def _save(graph: Graph, path: Path) -> None:
    root = Xml.Element("gexf", {"xmlns": SPACE, "version": "1.2"})
    Xml.SubElement(Xml.SubElement(root, "meta"), "description").text = f"Firsthand: {STATUS}"
    kind = "directed" if graph.directed else "undirected"
    body = Xml.SubElement(root, "graph", {"defaultedgetype": kind, "mode": "static"})
    names = [_declare(body, "node", (says for _, says in graph.nodes.values()))]
    names.append(_declare(body, "edge", (e.says for e in graph.edges.values())))
    nodes = Xml.SubElement(body, "nodes")
    for id_, (label, says) in graph.nodes.items():
        _values(Xml.SubElement(nodes, "node", {"id": _plain(id_), "label": _plain(label)}), says, names[0])
    edges = Xml.SubElement(body, "edges")
    for n, e in enumerate(graph.edges.values()):
        at = {"id": str(n), "source": _plain(e.source), "target": _plain(e.target), "weight": str(e.weight)}
        _values(Xml.SubElement(edges, "edge", at), e.says, names[1])
    Xml.indent(root, " ")
    Xml.ElementTree(root).write(path, encoding="utf-8", xml_declaration=True)


def _declare(body: Xml.Element, of: str, said: Iterator[dict[str, str]]) -> list[str]:
    names = sorted({name for says in said for name in says})
    held = Xml.SubElement(body, "attributes", {"class": of, "mode": "static"})
    for n, name in enumerate(names):
        Xml.SubElement(held, "attribute", {"id": str(n), "title": name, "type": "string"})
    return names


def _values(element: Xml.Element, says: dict[str, str], names: list[str]) -> None:
    held = Xml.SubElement(element, "attvalues")
    for name, value in says.items():
        Xml.SubElement(held, "attvalue", {"for": str(names.index(name)), "value": _plain(value)})


def _plain(words: str) -> str:
    return words.translate(_DROPPED)
