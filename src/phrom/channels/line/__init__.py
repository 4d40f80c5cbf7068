"""LINE Messaging API: out by push (`channel`), answers in by webhook (`webhook`)."""
