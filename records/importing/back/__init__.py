"""Taking an import back, but for what others rest on."""
