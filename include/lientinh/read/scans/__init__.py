"""Pictures of pages, recognised."""
