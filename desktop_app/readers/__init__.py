"""A foreign file in, a plan out."""
