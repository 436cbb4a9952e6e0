"""The parts of the closing screen: months, comparison, management's results, receipt."""
