"""From a file to records: checked, waiting for answers, let in batch by batch."""
