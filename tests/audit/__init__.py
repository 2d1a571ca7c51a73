"""The audit: everything that is published about small groups is read back, and people try to see through it."""
