"""Reports: from any state a page that stands alone and blames nobody, as HTML, Markdown, or tables.

`contents` puts a frozen `Report` together; `html`, `markdown` and `tables` give it a form; `writing` makes files.
"""
