"""The Bot API methods, by subject; each takes the state and a request's arguments."""
