"""What a user did wrong, said in one line: where, what, and what to do. The command exits with 2."""


class UsageError(Exception):
    """A mistake in the command, the configuration or the input as a whole; never a bug of ours."""
