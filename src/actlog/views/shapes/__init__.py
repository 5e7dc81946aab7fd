"""What `--json` prints, as types: the views return them, and `docs/schema` is written from them."""
