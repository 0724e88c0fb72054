"""What an article reports to have happened: triggers, who takes part, when, where, and who says so."""
