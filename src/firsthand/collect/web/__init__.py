"""The network, and nothing else of it in the program: addresses fetched politely and safely, feeds and sitemaps polled."""

from firsthand.collect.web.addresses import Allowed, Unfetched, address
from firsthand.collect.web.fetch import Fetcher, Got
from firsthand.collect.web.limits import Limits
from firsthand.collect.web.paging import fetched, page
from firsthand.collect.web.polling import Polled, poll

__all__ = ["Allowed", "Fetcher", "Got", "Limits", "Polled", "Unfetched", "address", "fetched", "page", "poll"]
