"""LINE: not built yet. Its channel will fulfil `phrom.channels.contract.Channel` and be listed in the registry."""
