"""The only room that speaks SQL. `View` answers questions, `Writer` writes; read `tables`, then those two."""
