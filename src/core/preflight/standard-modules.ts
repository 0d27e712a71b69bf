/** Modules of the standard library of Python 3.10 to 3.14, those of single platforms too. */
const STANDARD_MODULES: ReadonlySet<string> = new Set(
  `
__future__ abc aifc annotationlib antigravity argparse array ast asynchat asyncio asyncore atexit audioop base64 bdb
binascii binhex bisect builtins bz2 cProfile calendar cgi cgitb chunk cmath cmd code codecs codeop collections
colorsys compileall compression concurrent configparser contextlib contextvars copy copyreg crypt csv ctypes curses
dataclasses datetime dbm decimal difflib dis distutils doctest email encodings ensurepip enum errno faulthandler fcntl
filecmp fileinput fnmatch fractions ftplib functools gc genericpath getopt getpass gettext glob graphlib grp gzip
hashlib heapq hmac html http idlelib imaplib imghdr imp importlib inspect io ipaddress itertools json keyword lib2to3
linecache locale logging lzma mailbox mailcap marshal math mimetypes mmap modulefinder msilib msvcrt multiprocessing
netrc nis nntplib nt ntpath nturl2path numbers opcode operator optparse os ossaudiodev pathlib pdb pickle pickletools
pipes pkgutil platform plistlib poplib posix posixpath pprint profile pstats pty pwd py_compile pyclbr pydoc
pydoc_data pyexpat queue quopri random re readline reprlib resource rlcompleter runpy sched secrets select selectors
shelve shlex shutil signal site smtpd smtplib sndhdr socket socketserver spwd sqlite3 sre_compile sre_constants
sre_parse ssl stat statistics string stringprep struct subprocess sunau symtable sys sysconfig syslog tabnanny tarfile
telnetlib tempfile termios textwrap this threading time timeit tkinter token tokenize tomllib trace traceback
tracemalloc tty turtle turtledemo types typing unicodedata unittest urllib uu uuid venv warnings wave weakref
webbrowser winreg winsound wsgiref xdrlib xml xmlrpc zipapp zipfile zipimport zlib zoneinfo
`
    .trim()
    .split(/\s+/)
);

/** Modules by the minor version of Python 3 that first came without them. */
const REMOVED: Readonly<Record<number, string>> = {
  11: 'binhex',
  12: 'asynchat asyncore distutils imp smtpd',
  13: 'aifc audioop cgi cgitb chunk crypt imghdr lib2to3 mailcap msilib nis nntplib ossaudiodev pipes sndhdr spwd sunau telnetlib uu xdrlib'
};
/** Modules by the minor version of Python 3 that first had them. */
const ADDED: Readonly<Record<number, string>> = { 11: 'tomllib', 14: 'annotationlib compression' };

/** Whether the standard library of this Python, e.g. 3.12, has the module; null: of any Python. */
export function isStandardModule(module: string, python: string | null): boolean {
  if (!STANDARD_MODULES.has(module)) {
    return module.startsWith('_');
  }
  const minor = Number(/^3\.(\d+)/.exec(python ?? '')?.[1] ?? Number.NaN);
  const named = (versions: Readonly<Record<number, string>>, holds: (version: number) => boolean): boolean =>
    Object.entries(versions).some(([version, modules]) => holds(Number(version)) && modules.split(' ').includes(module));
  return Number.isNaN(minor) || !(named(REMOVED, version => minor >= version) || named(ADDED, version => minor < version));
}
