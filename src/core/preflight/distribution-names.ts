import { normaliseName, requirementName } from '../definitions/requirement-name';

/** Distributions by the modules that they bring under another name; the one to propose first. */
const BY_MODULE: ReadonlyMap<string, readonly string[]> = new Map(
  `
absl absl-py
antlr4 antlr4-python3-runtime
attr attrs
Bio biopython
bs4 beautifulsoup4
cairo pycairo
community python-louvain
Crypto pycryptodome
cv2 opencv-python-headless opencv-python opencv-contrib-python opencv-contrib-python-headless
dateutil python-dateutil
distutils setuptools
docx python-docx
dotenv python-dotenv
faiss faiss-cpu faiss-gpu
fitz PyMuPDF
git GitPython
github PyGithub
grpc grpcio
jose python-jose
jwt PyJWT
kafka kafka-python
ldap python-ldap
Levenshtein python-Levenshtein Levenshtein
magic python-magic
mpl_toolkits matplotlib
MySQLdb mysqlclient
nacl PyNaCl
OpenSSL pyOpenSSL
PIL Pillow
pkg_resources setuptools
pptx python-pptx
progressbar progressbar2
psycopg2 psycopg2-binary psycopg2
pylab matplotlib
pythoncom pywin32
serial pyserial
skimage scikit-image
sklearn scikit-learn
skopt scikit-optimize
slugify python-slugify
socks PySocks
speech_recognition SpeechRecognition
tensorflow tensorflow tensorflow-cpu tensorflow-gpu tensorflow-macos tf-nightly
tlz toolz
umap umap-learn
usb pyusb
websocket websocket-client
win32com pywin32
Xlib python-xlib
yaml PyYAML
zmq pyzmq
google.auth google-auth
google.oauth2 google-auth
google.protobuf protobuf
google.api_core google-api-core
google.rpc googleapis-common-protos
google.type googleapis-common-protos
googleapiclient google-api-python-client
`
    .trim()
    .split('\n')
    .map(line => line.split(' '))
    .map(([module = '', ...distributions]) => [module, distributions] as const)
);

/** Folders of modules that many distributions share. */
const SHARED = new Set(['google', 'google.cloud', 'azure', 'azure.ai', 'azure.mgmt', 'azure.storage', 'zope', 'sphinxcontrib']);

/** Of a module's path as much as tells which distribution it is of: `a` of `a.b.c`, all of `google.cloud.storage`. */
export function packageOf(path: string): string {
  const parts = path.split('.');
  let length = 1;
  while (length < parts.length && SHARED.has(parts.slice(0, length).join('.'))) {
    length += 1;
  }
  return parts.slice(0, length).join('.');
}

/** Whether it is only a folder of modules of many distributions, so that nobody can tell which of them is meant. */
export function isShared(module: string): boolean {
  return SHARED.has(module);
}

/** The distribution to propose for a package. */
export function distributionOf(module: string): string {
  return BY_MODULE.get(module)?.[0] ?? normaliseName(module);
}

/** Whether the requirement is one that brings the package: by the list, or by a name that is made from the other as usual. */
export function provides(requirement: string, module: string): boolean {
  const distribution = normaliseName(requirementName(requirement) ?? '');
  const listed = BY_MODULE.get(module);
  const name = normaliseName(module);
  return (
    (listed ?? []).map(normaliseName).includes(distribution) ||
    distribution === name ||
    (listed === undefined && isNamedAfter(distribution, name))
  );
}

/** `pyserial`, `python-docx`, `faiss-cpu` and `pytorch-lightning` are named after what they bring. */
function isNamedAfter(distribution: string, name: string): boolean {
  const isForTypeCheckers = distribution.startsWith('types-') || distribution.endsWith('-stubs');
  return (
    !isForTypeCheckers &&
    ([`py${name}`, `${name}py`, `python-${name}`, `python3-${name}`].includes(distribution) ||
      distribution.startsWith(`${name}-`) ||
      distribution.startsWith(`python-${name}-`) ||
      distribution.endsWith(`-${name}`))
  );
}

/** Whether two requirements are of the same distribution. */
export function isSame(one: string, other: string): boolean {
  return normaliseName(requirementName(one) ?? one) === normaliseName(requirementName(other) ?? other);
}
