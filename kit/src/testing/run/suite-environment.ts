import { TestEnvironment } from 'jest-environment-node';
import { openResources } from './open-resources.ts';

/** Node as every suite has it. A suite that leaves something open behind fails. */
export default class SuiteEnvironment extends TestEnvironment {
  readonly #left = openResources();

  override async teardown(): Promise<void> {
    await super.teardown();
    await this.#left.expectNone();
  }
}
