"""SMS through any gateway that speaks HTTP: what it wants is described by settings (`gateway`), sent by `channel`;
receipts and replies come in through `webhook`."""
