"""Extract: blocks become readings; prose by the narrative extractor, tables by a form."""
