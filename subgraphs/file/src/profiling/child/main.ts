<<<<<<< HEAD
import { connectToServer } from '@mas/kit/sandbox/child/child-connection';
import { type WorkerAnswer, workerJobSchema } from '../worker-protocol.ts';
import { DatasetError } from './dataset-error.ts';
import { profileDataset } from './profile-dataset.ts';

const tooLarge: WorkerAnswer = {
  outcome: 'unsupported',
  message: 'Reading the file takes more memory than there is for it. Upload it with fewer columns, or in parts.',
};

/** One job, one answer; the server ends the process. */
async function main(): Promise<void> {
  const connection = await connectToServer((job) => {
    void work(job).then((answer) => connection.send(answer));
  });
  connection.send({ outcome: 'ready' } satisfies WorkerAnswer);
}

async function work(job: unknown): Promise<WorkerAnswer> {
  try {
    return { outcome: 'profiled', profile: await profileDataset(workerJobSchema.parse(job)) };
  } catch (error) {
    if (error instanceof DatasetError) return { outcome: 'unsupported', message: error.message };
    const message = error instanceof Error ? error.message : String(error);
    return message.startsWith('Out of Memory') ? tooLarge : { outcome: 'failed', message };
  }
}

void main();
=======
import { createInterface } from 'node:readline';
import { writeFileSync } from 'node:fs';
import { answerJob } from './answer-job.ts';

const answerDescriptor = 3;

/** One job, one answer, and the end. */
for await (const line of createInterface({ input: process.stdin })) {
  writeFileSync(answerDescriptor, `${JSON.stringify(await answerJob(line))}\n`);
  process.exit(0);
}
>>>>>>> tests
