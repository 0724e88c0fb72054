"""Whom a source stands for: the fullest name that the article gives, or why it stays open."""
