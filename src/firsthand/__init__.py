"""Firsthand: news pages in, a sourced record out: who said it, through whom, with every datum pointing at its words."""

__version__ = "0.1.0"
