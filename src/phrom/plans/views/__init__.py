"""Pages of plans: bringing one in, looking at it, approving it, taking documents out."""
