"""Stand-ins for providers, faithful to what they document: real servers on this machine."""
