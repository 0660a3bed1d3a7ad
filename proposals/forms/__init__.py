"""What people type about a proposal, one file a subject."""
