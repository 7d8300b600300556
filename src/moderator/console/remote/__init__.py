"""Control from elsewhere: OSC, HTTP and WebSocket, all through one `Control`."""
