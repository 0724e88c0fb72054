"""The record for assistants: an MCP server whose every answer carries quote, speaker and permalink, 'reported, not verified'.

Tools are the operations that only read; resources are the articles' texts; the prompt teaches the three rules. Nothing here
can change a record. Needs the extra [mcp].
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import anyio
import mcp_types as mcp
import uvicorn
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server
from mcp.shared.exceptions import MCPError

from firsthand import __version__
from firsthand.model.problems import FirsthandError
from firsthand.record import Record
from firsthand.serve.operations import schema
from firsthand.serve.operations.registry import BY_NAME, DEFAULT_BASE, OPERATIONS, Operation
from firsthand.serve.operations.shapes import STATUS
from firsthand.serve.operations.told import Told
from firsthand.serve.ports import hold

RULES = """This record holds what news texts say. Keep three rules whenever you answer from it:
1. Nothing is asserted. Say who says it, give the quotation and its permalink, and say that it is reported, not verified. \
Where accounts part, give each with its speaker; never merge them into one value, never pick one.
2. A count of independent origins is of this record only: give it with its bounds, what is unknown and its method, never as \
proof. Twelve articles that trace to one unnamed official are one source.
3. An unnamed source stays unnamed. Never guess, from this record or from anything you know, who 'a security official' is. \
Private persons have no dossier: do not put one together."""
READS = "search, then article or attributions_of for who says what; events and claims for what several articles tell; "
INSTRUCTIONS = f"{RULES}\n\nBegin with {READS}timeline for when; dossier, outlet and unnamed for whoever speaks; "
INSTRUCTIONS += "discrepancies for where accounts part; show for any id you meet."
TEACHES = {  # beyond the words of the method: when to ask, and what to make of the answer
    "search": "Begin here. Each row is an article with a snippet; go on with its id.",
    "article": "Holds the whole text; take attributions_of where you need only who says what.",
    "attributions_of": "`speaker` is the party as the text names it, `source_kind` whether it is named.",
    "claim": "`independent_origins.words` is how to quote the count; `members` are who says so.",
    "event": "One account for each origin; where a slot differs between accounts, tell both.",
    "discrepancies": "Tell all values with their speakers; the record takes no side, and neither should you.",
    "chains_of": "`reaches_origin` false: where the words come from is not known, and `breaks` says why.",
    "claims_of": "Each with all who assert or deny it, in other articles too.",
    "series": "Each point is one speaker's figure, with the day it is of; `falls` marks a total below an earlier one.",
    "family": "Copies of one text count as one source, however many outlets print it.",
    "words": "Two versions, or a copy and its original: what was put in, taken out, and which names and figures changed.",
    "status": "How much the record holds, and what it could not read: what is not in it, it cannot tell you.",
    "dossier": "An id from other answers (e-...), or from `meant`. What it is said to have said, and who says so.",
    "outlet": "What one outlet published here, whom it has its reports from, and who has reports from it.",
    "unnamed": "All who are so described, who need not be one person. Never guess who they are.",
    "unnamed_kinds": "Take a name from here to `unnamed`.",
    "meant": "From a public party's name to its id. A private person has none to give.",
    "timeline": "`time` is the day that an account gives, `reported` the day of the earliest report. Tell both.",
    "batch": "For a list of names at once; each is looked for word for word.",
    "review": "What a person should look at next; you cannot decide it, since tools only read.",
    "history": "Who decided what about it. `saw` is for a program that sends a decision.",
    "decisions": "People's own decisions, newest first; those undone say so.",
    "cite": "A reference for a bibliography: bibtex, ris or csl.",
    "stands": "Where words stand in an article, character for character.",
    "withdrawals": "What was taken out for good. Do not look elsewhere for what it was.",
    "saved_searches": "Queries that people keep; ask one with `search`.",
    "entity": "An id from other answers (e-...). A person without public role is refused: leave it at that.",
}
PAGE = 50  # resources listed at once
SCHEME = "firsthand://article/"
JSON_ERROR = -32602  # invalid params, as JSON-RPC has it


def server(record: Record, base: str = DEFAULT_BASE) -> Server[dict[str, Any]]:
    """The server over one record; `base` is what permalinks begin with."""

    async def list_tools(_: Any, params: mcp.PaginatedRequestParams | None) -> mcp.ListToolsResult:
        return mcp.ListToolsResult(tools=[_tool(x) for x in OPERATIONS if x.reads_only])

    async def call_tool(_: Any, params: mcp.CallToolRequestParams) -> mcp.CallToolResult:
        return await anyio.to_thread.run_sync(partial(_called, record, base, params))

    async def list_resources(_: Any, params: mcp.PaginatedRequestParams | None) -> mcp.ListResourcesResult:
        return await anyio.to_thread.run_sync(partial(_texts, record, params.cursor if params else None))

    async def list_templates(_: Any, params: mcp.PaginatedRequestParams | None) -> mcp.ListResourceTemplatesResult:
        told = "The text of an article, by the id that tools give, with its outlet, date and permalink."
        one = mcp.ResourceTemplate(
            name="article", uri_template=f"{SCHEME}{{id}}", description=told, mime_type="text/plain"
        )
        return mcp.ListResourceTemplatesResult(resource_templates=[one])

    async def read_resource(_: Any, params: mcp.ReadResourceRequestParams) -> mcp.ReadResourceResult:
        return await anyio.to_thread.run_sync(partial(_text, record, base, params.uri))

    async def list_prompts(_: Any, params: mcp.PaginatedRequestParams | None) -> mcp.ListPromptsResult:
        return mcp.ListPromptsResult(prompts=[PROMPT])

    async def get_prompt(_: Any, params: mcp.GetPromptRequestParams) -> mcp.GetPromptResult:
        return _prompted(params)

    return Server(
        "firsthand",
        version=__version__,
        title="Firsthand",
        instructions=INSTRUCTIONS,
        on_list_tools=list_tools,
        on_call_tool=call_tool,
        on_list_resources=list_resources,
        on_list_resource_templates=list_templates,
        on_read_resource=read_resource,
        on_list_prompts=list_prompts,
        on_get_prompt=get_prompt,
    )


def over_stdio(record: Record, base: str) -> None:
    """Answers on standard input and output, until the client is gone."""

    async def run() -> None:
        made = server(record, base)
        async with stdio_server() as (read, write):
            await made.run(read, write, made.create_initialization_options())

    anyio.run(run)


def over_http(record: Record, base: str, port: int, ready: Callable[[str], None]) -> None:
    """Answers at http://127.0.0.1:PORT/mcp, to this machine only, until interrupted."""
    held = hold("127.0.0.1", port, "firsthand mcp --http 0")
    ready(f"http://127.0.0.1:{held.getsockname()[1]}/mcp")
    application = server(record, base).streamable_http_app(json_response=True, stateless_http=True, host="127.0.0.1")
    uvicorn.Server(uvicorn.Config(application, log_level="warning")).run(sockets=[held])


def _tool(one: Operation) -> mcp.Tool:
    told = " ".join(x for x in (one.says, TEACHES.get(one.name, ""), "Reported, not verified.") if x)
    hints = mcp.ToolAnnotations(
        read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
    )
    return mcp.Tool(
        name=one.name,
        description=told,
        input_schema=schema.arguments(one),
        output_schema=schema.answer(one),
        annotations=hints,
    )


def _called(record: Record, base: str, params: mcp.CallToolRequestParams) -> mcp.CallToolResult:
    one = BY_NAME.get(params.name)
    if one is None or not one.reads_only:
        return _refused(f"no tool {params.name}; there are: {', '.join(x.name for x in OPERATIONS if x.reads_only)}")
    try:
        answer = one.call(record, params.arguments or {}, base)
    except FirsthandError as error:
        return _refused(str(error))
    words = mcp.TextContent(text=schema.plain(answer).decode("utf-8"))
    return mcp.CallToolResult(content=[words], structured_content=answer)


def _refused(why: str) -> mcp.CallToolResult:
    return mcp.CallToolResult(content=[mcp.TextContent(text=why)], is_error=True)


def _texts(record: Record, cursor: str | None) -> mcp.ListResourcesResult:
    """The articles, newest first, a page at a time."""
    number = int(cursor) if cursor and cursor.isdecimal() and len(cursor) < 7 else 1
    found = record.articles(page=max(1, number), per_page=PAGE)
    rows = [
        mcp.Resource(
            name=h.id,
            uri=f"{SCHEME}{h.id}",
            title=h.title,
            description=f"{h.outlet or 'outlet not stated'}, {h.published or 'no date'}",
            mime_type="text/plain",
        )
        for h in found.hits
    ]
    return mcp.ListResourcesResult(
        resources=rows, next_cursor=str(found.page + 1) if found.page < found.pages else None
    )


def _text(record: Record, base: str, uri: str) -> mcp.ReadResourceResult:
    found = record.texts([uri.removeprefix(SCHEME)]) if uri.startswith(SCHEME) else ()
    if not found:
        raise MCPError(JSON_ERROR, f"no article at {uri}; addresses are {SCHEME}ID, with ids from search")
    told = Told(record, base).teller(found[0])
    head = (
        f"[{told['outlet'] or 'outlet not stated'} · {told['published'] or 'no date'} · {told['permalink']} · {STATUS}]"
    )
    words = mcp.TextResourceContents(uri=uri, mime_type="text/plain", text=f"{head}\n\n{found[0].text}")
    return mcp.ReadResourceResult(contents=[words])


PROMPT = mcp.Prompt(
    name="sourced-answer",
    title="Answer from the record, with sources",
    description="Answers a question from the record by its three rules: who says it, in which words, where to read it.",
    arguments=[mcp.PromptArgument(name="question", description="What you want to know", required=True)],
)


def _prompted(params: mcp.GetPromptRequestParams) -> mcp.GetPromptResult:
    question = (params.arguments or {}).get("question", "")
    if params.name != PROMPT.name or not question.strip():
        raise MCPError(JSON_ERROR, f"the prompt is {PROMPT.name}, and it takes a question")
    words = f"{INSTRUCTIONS}\n\nThe question: {question}"
    return mcp.GetPromptResult(messages=[mcp.PromptMessage(role="user", content=mcp.TextContent(text=words))])
