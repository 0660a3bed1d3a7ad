"""What a proposal rests on (出典): registered, offered, traced from claim to evidence."""
