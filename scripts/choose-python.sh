#!/bin/sh
# Prints the Python to make the environment with: `python3` as it stands in PATH; where that one was compiled on the spot
# without optimisation, the system's own of the same version, if there is one with venv. A distribution builds its Python
# with optimisation, and the same work takes it a fifth less time (docs/decisions/0006). Where `python3` is too old, the
# system's own stands in. `make demo PYTHON=…` overrules the choice.
look='
import ensurepip, sys, sysconfig, venv
plain = "--enable-optimizations" not in (sysconfig.get_config_var("CONFIG_ARGS") or "") and sys.prefix != "/usr"
print("%d.%d" % sys.version_info[:2], "plain" if plain else "optimised", int(sys.version_info >= (3, 11)))
'
set -- $(python3 -c "$look" 2>/dev/null)
version=${1:-} kind=${2:-} fit=${3:-0}
if [ "$fit" = 1 ] && [ "$kind" = optimised ]; then
  echo python3
  exit
fi
set -- $(/usr/bin/python3 -c "$look" 2>/dev/null)
if [ "${2:-}" = optimised ] && [ "${3:-0}" = 1 ] && { [ "$fit" = 0 ] || [ "$1" = "$version" ]; }; then
  echo /usr/bin/python3
else
  echo python3
fi
