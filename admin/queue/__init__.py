"""The queue of answers that wait: its order, groups that are settled together, what is put off, keys and undo."""
