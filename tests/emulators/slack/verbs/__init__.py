"""What people and tests do, by subject; each takes the service and plain values."""
