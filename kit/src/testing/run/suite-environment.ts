import type { Circus } from '@jest/types';
import { TestEnvironment } from 'jest-environment-node';
import { openResources } from './open-resources.ts';

/** Node as every suite has it. A suite that leaves something open behind fails, beside what its tests say. */
export default class SuiteEnvironment extends TestEnvironment {
  readonly #resources = openResources();

  readonly handleTestEvent: Circus.EventHandler = async (event, state) => {
    if (event.name === 'run_finish') {
      await this.#resources.expectNone().catch((error: unknown) => state.unhandledErrors.push(error));
    }
  };
}
