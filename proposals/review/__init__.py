"""The way of a proposal through its checks and reviews, and what people say on it."""
