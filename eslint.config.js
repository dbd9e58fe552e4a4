import js from '@eslint/js';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const layer = (files, group, message) => ({
  files,
  ignores: ['**/*.test.ts'],
  rules: { 'no-restricted-imports': ['error', { patterns: [{ group, message }] }] },
});

const subgraphs = ['auth', 'session', 'file', 'agent'];

export default tseslint.config(
  { ignores: ['**/node_modules/**', '**/dist/**', '**/__generated__/**', '.data/**', 'coverage/**'] },
  js.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: { allowDefaultProject: ['*.js'] } } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      'no-console': 'error',
    },
  },
  ...subgraphs.map((name) =>
    layer(
      [`subgraphs/${name}/**/*.ts`],
      [...subgraphs.filter((other) => other !== name).map((other) => `@mas/${other}*`), '@mas/gateway*', '@mas/stack*'],
      'A subgraph knows no other subgraph: federation keys are the only link.',
    ),
  ),
  layer(
    ['client/src/**/*.{ts,tsx}'],
    ['@mas/*', 'node:*', '**/server/**'],
    'The page runs in a browser and knows the graph alone: no workspace, nothing of Node.',
  ),
  layer(['kit/**/*.ts'], ['@mas/*'], 'kit is the bottom layer: it imports no workspace.'),
  layer(
    ['subgraphs/*/src/services/**/*.ts'],
    ['**/resolvers/**', 'graphql', '@apollo/*'],
    'Services know no GraphQL: resolvers call services, never the other way round.',
  ),
  {
    files: ['client/src/**/*.{ts,tsx}'],
    ...reactHooks.configs.flat.recommended,
    rules: {
      ...reactHooks.configs.flat.recommended.rules,
      'react-hooks/exhaustive-deps': 'error',
      // These two speak of React's compiler, which is not used.
      'react-hooks/incompatible-library': 'off',
      'react-hooks/preserve-manual-memoization': 'off',
    },
  },
  { files: ['**/*.js', '**/*.cjs'], ...tseslint.configs.disableTypeChecked },
  {
    files: ['**/*.cjs'],
    languageOptions: { sourceType: 'commonjs', globals: { process: 'readonly', require: 'readonly' } },
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
  { files: ['**/*.test.ts'], rules: { '@typescript-eslint/no-non-null-assertion': 'off' } },
);
