"""The machinery: which units are due, who does their work, and what is written when."""
