"""Accuracy and speed, measured: `python -m evals NAME --data FOLDER`. Nothing here tunes a rule."""
