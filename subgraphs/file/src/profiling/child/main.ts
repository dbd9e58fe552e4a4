import { createInterface } from 'node:readline';
import { writeFileSync } from 'node:fs';
import { type WorkerAnswer, workerJobSchema } from '../worker-protocol.ts';
import { DatasetError } from './dataset-error.ts';
import { profileDataset } from './profile-dataset.ts';

const answerDescriptor = 3;

const tooLarge: WorkerAnswer = {
  outcome: 'unsupported',
  message: 'Reading the file takes more memory than there is for it. Upload it with fewer columns, or in parts.',
};

/** One job, one answer, and the end. */
for await (const line of createInterface({ input: process.stdin })) {
  const answer = await work(line);
  writeFileSync(answerDescriptor, `${JSON.stringify(answer)}\n`);
  process.exit(0);
}

async function work(line: string): Promise<WorkerAnswer> {
  try {
    return { outcome: 'profiled', profile: await profileDataset(workerJobSchema.parse(JSON.parse(line))) };
  } catch (error) {
    if (error instanceof DatasetError) return { outcome: 'unsupported', message: error.message };
    const message = error instanceof Error ? error.message : String(error);
    return message.startsWith('Out of Memory') ? tooLarge : { outcome: 'failed', message };
  }
}
