import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { answerJob } from '../src/profiling/child/answer-job.ts';
import type { DatasetProfile } from '../src/profiling/dataset-profile.ts';
import { workerAnswerSchema } from '../src/profiling/worker-protocol.ts';

export interface DatasetReader extends AsyncDisposable {
  /** @throws Error when it is refused. */
  profile(content: string | Uint8Array): Promise<DatasetProfile>;
  /** What its owner is told when it is no dataset. */
  refusal(content: string | Uint8Array): Promise<string>;
}

/** Reads files as a profile worker does, but in this process: for tests of what is read, not of how it is kept apart. */
export async function openDatasetReader(): Promise<DatasetReader> {
  const directory = await mkdtemp(join(tmpdir(), 'mas-dataset-test-'));
  const answerTo = async (content: string | Uint8Array) => {
    const scratch = await mkdtemp(join(directory, 'scratch-'));
    const input = join(directory, 'input.csv');
    await writeFile(input, content);
    const files = { input, scratch, parquet: join(scratch, 'dataset.parquet') };
    const answer = await answerJob({ type: 'profile', ...files, memoryBytes: 1024 ** 3, threads: 2 });
    await rm(scratch, { recursive: true, force: true });
    return workerAnswerSchema.parse(JSON.parse(JSON.stringify(answer)));
  };
  return {
    async profile(content) {
      const answer = await answerTo(content);
      if (answer.outcome !== 'profiled') throw new Error(JSON.stringify(answer));
      return answer.profile;
    },
    async refusal(content) {
      const answer = await answerTo(content);
      if (answer.outcome !== 'unsupported') throw new Error(`The file was not refused: ${answer.outcome}`);
      return answer.message;
    },
    [Symbol.asyncDispose]: () => rm(directory, { recursive: true, force: true }),
  };
}
