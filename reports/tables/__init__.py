"""A table as it leaves the application: described once, written as CSV or XLSX, or shown as a page to print."""
