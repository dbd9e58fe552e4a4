/** Tests are ES modules in TypeScript, run as Node runs them: types stripped, nothing else changed. */
export default {
  testEnvironment: 'node',
  testMatch: ['**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/.data/'],
  modulePathIgnorePatterns: ['/.data/'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': '<rootDir>/jest.transform.js' },
  maxWorkers: 2,
  // Ends a test that hangs. No test is judged by it: a busy machine may take long.
  testTimeout: 120_000,
};
