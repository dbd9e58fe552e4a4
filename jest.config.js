/** Tests are ES modules in TypeScript, run as Node runs them: types stripped, nothing else changed. */
export default {
  globalSetup: '<rootDir>/kit/src/testing/run/global-setup.ts',
  globalTeardown: '<rootDir>/kit/src/testing/run/global-teardown.ts',
  testEnvironment: '<rootDir>/kit/src/testing/run/suite-environment.ts',
  testMatch: ['**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/.data/'],
  modulePathIgnorePatterns: ['/.data/'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': '<rootDir>/jest.transform.js' },
  maxWorkers: 2,
  // What a suite leaves open, the suite answers for; on a busy machine even a worker that has nothing left takes its time.
  workerGracefulExitTimeout: 30_000,
  // Ends a test that hangs. No test is judged by it: a busy machine may take long.
  testTimeout: 120_000,
};
