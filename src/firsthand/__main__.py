"""`python -m firsthand` is `firsthand`."""

from firsthand.serve.cli import main

if __name__ == "__main__":
    main()
