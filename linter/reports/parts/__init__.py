"""What several reports draw with."""
