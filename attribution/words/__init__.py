"""Words made comparable and read: folding, cues, trades, media that everybody knows; nothing of any directory."""
