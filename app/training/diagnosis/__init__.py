"""The diagnosis: what is wrong with a training run, from what is measured of it. No Qt."""
