/** Name and version under which the Python half asks for this module: those of `package.json`. */
export const MODULE_NAME = 'peach-lab';
export const MODULE_VERSION = '0.1.0';
