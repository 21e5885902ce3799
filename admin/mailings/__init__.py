"""Mail: what goes out, the monthly report, and asking past clients in batches."""
