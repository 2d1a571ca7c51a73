"""Tables out and in, as files that other programs read and write."""
