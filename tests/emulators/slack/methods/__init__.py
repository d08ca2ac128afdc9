"""The Web API methods, by subject; each takes the service and a request's arguments."""
