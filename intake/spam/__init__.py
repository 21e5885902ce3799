"""Telling spam from clients without asking anybody for anything: signs that are added up, and reasons that are kept."""
