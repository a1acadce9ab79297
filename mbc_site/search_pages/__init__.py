"""What visitors see of the search (mbc_site/search), and what staff learn of searches without a result."""
