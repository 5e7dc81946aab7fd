"""The coach: rules that read a rep's own history and say what matters now. Pure."""
