"""What the start script runs inside the virtual environment, with packages at hand."""
