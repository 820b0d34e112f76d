"""What stands in two languages laid side by side: counterparts by shape, shared tokens and length."""
