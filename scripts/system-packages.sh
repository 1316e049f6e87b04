#!/bin/sh
# Installs what tests of Word 97 files, scans and report pictures need, where that is possible (Debian or Ubuntu as root).
# Elsewhere it says what is missing; those tests are then skipped and name the missing program.
missing=""
command -v soffice >/dev/null 2>&1 || missing="$missing libreoffice-writer-nogui fonts-liberation2"
command -v antiword >/dev/null 2>&1 || missing="$missing antiword"
command -v tesseract >/dev/null 2>&1 || missing="$missing tesseract-ocr tesseract-ocr-vie"
[ -z "$missing" ] && exit 0
if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
  echo "Installing$missing"
  if apt-get update -q >/dev/null 2>&1 && DEBIAN_FRONTEND=noninteractive apt-get install -y -q $missing >/dev/null 2>&1
  then exit 0; fi
fi
echo "Missing system packages:$missing (tests that need them are skipped and say so)"
exit 0
