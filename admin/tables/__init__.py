"""Tables that can go out, where several pages share their columns or covers."""
