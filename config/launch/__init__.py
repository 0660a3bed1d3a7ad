"""What `./portal` does. Standard library only: these modules run before any package is installed."""
