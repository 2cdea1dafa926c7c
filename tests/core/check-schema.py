#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Says for each record whether the schema accepts it: check-schema.py SCHEMA RECORD..."""

import json
import sys

try:
    import jsonschema
except ImportError:
    sys.exit(77)

with open(sys.argv[1], encoding="utf-8") as file:
    schema = json.load(file)
jsonschema.Draft202012Validator.check_schema(schema)
validator = jsonschema.Draft202012Validator(schema)

for path in sys.argv[2:]:
    with open(path, encoding="utf-8") as file:
        error = next(validator.iter_errors(json.load(file)), None)
    print("valid" if error is None else "invalid: " + error.message)
