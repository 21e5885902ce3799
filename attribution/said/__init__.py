"""What the sentence says of a source: that it pointed here, that it did not, that the client is not sure."""
