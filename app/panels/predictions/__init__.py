"""What the network says, seen live: surface or curve, confusion, the worst examples, typed inputs."""
