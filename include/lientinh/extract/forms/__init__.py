"""Forms: tables read by descriptions of them, which are data."""

from lientinh.extract.forms.drift import FormDrift, FormExtraction, MissingCell
from lientinh.extract.forms.reading import extract_forms

__all__ = ["FormDrift", "FormExtraction", "MissingCell", "extract_forms"]
