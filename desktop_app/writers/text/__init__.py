"""Documents as plain text, to be pasted into a chat or an OA."""
