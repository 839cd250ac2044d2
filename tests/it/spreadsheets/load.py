"""Loads CSV files as Python's csv and pandas do: one header row, full rows, numbers as numbers."""

import csv
import re
import sys

try:
    import pandas
except ImportError:
    pandas = None

NUMBER = re.compile(r"-?\d+(\.\d+)?$")

for path in sys.argv[1:]:
    with open(path, newline="", encoding="utf-8") as file:
        header, *rows = csv.reader(file, strict=True)
    assert header and all(header), f"{path}: a column has no name: {header}"
    assert len(set(header)) == len(header), f"{path}: two columns have one name: {header}"
    assert not any(NUMBER.match(name) for name in header), f"{path}: no header: {header}"
    assert rows, f"{path}: no rows"
    for line, row in enumerate(rows, 2):
        assert len(row) == len(header), f"{path}: row {line} has {len(row)} cells, not {len(header)}"
        for cell in row:
            formula = cell[:1] in "=+-@\t\r" and cell and not NUMBER.match(cell)
            assert not formula, f"{path}: row {line} would run `{cell}`"
    if pandas is None:
        continue
    frame = pandas.read_csv(path)
    assert list(frame.columns) == header, f"{path}: {list(frame.columns)}"
    assert frame.shape == (len(rows), len(header)), f"{path}: {frame.shape}"
    for place, name in enumerate(header):
        cells = [row[place] for row in rows if row[place]]
        if cells and all(NUMBER.match(cell) for cell in cells):
            kind = frame[name].dtype.kind
            assert kind in "if", f"{path}: {name} is read as {frame[name].dtype}"
            assert abs(frame[name].sum() - sum(map(float, cells))) <= 1e-6 * max(1, abs(frame[name].sum())), f"{path}: {name}"

print("loaded with pandas" if pandas else "loaded without pandas")
