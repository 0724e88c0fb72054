"""OpenRefine's reconciliation service, version 0.2, over the record's dossiers. Read `service.py` first."""
