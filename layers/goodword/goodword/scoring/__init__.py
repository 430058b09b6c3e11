"""What `score` does with a delivery beside reading its event."""
