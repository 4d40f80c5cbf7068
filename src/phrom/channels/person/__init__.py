"""A person's own phone call: the last channel, and the one that always works. Its message is the script to read out;
its outcome comes back through `callouts.actions.report_by_caller`. The list of whom to phone is kept by `callouts`."""
