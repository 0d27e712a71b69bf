import js from '@eslint/js';
import jupyter from '@jupyter/eslint-plugin';
import hooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const TYPED = ['src/**/*.{ts,tsx}', 'tests/**/*.ts', 'ui-tests/**/*.ts', 'bench/**/*.ts'];

export default tseslint.config(
  {
    ignores: [
      'lib/',
      '.venv/',
      '.yarn/',
      '.cache/',
      'node_modules/',
      'peach_lab/',
      'peach-lab-example/',
      'examples/',
      'ui-tests/{test-results,playwright-report}/'
    ]
  },
  js.configs.recommended,
  {
    files: TYPED,
    extends: [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { project: ['tsconfig.eslint.json'], tsconfigRootDir: import.meta.dirname } },
    rules: {
      // Data is `type`, contracts are `interface I…`: the choice carries meaning here.
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/naming-convention': ['error', { selector: 'interface', format: ['PascalCase'], prefix: ['I'] }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/no-unnecessary-condition': ['error', { allowConstantLoopConditions: true }],
      'max-lines': ['error', { max: 300, skipBlankLines: false }],
      'max-params': ['error', 4],
      // A promise of nothing is `Promise<void>`, also where the type is an argument.
      '@typescript-eslint/no-invalid-void-type': 'off',
      'max-lines-per-function': ['error', { max: 60, skipComments: true, skipBlankLines: true }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-restricted-syntax': [
        'error',
        { selector: 'TSEnumDeclaration', message: 'Use a union of literals.' },
        { selector: 'TSModuleDeclaration[kind="namespace"]', message: 'Use modules.' },
        { selector: 'ExportAllDeclaration', message: 'No barrels.' }
      ]
    }
  },
  {
    files: ['src/**/*.tsx', 'src/view/**/*.ts'],
    plugins: { 'react-hooks': hooks },
    // The React Compiler, for which some libraries are unfit, is not used.
    rules: { ...hooks.configs.recommended.rules, 'react-hooks/incompatible-library': 'off' }
  },
  {
    files: ['src/lab/**/*.{ts,tsx}', 'src/widget/**/*.{ts,tsx}', 'src/extension.ts'],
    plugins: { jupyter },
    rules: Object.assign({}, ...[jupyter.configs.recommended].flat().map(({ rules }) => rules))
  },
  // What a plugin adds to the shell lives as long as Lab.
  {
    files: ['src/lab/**/add-*.ts'],
    plugins: { jupyter },
    rules: { 'jupyter/require-disposable-ownership': 'off', 'jupyter/require-disposable-transfer': 'off' }
  },
  // Lab hands a plugin each service it asks for as an argument of its own.
  { files: ['src/{lab,widget}/**/*-plugin.ts'], rules: { 'max-params': 'off' } },
  {
    files: ['**/*.test.{ts,tsx}', 'tests/**/*.ts', 'ui-tests/**/*.ts', 'src/**/test-support/**'],
    rules: {
      'max-lines-per-function': 'off',
      'max-lines': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/unbound-method': 'off',
      'jupyter/no-untranslated-string': 'off',
      'jupyter/require-disposable-transfer': 'off'
    }
  },
  {
    files: ['scripts/**/*.mjs', 'bench/**/*.mjs', '*.mjs', '*.cjs', '*.mts'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        Buffer: 'readonly',
        URL: 'readonly',
        module: 'writable',
        performance: 'readonly',
        fetch: 'readonly',
        AbortSignal: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        setImmediate: 'readonly'
      }
    },
    rules: { 'no-unused-vars': ['error', { varsIgnorePattern: '^_' }] }
  }
);
