import { connectToServer } from '@mas/kit/sandbox/child/child-connection';
import type { WorkerAnswer } from '../worker-protocol.ts';
import { answerJob } from './answer-job.ts';

/** One job, one answer; the server ends the process. */
async function main(): Promise<void> {
  const connection = await connectToServer((job) => {
    void answerJob(job).then((answer) => connection.send(answer));
  });
  connection.send({ outcome: 'ready' } satisfies WorkerAnswer);
}

void main();
