# Words that people outside the teams read. Reading age 9 to 11. Verbs first.
site-name = Quilt
skip-to-content = Skip to main content
