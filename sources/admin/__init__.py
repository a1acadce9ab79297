from sources.admin import source
