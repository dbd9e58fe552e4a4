import { createInterface } from 'node:readline';
import { writeFileSync } from 'node:fs';
import { answerJob } from './answer-job.ts';

const answerDescriptor = 3;

/** One job, one answer, and the end. */
for await (const line of createInterface({ input: process.stdin })) {
  writeFileSync(answerDescriptor, `${JSON.stringify(await answerJob(line))}\n`);
  process.exit(0);
}
