#!/bin/sh
# `make bench-peer`: Wagtail beside this site, with the same article, links and sources, in one run on loopback.
# Wagtail gets a virtual environment of its own, .venv-wagtail; delete it for a newer version.
set -eu
cd "$(dirname "$0")/.."
PEER=.venv-wagtail
if ! test -x $PEER/bin/granian; then
  "${PYTHON:-python3}" -m venv $PEER
  echo "Installing Wagtail …"
  $PEER/bin/pip install --quiet --disable-pip-version-check wagtail granian
fi
exec "${PYTHON:-python3}" bench/peer_wagtail.py "$PWD/$PEER/bin"
