"""When: every expression of time, as EDTF."""
