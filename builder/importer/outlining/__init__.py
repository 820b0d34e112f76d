"""A `Sheet` tidied and cut into sections: captions, typed numbers, contents by hand."""
