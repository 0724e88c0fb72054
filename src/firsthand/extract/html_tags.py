"""What HTML's tags do: which begin a new line, hold nothing, hide what they hold, close what is open."""

from __future__ import annotations

SHOWN_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "search",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)
HIDDEN = frozenset(
    [
        "script",
        "style",
        "template",
        "noscript",
        "svg",
        "iframe",
        "object",
        "textarea",
        "select",
        "button",
        "title",
        "canvas",
        "audio",
        "video",
    ]
)
CLOSED_BY = {
    "li": ("li",),
    "dt": ("dt", "dd"),
    "dd": ("dt", "dd"),
    "tr": ("tr", "td", "th"),
    "td": ("td", "th"),
    "th": ("td", "th"),
    "option": ("option",),
}
CLOSES_P = SHOWN_BLOCKS - {"body", "html", "head", "tr", "td", "th", "tbody", "thead", "tfoot", "caption"}
LINE, EMPTY, HIDES, BARE, WRAPS = 1, 2, 4, 8, 16  # what a tag does, as bits
KINDS = {
    tag: LINE * (tag in SHOWN_BLOCKS)
    | EMPTY * (tag in VOID)
    | HIDES * (tag in HIDDEN)
    | BARE * (tag in ("script", "style", "svg"))  # "<script src=x />": what follows is shown
    | WRAPS * (tag in CLOSES_P or tag in CLOSED_BY)
    for tag in (*SHOWN_BLOCKS, *VOID, *HIDDEN, *CLOSED_BY)
}
