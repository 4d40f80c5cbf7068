"""Spoilt, torn and hostile files: a plan or a sentence, never another error, a hang, a flood, a word to the network."""
