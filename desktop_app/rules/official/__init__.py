"""The words of the official papers: their texts with fields, the levels of their paragraphs, their titles."""

from desktop_app.rules.official.breaking import break_title
from desktop_app.rules.official.compose import compose, missing_in
from desktop_app.rules.official.fields import field_of, fields_of
from desktop_app.rules.official.template import read_template

__all__ = ["break_title", "compose", "field_of", "fields_of", "missing_in", "read_template"]
