"""Native charts: a `Plot` as DrawingML chart parts with their workbook, one module a family of charts."""
