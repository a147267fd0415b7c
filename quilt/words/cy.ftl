# Geiriau y mae pobl y tu allan i'r timau yn eu darllen.
site-name = Quilt
skip-to-content = Neidio i'r prif gynnwys
