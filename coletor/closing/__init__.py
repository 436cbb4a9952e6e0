"""What comes after acceptance: closing a month, receipts, management results, corrections.

Nothing here is imported until it is used.
"""
