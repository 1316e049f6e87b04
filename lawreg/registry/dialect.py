"""The one place that knows which database stands behind the registry."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import islice
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import quote

from sqlalchemy import Connection, Engine, Select, Table, bindparam, create_engine, event
from sqlalchemy.engine import URL, make_url

if TYPE_CHECKING:
    from sqlalchemy.exc import DatabaseError

T = TypeVar("T")
_PATIENCE = "PRAGMA busy_timeout = 30000"
CHUNK = 400  # values in one IN list; every database takes so many


def chunks(values: Iterable[T], size: int = CHUNK) -> Iterator[list[T]]:
    """Parts of at most ``size`` values, in order."""
    it = iter(values)
    while part := list(islice(it, size)):
        yield part


def connect(where: Path | str) -> Engine:
    """An engine for a file (SQLite) or for an SQLAlchemy URL of a server database."""
    frozen = False
    if isinstance(where, str) and "://" in where:
        url: URL = make_url(where)
    elif frozen := _frozen(Path(where)):
        query = {"mode": "ro", "immutable": "1", "uri": "true"}
        url = URL.create("sqlite", database=f"file:{quote(str(where))}", query=query)
    else:
        url = URL.create("sqlite", database=str(where))
    engine = create_engine(url)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _sqlite_frozen if frozen else _sqlite)
        event.listen(engine, "begin", lambda c: c.exec_driver_sql("BEGIN"))
    return engine


def _frozen(file: Path) -> bool:
    """Whether the file stands where nothing can be written (a disc, a share to read): SQLite could not make its log
    there. One whose log still holds something is opened as usual and says what is wrong."""
    log = file.with_name(file.name + "-wal")
    try:
        return file.exists() and not os.access(file.parent, os.W_OK) and not (log.exists() and log.stat().st_size)
    except OSError:
        return False


def _sqlite_frozen(connection: Any, _record: Any) -> None:
    connection.isolation_level = None


def _sqlite(connection: Any, _record: Any) -> None:
    """Readers go on while one writes (WAL); a killed process leaves the last whole transaction."""
    connection.isolation_level = None  # transactions begin where SQLAlchemy says: reads see one state, too
    cursor = connection.cursor()
    cursor.execute(_PATIENCE)
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = NORMAL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA cache_size = -65536")
    cursor.execute("PRAGMA temp_store = MEMORY")
    cursor.close()


def fetch(c: Connection, query: Select[Any]) -> Sequence[Any]:
    """All rows of a query as plain tuples; columns are texts and integers only, so nothing needs converting."""
    result = c.execute(query)
    cursor: Any = result.cursor
    try:
        return cursor.fetchall() if cursor is not None else result.all()  # type: ignore[no-any-return]
    finally:
        result.close()


def insert_many(c: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows that all name the same columns."""
    if not rows:
        return
    if c.dialect.name != "sqlite":
        c.execute(table.insert(), [dict(r) for r in rows])
        return
    names = list(rows[0])
    columns = ", ".join(f'"{n}"' for n in names)
    marks = ", ".join("?" * len(names))
    pick = itemgetter(*names)
    values = [pick(r) for r in rows] if len(names) > 1 else [(r[names[0]],) for r in rows]
    c.exec_driver_sql(f'INSERT INTO "{table.name}" ({columns}) VALUES ({marks})', values)


def update_many(
    c: Connection, table: Table, keys: Sequence[str], names: Sequence[str], rows: Sequence[Mapping[str, Any]]
) -> None:
    """Set columns ``names`` in the rows that agree in ``keys``; each mapping holds both."""
    if not rows:
        return
    if c.dialect.name != "sqlite":
        query = table.update().values({n: bindparam(f"v_{n}") for n in names})
        for k in keys:
            query = query.where(table.c[k] == bindparam(f"k_{k}"))
        both = [{**{f"v_{n}": r[n] for n in names}, **{f"k_{k}": r[k] for k in keys}} for r in rows]
        c.execute(query, both)
        return
    sets = ", ".join(f'"{n}" = ?' for n in names)
    where = " AND ".join(f'"{k}" = ?' for k in keys)
    c.exec_driver_sql(
        f'UPDATE "{table.name}" SET {sets} WHERE {where}', [tuple(r[n] for n in (*names, *keys)) for r in rows]
    )


# What SQLite says of its trouble, by the beginning of the name (sqlite.org/rescode.html). Where the log or its index
# cannot grow, a full disk is told as an error of input and output, too.
_TOLD = {
    "SQLITE_FULL": "disk_full",
    "SQLITE_IOERR": "disk_trouble",
    "SQLITE_READONLY": "registry_readonly",
    "SQLITE_CANTOPEN": "registry_readonly",
    "SQLITE_PERM": "registry_readonly",
    "SQLITE_BUSY": "index_in_use",
    "SQLITE_LOCKED": "index_in_use",
}


def trouble(e: DatabaseError) -> str:
    """What a fault of the database is to an officer: no room, no right, a damaged file, or a fault of this program."""
    from sqlalchemy.exc import DataError, IntegrityError, NotSupportedError, ProgrammingError

    if isinstance(e, (IntegrityError, DataError, ProgrammingError, NotSupportedError)):
        return "registry_fault"
    name = str(getattr(e.orig, "sqlite_errorname", ""))
    return next((code for start, code in _TOLD.items() if name.startswith(start)), "registry_damaged")


def emptied(path: Path) -> bool:
    """Take everything out of a registry file, leaving the file: whoever has it open goes on undisturbed. (Removing the
    file under an open connection would let that connection, when it closes, remove the log of the new one.)

    Returns:
        False where it cannot be opened as a registry and had better be removed.
    """
    from sqlalchemy import inspect
    from sqlalchemy.exc import DatabaseError

    engine = connect(path)
    try:
        with engine.begin() as c:
            c.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
            for name in inspect(c).get_table_names():
                c.exec_driver_sql('DROP TABLE "{}"'.format(name.replace('"', '""')))
        return True
    except DatabaseError:
        return False
    finally:
        engine.dispose()


def tidy(engine: Engine) -> None:
    """After a big load: fresh statistics for the planner, and the write-ahead log folded into the file."""
    if engine.dialect.name != "sqlite":
        return
    connection: Any = engine.raw_connection()
    try:
        cursor = connection.cursor()
        cursor.execute("PRAGMA busy_timeout = 0")
        with suppress(sqlite3.OperationalError):  # somebody reads, or there is no room: it is done another time
            cursor.execute("PRAGMA optimize")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        cursor.execute(_PATIENCE)
        cursor.close()
    finally:
        connection.close()
