"""Masking: personal names and what identifies a person, out of everything that is published."""

from lientinh.masking.masks import Mask, mask_text

__all__ = ["Mask", "mask_text"]
